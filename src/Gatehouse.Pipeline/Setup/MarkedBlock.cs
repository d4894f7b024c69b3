using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Pipeline.Setup;

/// <summary>How a file writes a comment.</summary>
internal enum CommentStyle
{
    /// <summary><c># …</c></summary>
    Hash,

    /// <summary><c>&lt;!-- … --&gt;</c></summary>
    Html,
}

/// <summary>What of a marked block a file holds.</summary>
internal enum BlockState
{
    /// <summary>No mark.</summary>
    Absent,

    /// <summary>A block as it was written.</summary>
    Intact,

    /// <summary>A block that somebody edited, or marks that do not pair.</summary>
    Edited,
}

/// <summary>
/// The part of a file that is Gatehouse's. The mark carries a digest of the lines within, so that an edit inside is seen
/// and kept as well as one outside.
/// </summary>
internal static class MarkedBlock
{
    private const string Begin = ">>> gatehouse init ";
    private const string End = "<<< gatehouse init";

    /// <summary>The block with its marks; each line ends with a line feed.</summary>
    public static string Write(string body, CommentStyle style) =>
        Line(style, $"{Begin}{Digest(body)}: edited lines stay as they are, and the block is then no longer kept up to date") + body + Line(style, End);

    /// <summary>What is there, and where: <paramref name="from"/> up to <paramref name="to"/>, marks included.</summary>
    public static BlockState Find(string text, CommentStyle style, out int from, out int to)
    {
        from = to = 0;
        var open = Opening(style) + Begin;
        var close = Line(style, End).TrimEnd('\n');
        from = LineWith(text, open, 0);
        if (from < 0)
            return LineWith(text, close, 0) < 0 ? BlockState.Absent : BlockState.Edited;
        var bodyAt = text.IndexOf('\n', from) + 1;
        var end = bodyAt == 0 ? -1 : LineWith(text, close, bodyAt);
        if (end < 0 || LineWith(text, open, bodyAt) >= 0)
            return BlockState.Edited;
        var newLine = text.IndexOf('\n', end);
        to = newLine < 0 ? text.Length : newLine + 1;
        var said = text.AsSpan(from + open.Length);
        return said.StartsWith(Digest(text[bodyAt..end].Replace("\r\n", "\n", StringComparison.Ordinal)) + ":", StringComparison.Ordinal) ? BlockState.Intact : BlockState.Edited;
    }

    private static string Digest(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(body)))[..16];

    private static string Opening(CommentStyle style) => style == CommentStyle.Hash ? "# " : "<!-- ";

    private static string Line(CommentStyle style, string text) => Opening(style) + text + (style == CommentStyle.Hash ? "\n" : " -->\n");

    private static int LineWith(string text, string start, int from)
    {
        for (var at = text.IndexOf(start, from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(start, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || text[at - 1] == '\n')
                return at;
        }

        return -1;
    }
}
