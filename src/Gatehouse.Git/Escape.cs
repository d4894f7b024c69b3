using System.Text;

namespace Gatehouse.Git;

/// <summary>Names and paths of a hostile repository, made fit for a sentence: no control character reaches a terminal.</summary>
internal static class Escape
{
    private const int Longest = 300;

    public static string Path(ReadOnlySpan<byte> path) => Text(Encoding.UTF8.GetString(path));

    public static string Text(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Longest + 1));
        foreach (var c in text)
        {
            if (clean.Length >= Longest)
                return clean.Append('…').ToString();
            if (char.IsControl(c) || c is '\u202A' or '\u202B' or '\u202C' or '\u202D' or '\u202E' or '\u2066' or '\u2067' or '\u2068' or '\u2069')
                clean.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                clean.Append(c);
        }

        return clean.ToString();
    }
}
