using System.Globalization;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// Puts a waiver into the text of a gatehouse.yaml, and leaves every other character as it was. It goes by lines, since a
/// parser forgets comments; so the caller reads the result again and compares before it writes.
/// </summary>
public static class WaiverText
{
    /// <summary>The whole new text; null with a sentence where the list is written in a way that no line can be added to.</summary>
    public static (string? Text, string? Problem) Add(string text, Waiver waiver)
    {
        var end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (text.Length == 0)
            text = "version: 1" + end;
        var lines = text.Split(end).ToList();
        var key = lines.FindIndex(line => IsKey(line));
        if (key < 0)
        {
            var tail = text.EndsWith(end, StringComparison.Ordinal) ? "" : end;
            return (text + tail + end + "waivers:" + end + Entry(waiver, "  ", end), null);
        }

        var value = ValueOf(lines[key]);
        if (value is not ("" or "[]" or "null" or "~"))
            return (null, "waivers is written on one line there: write it as a list with a line for each entry, then try again");
        if (value.Length > 0)
            lines[key] = "waivers:" + lines[key][(lines[key].IndexOf(value, StringComparison.Ordinal) + value.Length)..];
        var (last, indent) = Block(lines, key);
        lines.Insert(last + 1, Entry(waiver, indent, end)[..^end.Length]);
        return (string.Join(end, lines), null);
    }

    /// <summary>One entry as a file holds it, each line ended.</summary>
    public static string Entry(Waiver waiver, string indent = "  ", string end = "\n")
    {
        var text = new StringBuilder();
        text.Append(indent).Append("- id: ").Append(Scalar(waiver.Id)).Append(end);
        List("criteria", waiver.Criteria);
        List("ids", waiver.Ids);
        List("paths", waiver.Paths);
        Line("reason", Scalar(waiver.Reason));
        Line("owner", Scalar(waiver.Owner));
        Line("expires", waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return text.ToString();

        void Line(string name, string value) => text.Append(indent).Append("  ").Append(name).Append(": ").Append(value).Append(end);

        void List(string name, IReadOnlyCollection<string> values)
        {
            if (values.Count > 0)
                Line(name, "[" + string.Join(", ", values.Select(Scalar)) + "]");
        }
    }

    private static bool IsKey(string line) => line.StartsWith("waivers", StringComparison.Ordinal) && line["waivers".Length..].TrimStart().StartsWith(':');

    private static string ValueOf(string line)
    {
        var value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var comment = value.StartsWith('#') ? 0 : value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].Trim();
    }

    // The last line of the list, and how far its entries are indented. An entry's dash may stand in the first column.
    private static (int Last, string Indent) Block(List<string> lines, int key)
    {
        var (last, indent) = (key, (string?)null);
        for (var i = key + 1; i < lines.Count; i++)
        {
            var line = lines[i].TrimEnd('\r', ' ', '\t');
            var bare = line.TrimStart(' ');
            // A comment within the list goes with the entry before it; one that stands further out may head the next section.
            if (bare.Length == 0 || (bare[0] == '#' && line.Length - bare.Length <= (indent?.Length ?? 0)))
                continue;
            var isItem = bare == "-" || bare.StartsWith("- ", StringComparison.Ordinal);
            if (bare.Length == line.Length && !isItem)
                break;
            if (isItem)
                indent ??= line[..^bare.Length];
            last = i;
        }

        return (last, indent ?? "  ");
    }

    // YAML 1.2 double-quoted (7.3.1), unless the word can mean nothing else.
    private static string Scalar(string value)
    {
        if (value.Length > 0 && char.IsAsciiLetter(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && value.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off"))
            return value;
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                text.Append(c);
        }

        return text.Append('"').ToString();
    }
}
