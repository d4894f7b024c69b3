using System.Globalization;
using System.Text;

namespace Gatehouse.Text;

/// <summary>Text of a file made fit for a message: one line, nothing that steers a terminal or hides, bounded.</summary>
public static class PrintableText
{
    /// <summary>
    /// The text on one line: tabs and line ends become spaces; control and format characters (bidi marks, zero-width ones),
    /// line separators and halves of surrogate pairs become <c>\uXXXX</c>; what is over the bound is cut with <c>…</c>.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The most UTF-16 code units of the answer, at least 1.</param>
    public static string Of(string text, int most = 2000)
    {
        if (text.Length <= most && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;

        var built = new StringBuilder(Math.Min(text.Length, most) + 8);
        Span<char> parts = stackalloc char[2];
        for (var i = 0; i < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, i, out var rune);
            var before = built.Length;
            if (!isWhole)
                Escape(built, text[i]);
            else if (rune.Value is '\t' or '\n' or '\r')
                built.Append(' ');
            else if (IsHidden(rune))
                AppendEscaped(built, parts[..rune.EncodeToUtf16(parts)]);
            else
                built.Append(parts[..rune.EncodeToUtf16(parts)]);

            i += isWhole ? rune.Utf16SequenceLength : 1;
            if (built.Length > most || (built.Length == most && i < text.Length))
            {
                built.Length = Math.Min(before, most - 1);
                return built.Append('…').ToString();
            }
        }

        return built.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static void AppendEscaped(StringBuilder built, ReadOnlySpan<char> units)
    {
        foreach (var unit in units)
            Escape(built, unit);
    }

    private static void Escape(StringBuilder built, char unit) => built.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
}
