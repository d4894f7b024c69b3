using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.CodeHosts.Feedback;

/// <summary>
/// Hidden comments by which our own comments and notes are found again: digits and fixed words alone, so that nothing of a
/// repository's can close the comment.
/// </summary>
internal static class Marker
{
    private const string Begin = "<!-- gatehouse:";
    private const string End = " -->";

    public static string Scope(string text) => Digest(text)[..16];

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string OfComment(string scope) => $"{Begin}comment {Scope(scope)}{End}";

    public static string OfNote(string scope, string key, bool isGone) => $"{Begin}note {Scope(scope)} {key} {(isGone ? "gone" : "open")}{End}";

    /// <summary>The key of a note of the scope; null where the text is none.</summary>
    public static (string Key, bool IsGone)? ReadNote(string body, string scope)
    {
        var begin = $"{Begin}note {Scope(scope)} ";
        var at = body.LastIndexOf(begin, StringComparison.Ordinal);
        var end = at < 0 ? -1 : body.IndexOf(End, at, StringComparison.Ordinal);
        if (end < 0)
            return null;
        var words = body[(at + begin.Length)..end].Split(' ');
        return words is [{ Length: > 0 } key, "open" or "gone"] ? (key, words[1] == "gone") : null;
    }
}
