using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Gatehouse.Secrets;

/// <summary>The day on which a secret ends, where what holds it says so: <c>se=2023-12-20</c> in an address with a signature.</summary>
internal static class SecretEnd
{
    // Either way from the secret: an address with all that a signature covers.
    private const int Reach = 400;

    private static readonly SearchValues<byte> Limits = SearchValues.Create(" \r\n\"'<>"u8);

    /// <summary>The day's number (<see cref="DateOnly.DayNumber"/>), or 0. Of several the last counts: a secret is not to look more dead than it is.</summary>
    /// <param name="text">The file.</param>
    /// <param name="start">Offset of the secret.</param>
    /// <param name="end">Offset after it.</param>
    /// <param name="name">What stands before the day, at the beginning of a word.</param>
    public static int Find(ReadOnlySpan<byte> text, int start, int end, string name)
    {
        var before = text[Math.Max(0, start - Reach)..start];
        before = before[(before.LastIndexOfAny(Limits) + 1)..];
        var after = text[end..Math.Min(text.Length, end + Reach)];
        after = after[..(after.IndexOfAny(Limits) is var cut and >= 0 ? cut : after.Length)];
        var bytes = Encoding.UTF8.GetBytes(name);
        return Math.Max(Last(before, bytes), Last(after, bytes));
    }

    private static int Last(ReadOnlySpan<byte> part, ReadOnlySpan<byte> name)
    {
        var last = 0;
        for (var at = 0; part[at..].IndexOf(name) is var found and >= 0; at += found + name.Length)
        {
            var day = part[(at + found + name.Length)..];
            if ((at + found == 0 || !char.IsAsciiLetterOrDigit((char)part[at + found - 1])) && day.Length >= 10 && Day(day[..10]) is { } date)
                last = Math.Max(last, date.DayNumber);
        }

        return last;
    }

    private static DateOnly? Day(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text[..4], out int year, out var used) && used == 4 && text[4] == '-'
        && Utf8Parser.TryParse(text[5..7], out int month, out used) && used == 2 && text[7] == '-'
        && Utf8Parser.TryParse(text[8..10], out int day, out used) && used == 2
        && year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
}
