using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>
/// <c>osv-scanner.toml</c>: <c>[[IgnoredVulns]]</c> with <c>id</c>, <c>ignoreUntil</c> (it ends when that day begins) and
/// <c>reason</c>. <c>[[PackageOverrides]]</c> that ignore are told and not applied: they silence what is not known yet.
/// </summary>
[SuppressionFile]
internal sealed class OsvScannerIgnore : ISuppressionFile
{
    public string FileName => "osv-scanner.toml";

    public SuppressionReading Read(ReadOnlySpan<byte> bytes)
    {
        var reading = new IgnoreLines.Reading(FileName);
        var tables = TomlTables.Read(bytes, out var problem);
        foreach (var table in tables)
        {
            if (table.Name == "IgnoredVulns")
                Add(table, reading);
            else if (table.Name == "PackageOverrides")
                reading.Warn(table.Line, "[[PackageOverrides]] is not applied: it would hide flaws that nobody knows yet. Name the ids under [[IgnoredVulns]].");
        }

        if (problem is { } wrong)
            reading.Warn(wrong.Line, wrong.Message + " What stands below is not applied.");
        return reading.Result();
    }

    private static void Add(TomlTable table, IgnoreLines.Reading reading)
    {
        if (!table.Values.TryGetValue("id", out var id) || id.Length == 0)
        {
            reading.Warn(table.Line, "the entry has no id, so it is not applied.");
            return;
        }

        DateOnly? last = null;
        if (table.Values.TryGetValue("ignoreUntil", out var until))
        {
            if (!IgnoreYaml.TryDay(until, out var end, out var isMidnight))
            {
                reading.Warn(table.Line, "ignoreUntil is no date such as 2027-01-31, so the entry is not applied.");
                return;
            }

            // Go's zero time means that there is no end.
            last = end == DateOnly.MinValue ? null : IgnoreYaml.LastDay(end, isMidnight);
        }

        reading.Add(new SuppressionEntry
        {
            Source = reading.Source(table.Line),
            Ids = [id],
            Kinds = [FindingKind.Vulnerability],
            Expires = last,
            Reason = table.Values.GetValueOrDefault("reason", ""),
        });
    }
}
