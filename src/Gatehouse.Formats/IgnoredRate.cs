using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Formats;

/// <summary>
/// How many findings of one rule do not count, and why: what is ignored most is either wrong or the flaw that people live
/// with. A finding that was merged into another's is left out; each of the others is in at most one of the counts.
/// </summary>
/// <param name="Supplier">Who found them.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Found">All of them.</param>
/// <param name="Inline">Suppressed by a comment.</param>
/// <param name="File">Suppressed by an entry of a file.</param>
/// <param name="Baseline">Suppressed by a baseline.</param>
/// <param name="Waived">Accepted by a waiver.</param>
/// <param name="Downgraded">Counted as less, because the rule is on probation.</param>
public sealed record IgnoredRate(string Supplier, string Rule, int Found, int Inline, int File, int Baseline, int Waived, int Downgraded)
{
    /// <summary>A rule of fewer findings says nothing by its rate.</summary>
    public const int FewestTold = 5;

    /// <summary>The share from which a rule is told by name, in per cent.</summary>
    public const int HighShare = 50;

    /// <summary>How many do not count in full.</summary>
    public int Ignored => Inline + File + Baseline + Waived + Downgraded;

    /// <summary>Their share, 0 to 100, rounded down.</summary>
    public int Percent => Found == 0 ? 0 : Ignored * 100 / Found;

    /// <summary>Whether people ignore it so often that someone should look at the rule.</summary>
    public bool IsHigh => Found >= FewestTold && Percent >= HighShare;

    /// <summary><c>rule X is ignored 9 of 10 times (7 by comments, 2 waived)</c></summary>
    public string Sentence => $"rule {Rule} is ignored {Ignored} of {Found} times ({Words})";

    /// <summary>The counts that are not zero, in words.</summary>
    public string Words => string.Join(", ", Counts.Where(part => part.Count > 0).Select(part => FormattableString.Invariant($"{part.Count} {part.Word}")));

    /// <summary>The counts in the order in which they are shown.</summary>
    public ImmutableArray<(string Name, int Count, string Word)> Counts =>
        [("inline", Inline, "by comments"), ("file", File, "by files"), ("baseline", Baseline, "by a baseline"), ("waived", Waived, "waived"), ("downgraded", Downgraded, "on probation")];

    /// <summary>The rates of all rules of which something is ignored, the most ignored first.</summary>
    /// <param name="findings">Marked ones.</param>
    /// <param name="waived">Whether a waiver accepted the finding.</param>
    public static ImmutableArray<IgnoredRate> Of(IEnumerable<Finding> findings, Func<Finding, bool> waived) =>
    [
        .. findings.Where(finding => finding.MergedInto is null).GroupBy(finding => (finding.Supplier, finding.RuleId))
            .Select(group => Of(group.Key.Supplier, group.Key.RuleId, [.. group], waived)).Where(rate => rate.Ignored > 0)
            .OrderByDescending(rate => rate.Ignored).ThenByDescending(rate => rate.Percent).ThenBy(rate => rate.Supplier, StringComparer.Ordinal).ThenBy(rate => rate.Rule, StringComparer.Ordinal),
    ];

    /// <summary>The rates of a run.</summary>
    public static ImmutableArray<IgnoredRate> Of(RunDocument run) => Of(run.Findings, Waivers(run.Verdicts));

    /// <summary>Whether a verdict's waiver accepted a finding.</summary>
    public static Func<Finding, bool> Waivers(IEnumerable<GateVerdict> verdicts)
    {
        var accepted = verdicts.SelectMany(verdict => verdict.Criteria).SelectMany(criterion => criterion.Waived.IsDefault ? [] : criterion.Waived).Select(Key).ToHashSet();
        return finding => accepted.Contains(Key(finding));
    }

    private static (string, string, string?, int) Key(Finding finding) => (finding.Supplier, finding.RuleId, finding.Fingerprint.Value ?? finding.Location?.FullPath, finding.Location?.Region?.StartLine ?? 0);

    private static IgnoredRate Of(string supplier, string rule, ImmutableArray<Finding> findings, Func<Finding, bool> waived)
    {
        var open = findings.Where(finding => finding.Suppression is null).ToList();
        var accepted = open.Count(waived);
        return new IgnoredRate(supplier, rule, findings.Length, By("inline"), findings.Count(finding => finding.Suppression is { Kind: not ("inline" or "baseline") }), By("baseline"), accepted,
            open.Count(finding => finding.Probation is not null && !waived(finding)));

        int By(string kind) => findings.Count(finding => finding.Suppression?.Kind == kind);
    }
}
