using System.Text;

namespace Gatehouse.Formats.Markdown;

/// <summary>Scanned content on a Markdown page: it must not become markup, a mention or a link.</summary>
public static class MarkdownText
{
    /// <summary>One line of plain text: each character that could be markup gets its escape, and @ its character reference, so that nobody is mentioned.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '!' or '~')
                escaped.Append('\\').Append(c);
            else if (c == '<')
                escaped.Append("&lt;");
            else if (c == '>')
                escaped.Append("&gt;");
            else if (c == '&')
                escaped.Append("&amp;");
            else if (c == '@')
                escaped.Append("&#64;");
            else
                escaped.Append(c is '\r' or '\n' ? ' ' : c);
        }

        return escaped.ToString();
    }
}
