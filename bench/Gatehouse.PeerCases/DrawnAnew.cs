using System.Text;

namespace Gatehouse.PeerCases;

/// <summary>
/// Many examples are typed and not issued: abcdef, 1234, qwerty, aaaa. We are silent on such text on purpose. To see whether
/// the shape alone would be found, runs of four or more neighbours are drawn anew from the class that they are of.
/// </summary>
internal static class DrawnAnew
{
    private const int ShortestRun = 4;

    private static readonly string[] Rows = ["abcdefghijklmnopqrstuvwxyz", "12345678901234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>The text with its runs drawn anew; the same text gives the same.</summary>
    public static string Of(string text)
    {
        var drawn = new StringBuilder(text);
        var seed = 17u;
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            while (end < text.Length && AreNeighbours(text[end - 1], text[end]))
                end++;
            for (var i = start; end - start >= ShortestRun && i < end; i++)
            {
                seed = (seed * 1664525) + 1013904223;
                drawn[i] = Draw(text[start..end], text[i], seed >> 16);
            }

            start = end;
        }

        return drawn.ToString();
    }

    private static bool AreNeighbours(char left, char right)
    {
        if (!char.IsAsciiLetterOrDigit(left) || !char.IsAsciiLetterOrDigit(right))
            return false;
        if (left == right)
            return true;
        var pair = $"{char.ToLowerInvariant(left)}{char.ToLowerInvariant(right)}";
        var back = $"{pair[1]}{pair[0]}";
        return char.IsAsciiDigit(left) == char.IsAsciiDigit(right) && (char.IsAsciiDigit(left) || char.IsUpper(left) == char.IsUpper(right))
            && Rows.Any(row => row.Contains(pair, StringComparison.Ordinal) || row.Contains(back, StringComparison.Ordinal));
    }

    // Letters of a hexadecimal run stay hexadecimal.
    private static char Draw(string run, char was, uint number)
    {
        if (char.IsAsciiDigit(was))
            return (char)('0' + (number % 10));
        var letters = run.All(c => char.ToLowerInvariant(c) is >= 'a' and <= 'f') ? 6u : 26u;
        return (char)((char.IsUpper(was) ? 'A' : 'a') + (number % letters));
    }
}
