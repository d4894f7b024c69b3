using System.Buffers;

namespace Gatehouse.Policy;

/// <summary>An image by its reference, with what container engines add where it is left out (docker.io, library/).</summary>
/// <param name="Repository">Registry and repository: <c>docker.io/library/nginx</c>.</param>
/// <param name="Sha256">The digest's hex; null where it is named by tag alone.</param>
internal sealed record ImageReference(string Repository, string? Sha256)
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>Null where the text cannot be a reference (OCI distribution specification, "Pulling manifests").</summary>
    public static ImageReference? Parse(string text)
    {
        if (text.Length is 0 or > 1000 || text.Any(c => c is <= ' ' or > '~'))
            return null;
        string? sha256 = null;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            var digest = text[(at + 1)..];
            if (!digest.StartsWith("sha256:", StringComparison.Ordinal) || digest.Length != 71 || digest.AsSpan(7).ContainsAnyExcept(LowerHex))
                return null;
            (sha256, text) = (digest[7..], text[..at]);
        }

        var colon = text.LastIndexOf(':');
        if (colon > text.LastIndexOf('/'))
            text = text[..colon];
        var parts = text.Split('/');
        if (parts.Any(part => part.Length == 0 || part.Trim('.').Length == 0))
            return null;
        var hasHost = parts.Length > 1 && (parts[0].AsSpan().ContainsAny('.', ':') || parts[0] == "localhost");
        return new ImageReference(hasHost ? parts[0].ToLowerInvariant() + "/" + string.Join('/', parts[1..]) : parts.Length == 1 ? "docker.io/library/" + text : "docker.io/" + text, sha256);
    }

    /// <summary>Whether it comes from a registry, or from a folder in one.</summary>
    public bool IsFrom(string registry) => Repository == registry.TrimEnd('/') || Repository.StartsWith(registry.TrimEnd('/') + "/", StringComparison.Ordinal);
}
