using System.Globalization;
using System.Text;

namespace Gatehouse.Pipeline.Setup;

/// <summary>
/// A change of one text as a unified diff of one hunk (POSIX diff -u), which <c>git apply</c> takes. Enough where one
/// block changes: what lies between the first and the last difference is taken out and put in whole.
/// </summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The diff; empty where nothing changes. <paramref name="before"/> is null where there is no file.</summary>
    public static string Of(string path, string? before, string after)
    {
        if (before == after)
            return "";
        var old = Lines(before ?? "");
        var now = Lines(after);
        var head = 0;
        while (head < old.Count && head < now.Count && old[head] == now[head])
            head++;
        var tail = 0;
        while (tail < old.Count - head && tail < now.Count - head && old[^(tail + 1)] == now[^(tail + 1)])
            tail++;

        var from = Math.Max(0, head - Context);
        var after3 = Math.Min(tail, Context);
        var diff = new StringBuilder();
        diff.Append(CultureInfo.InvariantCulture, $"--- {(before is null ? "/dev/null" : "a/" + path)}\n+++ b/{path}\n");
        diff.Append(CultureInfo.InvariantCulture, $"@@ -{Range(from, old.Count - tail + after3 - from)} +{Range(from, now.Count - tail + after3 - from)} @@\n");
        Append(diff, ' ', old, from, head);
        Append(diff, '-', old, head, old.Count - tail);
        Append(diff, '+', now, head, now.Count - tail);
        Append(diff, ' ', old, old.Count - tail, old.Count - tail + after3);
        return diff.ToString();
    }

    private static string Range(int from, int count) => FormattableString.Invariant($"{(count == 0 ? from : from + 1)},{count}");

    private static void Append(StringBuilder diff, char mark, List<string> lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            diff.Append(mark).Append(lines[i]);
            if (!lines[i].EndsWith('\n'))
                diff.Append("\n\\ No newline at end of file\n");
        }
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines;
    }
}
