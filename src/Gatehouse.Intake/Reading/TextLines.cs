using Gatehouse.Text;

namespace Gatehouse.Intake;

/// <summary>Lines of a report in plain text, numbered from 1, without colours and line ends.</summary>
internal static class TextLines
{
    private const int MaxBytes = 64 << 20;
    private const int MaxLines = 2_000_000;

    /// <summary>The lines; none of a report that is no text or over the bounds (64 MiB, 2,000,000 lines).</summary>
    public static IEnumerable<(int Number, string Text)> Of(ReportFile file)
    {
        if (file.Form != ReportForm.Text || file.Bytes.Length > MaxBytes || file.Bytes.Span[..Math.Min(file.Bytes.Length, 4096)].Contains((byte)0))
            yield break;
        using var reader = new StringReader(TextDecoding.ToText(file.Bytes.Span, out _));
        for (var number = 1; number <= MaxLines && reader.ReadLine() is { } line; number++)
            yield return (number, WithoutColours(line).TrimEnd());
    }

    // ESC [ … m, as tools write it that take a file for a terminal.
    private static string WithoutColours(string line)
    {
        for (var at = line.IndexOf("\u001b[", StringComparison.Ordinal); at >= 0; at = line.IndexOf("\u001b[", StringComparison.Ordinal))
        {
            var end = line.IndexOf('m', at);
            line = end < 0 ? line[..at] : line.Remove(at, end - at + 1);
        }

        return line;
    }
}
