using System.Globalization;

namespace Gatehouse.Intake.Pages;

/// <summary>Moments as tools write them.</summary>
internal static class Moment
{
    /// <summary>Seconds since 1970, with a fraction too, or milliseconds, in ISO 8601; anything else as it is.</summary>
    public static string Iso(string text)
    {
        var whole = text.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? dot : text.Length;
        if (whole is not (10 or 13) || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return text;
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(whole == 10 ? number * 1000 : number)).ToString("O", CultureInfo.InvariantCulture);
    }
}
