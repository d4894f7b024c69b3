using System.Text;

namespace Gatehouse.Intake;

/// <summary>The lines of a text, read one by one.</summary>
internal static class PlainLines
{
    /// <summary>Each line with its number, without its end; what is no UTF-8 is replaced.</summary>
    public static IEnumerable<(int Number, string Text)> Of(ReportFile file)
    {
        var encoding = Text.TextDecoding.EncodingOf(file.Bytes.Span, out var mark);
        using var text = new StringReader(encoding.GetString(file.Bytes.Span[mark..]));
        for (var number = 1; text.ReadLine() is { } line; number++)
            yield return (number, line);
    }
}
