using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Intake;

/// <summary>
/// Paths and URIs of a report as places: relative to the subject where they lie in it, else a URI that says so. A report
/// cannot name a file outside the subject as if it were one of it.
/// </summary>
internal static class Places
{
    private const int MaxLength = 1000;

    /// <summary>The place of a path as a tool wrote it.</summary>
    /// <param name="root">Absolute, with a slash at its end: what lies below it is a file of the subject. Null for none.</param>
    /// <param name="why">Why it is no file of the subject; null where it is one, or a web address.</param>
    public static Location OfPath(string path, Region? region, string? root, out string? why) => Of(path.Replace('\\', '/'), region, isEncoded: false, root is null ? [] : [root], out why);

    /// <summary>The place of a URI (SARIF 2.1.0 §3.4): percent-encoded, and absolute below one of the roots or relative.</summary>
    public static Location OfUri(string uri, Region? region, IReadOnlyList<string> roots, out string? why) => Of(uri, region, isEncoded: true, roots, out why);

    private static Location Of(string text, Region? region, bool isEncoded, IReadOnlyList<string> roots, out string? why)
    {
        why = null;
        foreach (var root in roots)
        {
            if (text.Length > root.Length && text.StartsWith(root, StringComparison.Ordinal))
            {
                text = text[root.Length..].TrimStart('/');
                break;
            }
        }

        if (Scheme(text) is { } scheme && !scheme.Equals("file", StringComparison.OrdinalIgnoreCase))
            return new Location(Plain.Line(text, MaxLength), region) { IsUri = true };

        var isFile = text.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        var path = isFile ? text[5..] : text;
        if (isEncoded || isFile)
            path = Uri.UnescapeDataString(path);
        path = path.Replace('\\', '/');
        var isAbsolute = isFile || path.StartsWith('/') || IsDrive(path);
        var normal = Normalize(path, out var climbs);
        if (isAbsolute)
        {
            why = $"{normal} is an absolute path: it is shown, and belongs to no file of the subject";
            return new Location("file:///" + normal, region) { IsUri = true };
        }

        if (climbs)
        {
            why = $"{normal} lies outside the subject (its path climbs): it is shown, and belongs to no file of the subject";
            return new Location("outside:" + normal, region) { IsUri = true };
        }

        return new Location(normal.Length == 0 ? "." : normal, region);
    }

    // A letter alone is a drive, and what has no letter before its colon is a file's name: "a:b" is both, and taken as a drive.
    private static string? Scheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2 || colon > 20 || !char.IsAsciiLetter(text[0]))
            return null;
        foreach (var c in text.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return null;
        }

        // "host.c:12" is no scheme; "https://", "pkg:" and "urn:" are.
        var scheme = text[..colon];
        return text.AsSpan(colon + 1).StartsWith("//") || scheme is "pkg" or "urn" or "oci" or "file" or "data" or "mailto" ? scheme : null;
    }

    private static bool IsDrive(string path) => path.Length >= 2 && char.IsAsciiLetter(path[0]) && path[1] == ':';

    private static string Normalize(string path, out bool climbs)
    {
        climbs = false;
        var parts = new List<string>();
        foreach (var part in path.Length > MaxLength * 4 ? path[..(MaxLength * 4)].Split('/') : path.Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when parts.Count > 0:
                    parts.RemoveAt(parts.Count - 1);
                    break;
                case "..":
                    climbs = true;
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        var text = new StringBuilder().AppendJoin('/', parts).ToString();
        return Plain.Line(text, MaxLength);
    }
}
