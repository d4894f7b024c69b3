using System.Globalization;

namespace Gatehouse.Configuration;

/// <summary>Single values with a syntax of their own.</summary>
public static class Scalars
{
    // Ten years in each unit.
    private static readonly (char Unit, int Seconds, int Most)[] Units =
        [('s', 1, 315_360_000), ('m', 60, 5_256_000), ('h', 3600, 87_600), ('d', 86_400, 3650), ('w', 604_800, 521)];

    /// <summary>A regular expression (ECMA-262) of what <see cref="TryDuration"/> takes.</summary>
    internal static string DurationPattern => $"^0*(?:{string.Join('|', Units.Select(unit => $"(?:{UpTo(unit.Most)}){unit.Unit}"))})$";

    /// <summary>ISO 8601 calendar date: <c>2026-12-31</c>.</summary>
    public static bool TryDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>A whole number and a unit: <c>30s 90m 24h 7d 2w</c>; at most ten years.</summary>
    public static bool TryDuration(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is null || text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        foreach (var (unit, seconds, most) in Units)
        {
            if (text[^1] == unit && count <= most)
            {
                duration = TimeSpan.FromSeconds((double)count * seconds);
                return true;
            }
        }

        return false;
    }

    // Digits of a number up to a bound: fewer of them, or those of the bound with one lowered and any behind it, or the bound.
    private static string UpTo(int most)
    {
        var digits = most.ToString(CultureInfo.InvariantCulture);
        var ways = new List<string> { $"[0-9]{{1,{digits.Length - 1}}}" };
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] > '0')
                ways.Add($"{digits[..i]}[0-{(char)(digits[i] - 1)}]{(i + 1 < digits.Length ? $"[0-9]{{{digits.Length - i - 1}}}" : "")}");
        }

        ways.Add(digits);
        return string.Join('|', ways);
    }
}
