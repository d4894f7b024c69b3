using System.Globalization;

namespace Gatehouse.Configuration;

/// <summary>Single values with a syntax of their own.</summary>
public static class Scalars
{
    /// <summary>ISO 8601 calendar date: <c>2026-12-31</c>.</summary>
    public static bool TryDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>A whole number and a unit: <c>30s 90m 24h 7d 2w</c>; at most ten years.</summary>
    public static bool TryDuration(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is null || text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        double seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, 'w' => 604800, _ => -1 };
        if (seconds < 0 || count * seconds > 3650 * 86400.0)
            return false;
        duration = TimeSpan.FromSeconds(count * seconds);
        return true;
    }
}
