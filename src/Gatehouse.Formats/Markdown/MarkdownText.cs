using System.Text;

namespace Gatehouse.Formats.Markdown;

/// <summary>Text from outside, made harmless in the Markdown of GitHub and GitLab.</summary>
public static class MarkdownText
{
    // More than any sentence of ours; a message of another tool may be a page.
    private const int Most = 1_000;
    private const string Gap = "&#8203;";

    /// <summary>
    /// The text as one line of plain words: no markup, no HTML, no link, nobody mentioned, nothing referred to. The hosts look
    /// for mentions and references after the Markdown is rendered, where a character reference is the character again: so a
    /// zero-width space follows each sign that begins one, and stands in addresses that would become links.
    /// </summary>
    public static string Escape(string text)
    {
        var cut = text.Length > Most;
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < (cut ? Most : text.Length); i++)
        {
            var c = text[i];
            if (c is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '|')
                escaped.Append('\\').Append(c);
            else if (c is '#' or '!' or '~')
                escaped.Append('\\').Append(c).Append(Gap);
            else if (c is '@' or '$' or '%')
                escaped.Append(c == '@' ? "&#64;" : c.ToString()).Append(Gap);
            else if (c == '<')
                escaped.Append("&lt;");
            else if (c == '>')
                escaped.Append("&gt;");
            else if (c == '&')
                escaped.Append("&amp;").Append(Gap);
            else if (c == ':' && text.AsSpan(i).StartsWith("://", StringComparison.Ordinal))
                escaped.Append(':').Append(Gap);
            else if (c == '.' && i >= 3 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase))
                escaped.Append('.').Append(Gap);
            else if (c == '-' && i >= 2 && text.AsSpan(i - 2, 2).Equals("GH", StringComparison.OrdinalIgnoreCase))
                escaped.Append('-').Append(Gap);
            else
                escaped.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        }

        return cut ? escaped.Append(" …").ToString() : escaped.ToString();
    }
}
