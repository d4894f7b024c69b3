using System.Globalization;

namespace Gatehouse.CodeHosts.Feedback;

/// <summary>Reads which lines a unified diff shows of a file as it is now.</summary>
internal static class DiffLines
{
    private const int MostLines = 200_000;

    /// <summary>Line now to line before, null where it is added. What is no diff gives no lines.</summary>
    public static IReadOnlyDictionary<int, int?> Of(string? patch)
    {
        var lines = new Dictionary<int, int?>();
        var (old, now) = (0, 0);
        foreach (var line in (patch ?? "").Split('\n'))
        {
            if (line.StartsWith("@@ ", StringComparison.Ordinal))
                (old, now) = Begin(line);
            else if (now == 0 || lines.Count > MostLines)
                continue;
            else if (line.StartsWith('+'))
                lines[now++] = null;
            else if (line.StartsWith('-'))
                old++;
            else if (line.StartsWith(' '))
                lines[now++] = old++;
        }

        return lines;
    }

    // @@ -12,5 +14,6 @@ where it is
    private static (int Old, int Now) Begin(string line)
    {
        var words = line.Split(' ');
        return words.Length >= 3 && Number(words[1], '-') is { } old && Number(words[2], '+') is { } now ? (old, now) : (0, 0);
    }

    private static int? Number(string word, char sign) =>
        word.StartsWith(sign) && int.TryParse(word[1..].Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000_000 ? number : null;
}
