using System.Globalization;

namespace Gatehouse.Intake.Pages;

/// <summary>Moments as tools write them.</summary>
internal static class Moment
{
    /// <summary>Seconds since 1970, with a fraction too, or thousandths of them by how many digits there are (milli-, micro-, nanoseconds), in ISO 8601; anything else as it is.</summary>
    public static string Iso(string text)
    {
        var whole = text.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? dot : text.Length;
        if (whole is not (10 or 13 or 16 or 19) || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return text;
        var milliseconds = whole switch
        {
            10 => number * 1000,
            16 => number / 1000,
            19 => number / 1_000_000,
            _ => number,
        };
        return DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).ToString("O", CultureInfo.InvariantCulture);
    }
}
