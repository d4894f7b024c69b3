using System.Buffers;
using System.Text;
using Gatehouse.Patterns;
using Gatehouse.Model;

namespace Gatehouse.Secrets;

/// <summary>What speaks against a match: placeholders, words of documentation, too little chance in it.</summary>
internal static class SecretFilter
{
    /// <summary>Words that stand in for secrets in documentation, whatever the provider.</summary>
    private static readonly byte[][] Placeholders =
    [
        .. new[]
        {
            "example", "sample", "placeholder", "changeme", "change_me", "change-me", "your_", "your-", "yourkey", "yourtoken", "yoursecret", "dummy", "redacted",
            "insert", "replace", "foobar", "0123456789", "1234567890", "abcdefghij", "abcdef012345", "xxxxxx", "00000000", "notreal", "not-real", "fakekey", "invalid",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    private static readonly SearchValues<byte> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    private static readonly byte[][] IdEndings = [.. new[] { "id", "name", "hash", "url", "uri", "type", "path", "file", "arn", "version", "prefix", "header" }.Select(Encoding.ASCII.GetBytes)];

    private static readonly SearchValues<byte> HashNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_"u8);

    /// <summary>More of them for secrets of no known shape, which people choose and write themselves.</summary>
    private static readonly byte[][] GenericPlaceholders =
    [
        .. new[]
        {
            "test", "mock", "fake", "todo", "secret", "password", "passw", "token", "string", "value", "default", "null", "none", "undefined", "true", "false", "config", "settings",
            "getenv", "environ", "process.", "request", "response", "param", "localhost", "username", "user_", "hidden", "unknown", "optional", "required", "function", "return",
            "public", "private", "apikey", "api_key", "access_key", "client_", "lorem", "hello", "world", "qwerty", "admin", "guest", "demo", "stub", "temp",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <param name="isProven">False where the rule has a checksum and the secret does not fit it.</param>
    public static bool Accepts(CompiledRule rule, ReadOnlySpan<byte> text, PatternGroup group, out bool isProven)
    {
        var secret = text[group.Start..group.End];
        isProven = rule.Checksum?.Fits(secret) ?? true;
        if (rule.Checksum is not null && isProven && rule.Rule.Checksum is "github-crc32" or "npm-crc32")
            return true; // Nobody makes up a checksum.
        if (rule.Rule.Checksum is "pem")
            return isProven && secret.IndexOf("\n..."u8) < 0; // Shown without its middle.
        if (secret.Length > 0 && IsTemplate(text, group))
            return false;

        Span<byte> lower = secret.Length <= 512 ? stackalloc byte[secret.Length] : new byte[secret.Length];
        for (var i = 0; i < secret.Length; i++)
            lower[i] = secret[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(secret[i] | 0x20) : secret[i];

        if (HoldsOne(lower, Placeholders) || HoldsOne(lower, rule.StopWords) || IsMonotonous(lower))
            return false;
        if (rule.Rule is { Kind: FindingKind.PossibleSecret, Structure: SecretStructure.None } && (HoldsOne(lower, GenericPlaceholders) || HoldsField(secret) || IsPasswordHash(secret) || IsName(secret) || IsDatabaseName(lower) || (rule.Rule.Provider == SecretRule.NoProvider && IsNamedLikeAnId(text[..group.Start])) || HiddenWords.Hold(secret) || !LooksRandom(secret)))
            return false;
        return rule.Rule.Entropy == 0 || Entropy(secret) >= rule.Rule.Entropy;
    }

    // ${X}, {{ x }}, <token>, %s, $(x), #{x}: a value that is put in later.
    private static bool IsTemplate(ReadOnlySpan<byte> text, PatternGroup group)
    {
        var secret = text[group.Start..group.End];
        if (secret.IndexOf("${"u8) >= 0 || secret.IndexOf("{{"u8) >= 0 || secret.IndexOf("$("u8) >= 0 || secret.IndexOf("#{"u8) >= 0 || secret.IndexOf("<%"u8) >= 0)
            return true;
        if ((secret[0] == '<' && secret[^1] == '>') || (secret[0] == '[' && secret[^1] == ']') || (secret[0] == '%' && secret[^1] == '%') || (secret[0] == '{' && secret[^1] == '}'))
            return true;
        var before = group.Start > 0 ? text[group.Start - 1] : (byte)0;
        var after = group.End < text.Length ? text[group.End] : (byte)0;
        return (before == '<' && after == '>') || (before == '{' && after == '}') || (before == '$' && secret[0] != '$' && !text[..(group.Start - 1)].EndsWith("\\"u8));
    }

    // A word, a path or a dotted name has no digit; what nobody chose by hand nearly always has digits and letters. Of
    // letters alone only what changes case as no name does: two runs of capitals at least, in 16 letters or more.
    private static bool LooksRandom(ReadOnlySpan<byte> secret)
    {
        if (secret.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0)
            return secret.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0 || secret.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0;
        var (runs, length, small) = (0, 0, 0);
        foreach (var b in secret)
        {
            small += b is >= (byte)'a' and <= (byte)'z' ? 1 : 0;
            length = b is >= (byte)'A' and <= (byte)'Z' ? length + 1 : 0;
            runs += length == 2 ? 1 : 0;
        }

        return secret.Length >= 16 && runs >= 2 && small >= 4;
    }

    // rotate-user-api-key-v2, X509_CERTIFICATE: words with at most a number among them, two thirds of it letters of words.
    private static bool IsName(ReadOnlySpan<byte> secret)
    {
        var (parts, letters) = (0, 0);
        for (var rest = secret; !rest.IsEmpty; parts++)
        {
            var end = rest.IndexOfAny((byte)'-', (byte)'_', (byte)'.') is var cut and >= 0 ? cut : rest.Length;
            var part = rest[..end];
            rest = rest[Math.Min(rest.Length, end + 1)..];
            if (IsWord(part))
                letters += part.Length;
            else if (part.Length > 6 || (part.Length > 4 && part.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0))
                return false;
        }

        return parts > 1 && letters * 3 >= (secret.Length - parts + 1) * 2;
    }

    // small, Capital or CAPITALS, three letters at least.
    private static bool IsWord(ReadOnlySpan<byte> part) => part.Length >= 3
        && (part.IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0 || part[1..].IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0)
        && char.IsAsciiLetter((char)part[0]);

    // $2b$10$…, $argon2id$v=19$… (crypt's modular format), md5$salt$…, pbkdf2_sha256$… (Django), AQAAAA… (ASP.NET Identity):
    // what a server keeps so that it need not keep the password.
    private static bool IsPasswordHash(ReadOnlySpan<byte> secret)
    {
        if (secret.Length <= 20)
            return false;
        if (secret[0] == '$')
            return secret[1..].IndexOf((byte)'$') is > 0 and < 12 && secret[1..].Count((byte)'$') >= 2;
        if (secret.StartsWith("AQAAAA"u8) && secret.EndsWith("="u8))
            return true;
        return secret.IndexOf((byte)'$') is >= 3 and <= 20 and var cut && char.IsAsciiLetterLower((char)secret[0])
            && secret[..cut].IndexOfAnyExcept(HashNames) < 0 && secret[(cut + 1)..].IndexOf((byte)'$') >= 0;
    }

    // api_token_id = "…", accessKeyName: …: named after a secret, and none.
    private static bool IsNamedLikeAnId(ReadOnlySpan<byte> before)
    {
        var name = before[Math.Max(0, before.Length - 64)..].TrimEnd("\"'` \t:=>()[]{},?"u8);
        name = name[(name.LastIndexOfAnyExcept(NameLetters) + 1)..];
        foreach (var ending in IdEndings)
        {
            if (name.Length > ending.Length + 2 && Ascii.EqualsIgnoreCase(name[^ending.Length..], ending)
                && (name[^(ending.Length + 1)] is (byte)'_' or (byte)'-' || (name[^ending.Length] is >= (byte)'A' and <= (byte)'Z' && name[^(ending.Length + 1)] is >= (byte)'a' and <= (byte)'z')))
                return true;
        }

        return false;
    }

    // fk_a1b2c3…, idx_…: what a mapper calls a key or an index, the rest being a hash of columns.
    private static bool IsDatabaseName(ReadOnlySpan<byte> lower) =>
        lower.IndexOf((byte)'_') is >= 2 and <= 4 and var cut
        && (lower[..cut].SequenceEqual("fk"u8) || lower[..cut].SequenceEqual("pk"u8) || lower[..cut].SequenceEqual("uq"u8) || lower[..cut].SequenceEqual("ix"u8) || lower[..cut].SequenceEqual("ck"u8) || lower[..cut].SequenceEqual("idx"u8) || lower[..cut].SequenceEqual("uniq"u8));

    // {name}, {0:x}: a format string's field within the value.
    private static bool HoldsField(ReadOnlySpan<byte> secret) =>
        secret.IndexOf((byte)'{') is var open and >= 0 && secret[open..].IndexOf((byte)'}') > 0;

    private static bool HoldsOne(ReadOnlySpan<byte> lower, byte[][] words)
    {
        foreach (var word in words)
        {
            if (lower.IndexOf(word) >= 0)
                return true;
        }

        return false;
    }

    // Long and made of few characters, or mostly one character again and again: xxxxxxxx, AAAA….
    private static bool IsMonotonous(ReadOnlySpan<byte> lower)
    {
        var body = lower[(lower.LastIndexOfAny((byte)'_', (byte)'-') is var cut and >= 0 && cut < lower.Length - 8 ? cut + 1 : 0)..];
        if (body.Length < 8)
            return false;
        var (run, longest) = (1, 1);
        for (var i = 1; i < body.Length; i++)
        {
            run = body[i] == body[i - 1] ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return longest >= Math.Max(6, body.Length / 3);
    }

    /// <summary>Shannon entropy in bits a byte.</summary>
    internal static double Entropy(ReadOnlySpan<byte> secret)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var b in secret)
            counts[b]++;
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                bits -= count * Math.Log2((double)count / secret.Length);
        }

        return bits / secret.Length;
    }
}
