using System.Text;
using Gatehouse.Host;

namespace Gatehouse.Intake;

/// <summary>Text of a report as one plain line: nothing in it steers a terminal or reorders what is read, and its length is bounded.</summary>
internal static class Plain
{
    /// <summary>UTF-16 code units of a message.</summary>
    public const int MessageLength = 2000;

    /// <summary>UTF-16 code units of an id, a name, a version, a path.</summary>
    public const int NameLength = 1000;

    /// <summary>The text on one line, trimmed, control characters replaced, cut with an ellipsis.</summary>
    public static string Line(string text, int most = MessageLength)
    {
        if (IsPlain(text, most))
            return text;
        // What is cut away need not be looked at: a message may have 60 MB.
        var head = text.AsSpan(0, (int)Math.Min(text.Length, most * 4L));
        var line = new StringBuilder(head.Length);
        var gap = false;
        foreach (var c in head)
        {
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                gap = line.Length > 0;
                continue;
            }

            if (gap)
                line.Append(' ');
            gap = false;
            line.Append(c);
        }

        var clean = Terminal.Clean(line.ToString());
        if (clean.Length <= most && head.Length == text.Length)
            return clean;
        var cut = Math.Min(clean.Length, most - 1);
        if (cut > 0 && char.IsHighSurrogate(clean[cut - 1]))
            cut--;
        return string.Concat(clean.AsSpan(0, cut), "…");
    }

    // Most ids, names and paths are a line already.
    private static bool IsPlain(string text, int most) =>
        text.Length <= most && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.StartsWith(' ') && !text.EndsWith(' ') && !text.Contains("  ", StringComparison.Ordinal);

    /// <summary>The text of HTML as ZAP writes it: tags dropped, the five entities of XML turned.</summary>
    public static string OfHtml(string html)
    {
        var text = new StringBuilder();
        var inTag = false;
        foreach (var c in html.AsSpan(0, Math.Min(html.Length, MessageLength * 4)))
        {
            if (c == '<')
                inTag = true;
            else if (c == '>' && inTag)
                (inTag, _) = (false, text.Append(' '));
            else if (!inTag)
                text.Append(c);
        }

        return Line(text.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&apos;", "'").Replace("&amp;", "&").ToString());
    }
}
