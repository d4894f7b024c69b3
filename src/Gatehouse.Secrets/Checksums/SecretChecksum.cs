using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Gatehouse.Secrets;

/// <summary>
/// Proves that a secret of the right shape was issued and not made up. One that does not fit is still told, as a
/// possible secret: someone may have changed a character to hide it.
/// </summary>
public abstract class SecretChecksum
{
    private static readonly SecretChecksum[] All =
    [
        new Crc32Base62("github-crc32", 6), new Crc32Base62("npm-crc32", 6), new GitLabRoutable(), new Grafana(), new JsonWebToken(), new Pem(), new AwsAccessKey(), new Luhn(), new CanonicalUuid(), new Base64Body(),
    ];

    /// <summary>The name that a rule gives.</summary>
    public abstract string Name { get; }

    /// <summary>The names that a rule may give.</summary>
    public static IEnumerable<string> Names => All.Select(checksum => checksum.Name).Order(StringComparer.Ordinal);

    /// <summary>Null for an unknown name.</summary>
    public static SecretChecksum? Find(string name) => Array.Find(All, checksum => checksum.Name == name);

    /// <summary>Whether the secret fits.</summary>
    public abstract bool Fits(ReadOnlySpan<byte> secret);

    /// <summary>The checksum's text for a secret without it, for making cases; empty where it is no appended text.</summary>
    public virtual string Of(ReadOnlySpan<char> secretWithoutChecksum) => "";

    /// <summary>
    /// CRC-32 (zlib's) of the part between the last underscore of the prefix and the checksum, in base 62 with digits,
    /// capitals, small letters, at the end of the token. Source: GitHub, "Behind GitHub's new authentication token formats", 2021.
    /// </summary>
    private sealed class Crc32Base62(string name, int length) : SecretChecksum
    {
        private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

        public override string Name => name;

        public override bool Fits(ReadOnlySpan<byte> secret)
        {
            if (secret.Length <= length)
                return false;
            var text = Encoding.ASCII.GetString(secret);
            return text.AsSpan(text.Length - length).SequenceEqual(Of(text.AsSpan(0, text.Length - length)));
        }

        public override string Of(ReadOnlySpan<char> secretWithoutChecksum)
        {
            var payload = secretWithoutChecksum[(secretWithoutChecksum.LastIndexOf('_') + 1)..];
            var crc = Crc32.Of(Encoding.ASCII.GetBytes(payload.ToString()));
            var text = new char[length];
            for (var i = length - 1; i >= 0; i--)
            {
                text[i] = Digits[(int)(crc % 62)];
                crc /= 62;
            }

            return new string(text);
        }
    }

    /// <summary>
    /// The last seven characters are the CRC-32 of everything before them, prefix and dots included, in base 36, padded
    /// with zeros. Source: GitLab's routable token (lib/authn/token_field/generator/routable_token.rb).
    /// </summary>
    private sealed class GitLabRoutable : SecretChecksum
    {
        private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

        public override string Name => "gitlab-routable-crc32";

        public override bool Fits(ReadOnlySpan<byte> secret) =>
            secret.Length > 7 && Encoding.ASCII.GetString(secret[^7..]) == Of(Encoding.ASCII.GetString(secret[..^7]));

        public override string Of(ReadOnlySpan<char> secretWithoutChecksum)
        {
            var crc = Crc32.Of(Encoding.ASCII.GetBytes(secretWithoutChecksum.ToString()));
            var text = new char[7];
            for (var i = 6; i >= 0; i--)
            {
                text[i] = Digits[(int)(crc % 36)];
                crc /= 36;
            }

            return new string(text);
        }
    }

    /// <summary>
    /// The eight hexadecimal digits after the last underscore are the CRC-32 of everything before it, little end first.
    /// Source: Grafana, pkg/components/satokengen.
    /// </summary>
    private sealed class Grafana : SecretChecksum
    {
        public override string Name => "grafana-crc32";

        public override bool Fits(ReadOnlySpan<byte> secret)
        {
            var cut = secret.LastIndexOf((byte)'_');
            return cut > 0 && Encoding.ASCII.GetString(secret[(cut + 1)..]) == Of(Encoding.ASCII.GetString(secret[..(cut + 1)]));
        }

        public override string Of(ReadOnlySpan<char> secretWithoutChecksum)
        {
            var crc = Crc32.Of(Encoding.ASCII.GetBytes(secretWithoutChecksum.TrimEnd('_').ToString()));
            return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(crc).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Three base64url parts whose first decodes to a JSON object with <c>alg</c> (RFC 7515 §4.1.1).</summary>
    private sealed class JsonWebToken : SecretChecksum
    {
        public override string Name => "jwt";

        public override bool Fits(ReadOnlySpan<byte> secret)
        {
            var dot = secret.IndexOf((byte)'.');
            if (dot is <= 0 or > 2048 || !Base64Url.IsValid(secret[..dot]))
                return false;
            var header = new byte[Base64Url.GetMaxDecodedLength(dot)];
            if (!Base64Url.TryDecodeFromUtf8(secret[..dot], header, out var written))
                return false;
            try
            {
                using var json = JsonDocument.Parse(header.AsMemory(0, written));
                return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("alg", out _);
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    /// <summary>What follows the header of a PEM block (RFC 7468): at least 64 characters of base64 (an Ed25519 key has that), line breaks as they are or as <c>\n</c>, fields such as <c>Version:</c> passed over.</summary>
    private sealed class Pem : SecretChecksum
    {
        private const int Least = 64;

        public override string Name => "pem";

        public override bool Fits(ReadOnlySpan<byte> secret)
        {
            var text = Encoding.ASCII.GetString(secret).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "", StringComparison.Ordinal);
            var letters = text.Split('\n').Where(line => !line.Contains(':', StringComparison.Ordinal)).Select(line => line.Trim(' ', '\t', '\r', '"', '\'', '+', ',', '\\'));
            var body = string.Concat(letters);
            var length = body.AsSpan().IndexOfAnyExcept(Base64Letters);
            return (length < 0 ? body.Length : length) >= Least && body.AsSpan(0, Least).ToString().Distinct().Count() > 16;
        }

        private static readonly SearchValues<char> Base64Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    }

    /// <summary>The 12 or 16 letters after the four of the kind are base 32 (IAM user guide, "IAM identifiers").</summary>
    private sealed class AwsAccessKey : SecretChecksum
    {
        private static readonly SearchValues<byte> Base32 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"u8);

        public override string Name => "aws-access-key";

        public override bool Fits(ReadOnlySpan<byte> secret) => secret.Length >= 16 && secret[4..].IndexOfAnyExcept(Base32) < 0;
    }

    /// <summary>ISO/IEC 7812-1, annex B.</summary>
    private sealed class Luhn : SecretChecksum
    {
        public override string Name => "luhn";

        public override bool Fits(ReadOnlySpan<byte> secret)
        {
            var (sum, place) = (0, 0);
            for (var i = secret.Length - 1; i >= 0; i--)
            {
                if (secret[i] is < (byte)'0' or > (byte)'9')
                    continue;
                var digit = secret[i] - '0';
                if (place++ % 2 == 1)
                    digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
                sum += digit;
            }

            return place > 0 && sum % 10 == 0;
        }
    }

    /// <summary>A UUID that ends the secret and is not all one digit (RFC 9562).</summary>
    private sealed class CanonicalUuid : SecretChecksum
    {
        public override string Name => "uuid";

        public override bool Fits(ReadOnlySpan<byte> secret) =>
            secret.Length >= 36 && Guid.TryParseExact(Encoding.ASCII.GetString(secret[^36..]), "D", out var id) && id != Guid.Empty;
    }

    /// <summary>The whole secret decodes as base64 (RFC 4648 §4).</summary>
    private sealed class Base64Body : SecretChecksum
    {
        public override string Name => "base64";

        public override bool Fits(ReadOnlySpan<byte> secret) => Base64.IsValid(secret);
    }
}
