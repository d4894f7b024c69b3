using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>Reads a small YAML file of entries; a file that is no YAML suppresses nothing.</summary>
internal static class IgnoreYaml
{
    private static readonly TextLimits Limits = new() { MaxBytes = IgnoreLines.MostBytes, MaxDepth = 16, MaxNodes = 200_000 };

    /// <summary>Hands over the root, where there is one.</summary>
    public static SuppressionReading Read(string file, ReadOnlySpan<byte> bytes, Action<Node, IgnoreLines.Reading> root)
    {
        var reading = new IgnoreLines.Reading(file);
        var text = Yaml.Parse(bytes, Limits);
        if (text.Error is { } error)
            reading.Warn(error.Position.Line, $"the file is no sound YAML ({error.Message}), so nothing of it is applied. Mend it there.");
        else if (text.Root is not null)
            root(text.Root, reading);
        return reading.Result();
    }

    /// <summary>The items of a list; one value is a list of one.</summary>
    public static IEnumerable<Node> ItemsOf(Node? node) => node switch
    {
        null or ScalarNode { Kind: ScalarKind.Null } => [],
        ListNode list => list.Values,
        _ => [node],
    };

    /// <summary>The day of a date or of a moment, as it is written; false where it is neither.</summary>
    public static bool TryDay(string text, out DateOnly day, out bool isMidnight)
    {
        isMidnight = true;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            return true;
        if (text.Length < 11 || !char.IsAsciiDigit(text[0])
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
            return false;
        day = DateOnly.FromDateTime(moment.UtcDateTime);
        isMidnight = moment.TimeOfDay == TimeSpan.Zero;
        return true;
    }

    /// <summary>The last whole day of an entry that ends at the day's first moment, as Trivy and OSV-Scanner mean a bare date.</summary>
    public static DateOnly LastDay(DateOnly end, bool isMidnight) => isMidnight && end > DateOnly.MinValue ? end.AddDays(-1) : end;
}
