using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>How many merges a mode would have stopped.</summary>
/// <param name="Blocked">A gate would have failed.</param>
/// <param name="Incomplete">No gate failed, and one could not decide.</param>
/// <param name="Warned">It would have gone on with a warning.</param>
/// <param name="Passed">It would have gone on.</param>
public sealed record ModeCount(int Blocked, int Incomplete, int Warned, int Passed);

/// <summary>Findings of one owner or rule.</summary>
/// <param name="Name">The owner, or the rule's id.</param>
/// <param name="Findings">How many.</param>
/// <param name="Fixed">Of them, gone.</param>
/// <param name="Suppressed">Of them, ignored later.</param>
/// <param name="Open">Of them, still there.</param>
/// <param name="Median">The median time from the merge that brought one to the one that fixed it; null where none of known length was fixed.</param>
public sealed record FindingGroup(string Name, int Findings, int Fixed, int Suppressed, int Open, TimeSpan? Median)
{
    /// <summary>Of a rule: how many lie where tests and examples do.</summary>
    public int InTests { get; init; }

    /// <summary>What speaks for noise, a sentence; null where nothing does.</summary>
    public string? Hint { get; init; }
}

/// <summary>What is said of a result at a glance.</summary>
public sealed record WhatIfSummary
{
    private WhatIfSummary()
    {
    }

    /// <summary>As the policy is written. A gate in observe blocks nothing: what it would have said is not counted here.</summary>
    public required ModeCount AsWritten { get; init; }

    /// <summary>Every gate in new-code.</summary>
    public required ModeCount NewCode { get; init; }

    /// <summary>Every gate in enforce.</summary>
    public required ModeCount Enforce { get; init; }

    /// <summary>Merge commits among the merges; the others are squashed, rebased or pushed.</summary>
    public required int MergeCommits { get; init; }

    /// <summary>By owner, most findings first; <c>nobody</c> where no CODEOWNERS says.</summary>
    public required ImmutableArray<FindingGroup> Owners { get; init; }

    /// <summary>By rule, most findings first.</summary>
    public required ImmutableArray<FindingGroup> Rules { get; init; }

    /// <summary>Counts a result.</summary>
    public static WhatIfSummary Of(WhatIfResult result) => new()
    {
        AsWritten = Count(result, static gate => gate.Mode == GateMode.Observe ? Outcome.Pass : gate.AsWritten),
        NewCode = Count(result, static gate => gate.NewCode),
        Enforce = Count(result, static gate => gate.Enforce),
        MergeCommits = result.Merges.Count(merge => merge.IsMergeCommit),
        Owners = Groups(result.Findings.SelectMany(finding => OwnersOf(finding.Finding).Select(owner => (owner, finding)))),
        Rules = [.. Groups(result.Findings.Select(finding => (finding.Finding.RuleId, finding))).Select(group => Hinted(group, [.. result.Findings.Where(finding => finding.Finding.RuleId == group.Name)]))],
    };

    /// <summary>The owners of a finding; <c>nobody</c> where there is none.</summary>
    public static IReadOnlyList<string> OwnersOf(Finding finding) => finding.Owners.IsDefaultOrEmpty ? ["nobody"] : finding.Owners;

    private static ModeCount Count(WhatIfResult result, Func<JudgedGate, Outcome> mode)
    {
        var worst = result.Merges.Select(merge => merge.Worst(mode)).ToList();
        return new ModeCount(
            worst.Count(outcome => outcome == Outcome.Fail), worst.Count(outcome => outcome == Outcome.Undecided), worst.Count(outcome => outcome == Outcome.Warn),
            worst.Count(outcome => outcome is Outcome.Pass or Outcome.NotApplicable or Outcome.NotJudged));
    }

    private static ImmutableArray<FindingGroup> Groups(IEnumerable<(string Name, BlockingFinding Finding)> pairs) =>
    [
        .. pairs.GroupBy(pair => pair.Name, pair => pair.Finding, StringComparer.Ordinal).Select(group => new FindingGroup(
            group.Key, group.Count(), group.Count(finding => finding.End == FindingEnd.Fixed), group.Count(finding => finding.End == FindingEnd.Suppressed),
            group.Count(finding => finding.End == FindingEnd.StillThere), Median([.. group.Where(finding => finding.End == FindingEnd.Fixed).Select(finding => finding.Lasted).OfType<TimeSpan>().Order()])))
        .OrderByDescending(group => group.Findings).ThenBy(group => group.Name, StringComparer.Ordinal),
    ];

    private static TimeSpan? Median(List<TimeSpan> sorted) => sorted.Count == 0 ? null
        : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2]
        : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;

    private static FindingGroup Hinted(FindingGroup group, ImmutableArray<BlockingFinding> findings)
    {
        var inTests = findings.Count(finding => SidePath.Holds(finding.Finding.Location));
        var hint = inTests * 2 > group.Findings
            ? string.Create(CultureInfo.InvariantCulture, $"{inTests} of {group.Findings} in folders of tests, examples or documentation: look at one, and say it once under suppressions with paths")
            : group.Suppressed * 2 > group.Findings
                ? string.Create(CultureInfo.InvariantCulture, $"{group.Suppressed} of {group.Findings} were ignored later: the rule may not suit this code")
                : group is { Findings: >= 3, Fixed: 0 } ? string.Create(CultureInfo.InvariantCulture, $"none of {group.Findings} was ever fixed: look whether they matter here before it blocks") : null;
        return group with { InTests = inTests, Hint = hint };
    }
}
