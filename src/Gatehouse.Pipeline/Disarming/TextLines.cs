using System.Text;
using Gatehouse.Host;

namespace Gatehouse.Pipeline.Disarming;

/// <summary>The lines of a file that says what counts, and how one is shown.</summary>
internal static class TextLines
{
    private const int LongestShown = 100;

    /// <summary>Lines that are not blank, trimmed, with their numbers; none of a file that is not there.</summary>
    public static List<(int Number, string Text)> Of(byte[]? bytes) => bytes is null
        ? []
        : [.. Encoding.UTF8.GetString(bytes).Split('\n').Select((line, index) => (Number: index + 1, Text: line.Trim())).Where(line => line.Text.Length > 0)];

    /// <summary>The same without comments that begin with <c>#</c>.</summary>
    public static List<(int Number, string Text)> WithoutComments(byte[]? bytes) => [.. Of(bytes).Where(line => line.Text[0] != '#')];

    /// <summary>What of a line fits into a message.</summary>
    public static string Short(string line) => Terminal.Clean(line.Length > LongestShown ? line[..LongestShown] + "…" : line);
}
