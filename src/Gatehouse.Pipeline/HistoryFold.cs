using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Engine;
using Gatehouse.Model;

namespace Gatehouse.Pipeline;

/// <summary>
/// A history holds a secret in every version of its file: of these findings one is made, at the place where it still
/// stands, or else where it stood first, with the commit that brought it and the other paths that held it.
/// </summary>
internal static class HistoryFold
{
    private const int MostPlaces = 50;

    public static IReadOnlyList<ScanReport> Of(IReadOnlyList<ScanReport> reports, bool keepsTags) =>
        [.. reports.Select(report => report with { Results = [.. report.Results.Select(result => result.Predicate is ScanPredicate scan ? result with { Predicate = scan with { Findings = Fold(scan.Findings, keepsTags) } } : result)] })];

    private static ImmutableArray<Finding> Fold(ImmutableArray<Finding> findings, bool keepsTags) =>
        [.. findings.GroupBy(finding => (finding.RuleId, finding.SecretTag ?? finding.Fingerprint.ToString())).Select(group => One([.. group], keepsTags))];

    private static Finding One(List<Finding> same, bool keepsTags)
    {
        var first = same.MinBy(Age)!;
        var shown = same.Where(finding => finding.Introduced?.IsInTree == true).OrderByDescending(finding => finding.Severity).ThenBy(Place, StringComparer.Ordinal).FirstOrDefault() ?? first;
        var introduced = first.Introduced is null ? null : first.Introduced with { IsInTree = shown.Introduced?.IsInTree == true, Version = shown.Introduced?.Version ?? 0 };
        var others = same.Where(finding => finding.Location?.Path != shown.Location?.Path)
            .OrderByDescending(finding => finding.Introduced?.IsInTree).ThenBy(Age).DistinctBy(finding => finding.Location?.Path).Take(MostPlaces);
        return shown with
        {
            // A test's severity, and what is said of one, hold only where every place is one.
            Severity = same.Max(finding => finding.Severity),
            Kind = same.Any(finding => finding.Kind == FindingKind.Credential) ? FindingKind.Credential : shown.Kind,
            Message = same.MaxBy(finding => finding.Severity)!.Message + Words(introduced),
            Introduced = introduced,
            AlsoAt = [.. others.Where(finding => finding.Location is not null).Select(finding => new FurtherPlace(finding.Location!, finding.Message))],
            SecretTag = keepsTags ? shown.SecretTag : null,
        };
    }

    // The place in the order of commits is not a time, which anyone may write into a commit.
    private static (int, string) Age(Finding finding) => (finding.Introduced?.Order ?? int.MaxValue, Place(finding));

    private static string Place(Finding finding) => finding.Location?.ToString() ?? "";

    private static string Words(Introduction? introduced)
    {
        if (introduced is null)
            return "";
        if (introduced.Commit.Length == 0)
            return "; in no commit, but still kept by the repository";
        var author = introduced.Author.Length > 0 ? " by " + Plain(introduced.Author) : "";
        var reach = introduced.IsReachable ? "" : ", which no branch leads to any more";
        return string.Create(CultureInfo.InvariantCulture, $"; since commit {introduced.Commit[..12]} of {introduced.Time.UtcDateTime:yyyy-MM-dd}{author}{reach}; {(introduced.IsInTree ? "still in what is checked out" : "gone from what is checked out")}");
    }

    private static string Plain(string name) => new([.. name.Where(c => !char.IsControl(c)).Take(60)]);
}
