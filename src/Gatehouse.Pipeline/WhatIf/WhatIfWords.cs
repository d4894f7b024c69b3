using System.Globalization;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>Sentences that the table and the Markdown page share.</summary>
public static class WhatIfWords
{
    /// <summary>What was judged, and how it was counted.</summary>
    public static string Counted(WhatIfResult result)
    {
        var merges = result.Merges.Count(merge => merge.IsMergeCommit);
        var others = result.Merges.Length - merges;
        var how = (merges, others) switch
        {
            (0, _) => "there is no merge commit among them: each commit of the branch counts as one (squashed, rebased or pushed)",
            (_, 0) => "all of them merge commits",
            _ => string.Create(CultureInfo.InvariantCulture, $"{merges} merge commit{(merges == 1 ? "" : "s")} and {others} other{(others == 1 ? "" : "s")}, each one commit on the branch itself (squashed, rebased or pushed)"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"the last {result.Merges.Length} merges of {result.Branch}; {how}");
    }

    /// <summary>One mode's line: <c>3 of 50 blocked (6 %), 1 incomplete, 2 warned</c>.</summary>
    public static string Of(ModeCount count, int all) => string.Create(CultureInfo.InvariantCulture,
        $"{count.Blocked} of {all} blocked ({(all == 0 ? 0 : 100.0 * count.Blocked / all):0.#} %), {count.Incomplete} incomplete, {count.Warned} warned, {count.Passed} passed");

    /// <summary>How a finding ended, and after what time.</summary>
    public static string End(BlockingFinding finding, WhatIfResult result) => finding switch
    {
        { End: FindingEnd.StillThere } => "still there",
        { End: FindingEnd.Suppressed, Ended: { } at } => $"ignored at {result.Merges[at].Commit[..9]}{After(finding)}",
        { Ended: { } at } => $"fixed at {result.Merges[at].Commit[..9]}{After(finding)}",
        _ => "gone",
    };

    /// <summary>Where it came from: <c>1a2b3c4d5 by Ann</c>, or that it is older.</summary>
    public static string Origin(BlockingFinding finding, WhatIfResult result) =>
        finding.Brought is { } at ? $"{result.Merges[at].Commit[..9]} by {result.Merges[at].Author}" : "before these merges";

    /// <summary>The place, with its line, and how many copies of it there are.</summary>
    public static string Place(BlockingFinding finding)
    {
        var place = finding.Finding switch
        {
            { Location: { Region: { } region } location } => FormattableString.Invariant($"{location.Path}:{region.StartLine}"),
            { Location: { } location } => location.Path,
            { Component: { } component } => component.Name,
            _ => "the whole subject",
        };
        return finding.Places > 1 ? FormattableString.Invariant($"{place} and {finding.Places - 1} more") : place;
    }

    private static string After(BlockingFinding finding) => finding.Lasted is { } lasted ? " after " + Spans.Of(lasted) : "";
}
