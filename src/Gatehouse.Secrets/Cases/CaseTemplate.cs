using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Secrets;

/// <summary>
/// Expands a case of a rule (docs/how-to/secrets-rule.md): <c>{base62:36}</c> is 36 characters from a generator seeded by
/// rule and case, <c>{crc}</c> the rule's checksum over the text since its prefix, <c>{jwt}</c> a token, <c>{{</c> a brace.
/// So no file of the repository holds a text of a credential's shape.
/// </summary>
public static class CaseTemplate
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    // A repository's own rules carry cases as well: what they ask for is bounded.
    private const int LongestField = 10_000;

    /// <summary>The text; the same for the same rule, index and round.</summary>
    /// <exception cref="FormatException">The template names an unknown class, or a brace is not closed.</exception>
    public static string Expand(SecretRule rule, string template, int index, int round = 0)
    {
        var generator = new Generator(string.Create(CultureInfo.InvariantCulture, $"{rule.Id}/{index}/{round}"));
        var text = new StringBuilder();
        // Where the last run without white space or quotes began: what a checksum is over.
        var wordStart = 0;
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c == '{' && i + 1 < template.Length && template[i + 1] == '{')
            {
                text.Append('{');
                i++;
            }
            else if (c == '}' && i + 1 < template.Length && template[i + 1] == '}')
            {
                text.Append('}');
                i++;
            }
            else if (c == '{')
            {
                var end = template.IndexOf('}', i);
                if (end < 0)
                    throw new FormatException($"{rule.Id}: a brace is not closed in the case \"{template}\"");
                var field = template[(i + 1)..end];
                text.Append(field == "crc" ? Checksum(rule, text.ToString(wordStart, text.Length - wordStart)) : generator.Field(field, template));
                i = end;
            }
            else
            {
                text.Append(c);
                if (char.IsWhiteSpace(c) || c is '"' or '\'' or '=' or ':' or '`' or '(' or '>' or ',')
                    wordStart = text.Length;
            }
        }

        return text.ToString();
    }

    private static string Checksum(SecretRule rule, string before) =>
        SecretChecksum.Find(rule.Checksum ?? "")?.Of(before) ?? throw new FormatException($"{rule.Id}: a case has {{crc}}, and the rule no checksum");

    /// <summary>SHA-256 in counter mode: the same on every machine and for ever.</summary>
    private sealed class Generator(string seed)
    {
        private int _block;
        private byte[] _bytes = [];
        private int _used;

        public string Field(string field, string template)
        {
            var colon = field.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? field : field[..colon];
            if (name == "uuid")
                return Uuid();
            if (name == "jwt")
                return Jwt();
            var alphabet = Alphabet(name) ?? throw new FormatException($"the class \"{name}\" is not known in the case \"{template}\"");
            return Draw(alphabet, Length(field[(colon + 1)..], template));
        }

        private static string? Alphabet(string name) => name switch
        {
            "base62" => Digits + Upper + Lower,
            "base64" => Digits + Upper + Lower + "+/",
            "base64url" => Digits + Upper + Lower + "-_",
            "hex" => Digits + "abcdef",
            "HEX" => Digits + "ABCDEF",
            "lower" => Lower,
            "upper" => Upper,
            "digits" => Digits,
            "alnum" => Digits + Lower,
            "ALNUM" => Digits + Upper,
            "base32" => Upper + "234567",
            "base32x" => "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", // Bech32's letters (BIP 173)
            "alpha" => Upper + Lower,
            "word" => Digits + Upper + Lower + "_",
            _ => null,
        };

        private int Length(string text, string template)
        {
            var dash = text.IndexOf('-', StringComparison.Ordinal);
            if (!TryLength(dash < 0 ? text : text[..dash], out var least))
                throw new FormatException($"a length of at most {LongestField} is missing in the case \"{template}\"");
            if (dash < 0)
                return least;
            if (!TryLength(text[(dash + 1)..], out var most) || most < least)
                throw new FormatException($"a greater length is missing in the case \"{template}\"");
            return least + (Byte() % (most - least + 1));
        }

        private static bool TryLength(string text, out int length) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= LongestField;

        // Never a run that a placeholder filter would rightly take for made up.
        private string Draw(string alphabet, int length)
        {
            var text = new StringBuilder(length);
            while (text.Length < length)
            {
                var c = alphabet[Byte() % alphabet.Length];
                if (text.Length == 0 || text[^1] != c)
                    text.Append(c);
            }

            return text.ToString();
        }

        private string Uuid()
        {
            var bytes = new byte[16];
            for (var i = 0; i < 16; i++)
                bytes[i] = (byte)Byte();
            bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
            bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
            return new Guid(bytes, bigEndian: true).ToString("D");
        }

        private string Jwt()
        {
            var header = Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
            var payload = Url($"{{\"sub\":\"{Draw(Digits, 10)}\",\"iss\":\"{Draw(Lower, 12)}\"}}");
            return $"{header}.{payload}.{Draw(Digits + Upper + Lower + "-_", 43)}";
        }

        private static string Url(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        private int Byte()
        {
            if (_used == _bytes.Length)
            {
                _bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}#{_block++}")));
                _used = 0;
            }

            return _bytes[_used++];
        }
    }
}
