using System.Collections.Immutable;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Cli.Views;

/// <summary>What a fact holds, in numbers: so that nobody counts what is suppressed as open, or what passed as found.</summary>
internal static class FactWords
{
    /// <summary><c>3 findings, 1 of them suppressed; 9 checks passed</c>; null for a fact that holds no list.</summary>
    public static string? Counts(Fact fact) => fact.Predicate switch
    {
        ScanPredicate scan => Findings(scan),
        AlertsPredicate alerts => RunView.Count(alerts.Alerts.Length, "alert"),
        SbomPredicate sbom => RunView.Count(sbom.Components.Length, "component"),
        TestRunPredicate run => $"{RunView.Count(run.Passed, "test")} passed, {RunView.Number(run.Failed)} failed, {RunView.Number(run.Skipped)} skipped",
        _ => null,
    };

    /// <summary>Why it is not complete: the first thing that could not be used, and how many more.</summary>
    public static string? Lack(Fact fact)
    {
        if (fact.Completeness == Completeness.Complete)
            return null;
        ImmutableArray<ScanNotice> unread = [.. fact.Notices.Where(notice => notice.Kind == NoticeKind.Unread)];
        var state = Gatehouse.Formats.FieldNames.Of(fact.Completeness);
        return unread.IsEmpty ? state : $"{state}: {Terminal.Clean(unread[0].Path)}: {Terminal.Clean(unread[0].Reason)}{(unread.Length > 1 ? $" (and {RunView.Number(unread.Length - 1)} more)" : "")}";
    }

    private static string Findings(ScanPredicate scan)
    {
        var suppressed = scan.Findings.Count(finding => finding.Suppression is not null);
        var places = scan.Findings.Sum(finding => finding.AlsoAt.IsDefault ? 0 : finding.AlsoAt.Length);
        return RunView.Count(scan.Findings.Length, "finding")
            + (suppressed > 0 ? $", {RunView.Number(suppressed)} of them suppressed" : "")
            + (places > 0 ? $", and {RunView.Count(places, "further place")} of theirs" : "")
            + (scan.Passed > 0 ? $"; {RunView.Count(scan.Passed, "check")} passed" : "");
    }
}
