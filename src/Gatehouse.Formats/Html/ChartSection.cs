using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Formats.Html;

/// <summary>Active findings counted by severity, supplier, directory, owner, and new or known. A bar is a link that filters by it.</summary>
internal static class ChartSection
{
    private const int MostBars = 8;

    public static void Write(Markup page, ListedFindings listed)
    {
        var active = listed.Active.ToImmutableArray();
        if (active.Length == 0)
            return;
        page.Line("<section id=\"charts\"><h2>Findings counted</h2><div class=\"charts\">");
        BarChart.Write(page, "By severity", "severity", Severities(active), 0);
        WriteTop(page, "By supplier", "supplier", active.CountBy(finding => finding.Supplier));
        WriteTop(page, "By directory", "dir", active.CountBy(ListedFindings.DirectoryOf));
        if (active.Any(finding => !finding.Owners.IsDefaultOrEmpty))
            WriteTop(page, "By owner", "owner", active.SelectMany(ListedFindings.OwnersOf).CountBy(owner => owner));
        if (active.DistinctBy(finding => finding.Baseline).Count() > 1)
            WriteTop(page, "New or known", "new", active.CountBy(finding => FieldNames.Of(finding.Baseline)));
        page.Line("</div></section>");
    }

    // All five, so that "none" is seen as well.
    private static ImmutableArray<Bar> Severities(ImmutableArray<Finding> active) =>
        [.. Enum.GetValues<Severity>().OrderDescending().Select(severity => Severities(active, severity))];

    private static Bar Severities(ImmutableArray<Finding> active, Severity severity)
    {
        var name = severity.ToLabel().ToLowerInvariant();
        return new Bar(severity.ToLabel(), name, active.Count(finding => finding.Severity == severity), name);
    }

    private static void WriteTop(Markup page, string title, string key, IEnumerable<KeyValuePair<string, int>> counts)
    {
        var sorted = counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).ToList();
        BarChart.Write(page, title, key, [.. sorted.Take(MostBars).Select(count => new Bar(count.Key, count.Key, count.Value, "plain"))], sorted.Count - Math.Min(sorted.Count, MostBars));
    }
}
