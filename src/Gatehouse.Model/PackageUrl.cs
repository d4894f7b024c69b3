using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Gatehouse.Model;

/// <summary>
/// A package URL: <c>pkg:type/namespace/name@version?qualifiers#subpath</c> (purl specification, ECMA-427). Parts are
/// held decoded; <see cref="ToString"/> writes the canonical form.
/// </summary>
public sealed record PackageUrl(string Type, string? Namespace, string Name, string? Version, string? Qualifiers = null, string? Subpath = null)
{
    /// <summary>Reads a purl; false where it has no scheme, type or name.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PackageUrl? purl)
    {
        purl = null;
        if (text is null || !text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase) || text.Length > 4096)
            return false;

        var rest = text.AsSpan(4).TrimStart('/');
        var subpath = CutLast(ref rest, '#');
        var qualifiers = CutLast(ref rest, '?');
        var slash = rest.IndexOf('/');
        if (slash <= 0)
            return false;

        var type = rest[..slash].ToString().ToLowerInvariant();
        rest = rest[(slash + 1)..].Trim('/');

        // The version's "@" is the last one after the last "/": npm scopes may be written "@scope" undecoded.
        string? version = null;
        var at = rest.LastIndexOf('@');
        if (at > 0 && at > rest.LastIndexOf('/'))
        {
            version = Uri.UnescapeDataString(rest[(at + 1)..].ToString());
            rest = rest[..at];
        }

        var lastSlash = rest.LastIndexOf('/');
        var name = Uri.UnescapeDataString(rest[(lastSlash + 1)..].ToString());
        var ns = lastSlash > 0 ? Uri.UnescapeDataString(rest[..lastSlash].ToString()) : null;
        if (name.Length == 0)
            return false;

        purl = new PackageUrl(type, ns, name, version, qualifiers, subpath);
        return true;
    }

    /// <summary>The same package of any version.</summary>
    public PackageUrl WithoutVersion() => this with { Version = null, Qualifiers = null, Subpath = null };

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder("pkg:").Append(Type).Append('/');
        if (Namespace is { Length: > 0 })
        {
            foreach (var part in Namespace.Split('/', StringSplitOptions.RemoveEmptyEntries))
                text.Append(Encode(part)).Append('/');
        }

        text.Append(Encode(Name));
        if (Version is { Length: > 0 })
            text.Append('@').Append(Encode(Version));
        if (Qualifiers is { Length: > 0 })
            text.Append('?').Append(Qualifiers);
        if (Subpath is { Length: > 0 })
            text.Append('#').Append(Subpath);
        return text.ToString();
    }

    private static string Encode(string part) => Uri.EscapeDataString(part).Replace("%3A", ":", StringComparison.Ordinal);

    private static string? CutLast(ref ReadOnlySpan<char> rest, char mark)
    {
        var at = rest.LastIndexOf(mark);
        if (at < 0)
            return null;
        var cut = rest[(at + 1)..].ToString();
        rest = rest[..at];
        return cut.Length == 0 ? null : cut;
    }
}
