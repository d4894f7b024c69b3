using System.Buffers;
using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Intake;

/// <summary>Digests as reports write them.</summary>
internal static class Digests
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The hex part of <c>sha256:…</c>, of <c>name@sha256:…</c> or of 64 digits alone, in lower case; null for anything else.</summary>
    public static string? Sha256(string? text)
    {
        if (text is null)
            return null;
        var at = text.LastIndexOf("sha256:", StringComparison.OrdinalIgnoreCase);
        var digits = at >= 0 ? text.AsSpan(at + 7) : text;
        return digits.Length == 64 && IsHex(digits) ? digits.ToString().ToLowerInvariant() : null;
    }

    /// <summary>A git commit's full id in lower case, of SHA-1 or SHA-256; null for anything else.</summary>
    public static string? Commit(string? text) => text is { Length: 40 or 64 } && IsHex(text) ? text.ToLowerInvariant() : null;

    /// <summary>A digest as CycloneDX and SPDX write it: <c>SHA-256</c> or <c>SHA256</c> becomes <c>sha256</c>. False for what is no hex.</summary>
    public static bool TryNamed(string? algorithm, string? value, out string name, out string digits)
    {
        name = algorithm?.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() ?? "";
        digits = value?.ToLowerInvariant() ?? "";
        return name.Length is > 0 and <= 32 && digits.Length is >= 8 and <= 256 && IsHex(digits);
    }

    /// <summary>A digest map of in-toto; entries that are no hex are left out.</summary>
    public static ImmutableSortedDictionary<string, string> Map(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (algorithm, value) in pairs)
        {
            if (value is { Length: >= 8 and <= 256 } && IsHex(value))
                map[Plain.Line(algorithm, 64)] = value.ToLowerInvariant();
        }

        return map.ToImmutable();
    }

    /// <summary>An image by the digest of its manifest.</summary>
    public static Subject Image(string name, string sha256) => Subject.OfSha256(SubjectKind.Image, Plain.Line(name, Plain.NameLength), sha256);

    private static bool IsHex(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Hex) < 0;
}
