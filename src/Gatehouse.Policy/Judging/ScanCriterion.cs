using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Policy;

/// <summary>
/// A criterion that counts findings of a scan. The order of its decisions: no scan → missing; nothing of the kind in
/// the subject → NotApplicable; a finding that fails → Fail; an incomplete scan → Undecided (a failure found is a
/// failure whatever else was unread); a HIGH that only warns here → Warn; otherwise Pass.
/// </summary>
public abstract class ScanCriterion : ICriterion
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public abstract Stage Stage { get; }

    /// <inheritdoc/>
    public abstract string Question { get; }

    /// <inheritdoc/>
    public abstract string OwedBy { get; }

    /// <inheritdoc/>
    public IReadOnlyList<FactKind> Wants => [Kind];

    /// <summary>The scan that it counts.</summary>
    protected abstract FactKind Kind { get; }

    /// <summary>What to do where the scan is missing.</summary>
    protected abstract string RunIt { get; }

    /// <summary>What to do about findings.</summary>
    protected abstract string MendIt { get; }

    /// <summary>Singular and plural of what is counted.</summary>
    protected abstract (string One, string Many) Noun { get; }

    /// <summary>Whether the gate counts it at all.</summary>
    protected abstract bool Counts(Finding finding);

    /// <summary>Whether it fails the gate on every branch. Counted HIGH findings that do not are judged by branch.</summary>
    protected virtual bool FailsAlways(Finding finding) => finding.Severity == Severity.Critical;

    /// <summary>How many findings that fail by branch are still let through.</summary>
    protected virtual int Threshold(PolicyDocument policy) => 0;

    /// <inheritdoc/>
    public CriterionResult Judge(CriterionInput input)
    {
        var scans = input.Facts.Of(Kind);
        if (scans.Count == 0)
            return input.Missing(Kind, RunIt);
        if (scans.All(scan => scan.Fact.Predicate is ScanPredicate { Applies: false }))
            return input.Result(Outcome.NotApplicable, $"there is nothing for a {FactAges.Name(Kind)} in {input.Context.Subject.Name}", scans);

        var counted = scans.SelectMany(scan => ((ScanPredicate)scan.Fact.Predicate).Findings)
            .Where(finding => finding.IsActive && Counts(finding) && (input.Mode != GateMode.NewCode || finding.Baseline != BaselineState.Unchanged)).ToList();
        var isProduction = input.Context.IsProduction(input.Policy);
        var failing = counted.Where(FailsAlways).ToList();
        var high = counted.Where(finding => !FailsAlways(finding) && finding.Severity >= Severity.High).ToList();
        if (isProduction && high.Count > Threshold(input.Policy))
            failing.AddRange(high);

        var (open, waiver) = WaiverRules.Apply(failing, input.Waivers);
        if (open.Count > 0)
            return Fail(input, scans, open, isProduction);
        if (Incomplete(input, scans) is { } incomplete)
            return incomplete;
        if (waiver is not null)
            return input.Result(Outcome.Pass, $"{Count(failing.Count)} waived until {waiver.Expires:yyyy-MM-dd} by {waiver.Owner} ({waiver.Id}: {waiver.Reason})", scans, failing, waiver: waiver);
        if (!isProduction && high.Count > 0)
            return input.Result(Outcome.Warn, $"{Count(high.Count)} of severity HIGH: it warns on this branch, and blocks on production", scans, high, MendIt);
        var unsigned = !input.Context.IsCi && scans.Any(scan => scan.Trust == Trust.LocalUnsigned) ? " (unsigned report)" : "";
        var less = counted.Count > 0 ? $"; {Count(counted.Count)} of lesser severity or let through" : "";
        return input.Result(Outcome.Pass, $"no {Noun.One} that blocks{less}{unsigned}", scans);
    }

    private CriterionResult Fail(CriterionInput input, IReadOnlyList<StoredFact> scans, IReadOnlyList<Finding> open, bool isProduction)
    {
        var highOnly = isProduction && open.All(finding => !FailsAlways(finding));
        var owners = open.SelectMany(finding => finding.Owners.IsDefault ? [] : finding.Owners).Distinct().Order(StringComparer.Ordinal).ToList();
        var where = highOnly ? ", and the branch or its target is production" : "";
        return input.Result(Outcome.Fail, $"{Count(open.Count)}{where}", scans, open, MendIt, owners.Count > 0 ? string.Join(", ", owners) : null);
    }

    private static CriterionResult? Incomplete(CriterionInput input, IReadOnlyList<StoredFact> scans)
    {
        foreach (var scan in scans.Where(scan => scan.Fact.Completeness != Completeness.Complete))
        {
            var unread = scan.Fact.Notices.Where(notice => notice.Kind == NoticeKind.Unread).ToList();
            var (open, waiver) = WaiverRules.ApplyToUnread(unread, input.Waivers);
            if (scan.Fact.Completeness == Completeness.Partial && unread.Count > 0 && open.Count == 0)
                return input.Result(Outcome.Pass, $"what could not be read is waived until {waiver!.Expires:yyyy-MM-dd} by {waiver.Owner} ({waiver.Id}: {waiver.Reason})", scans, waiver: waiver);
            var first = open.Count > 0 ? $": {open[0].Path}: {open[0].Reason}" : "";
            var more = open.Count > 1 ? FormattableString.Invariant($" and {open.Count - 1} more") : "";
            var state = scan.Fact.Completeness == Completeness.Failed ? "failed" : "is incomplete";
            return input.Result(Outcome.Undecided, $"the {FactAges.Name(scan.Fact.Kind)} of {scan.Fact.Producer.Name} {state}{first}{more}", scans,
                remedy: "Make it readable, or waive the path with a reason, an owner and an expiry", owedBy: input.Criterion.OwedBy);
        }

        return null;
    }

    private string Count(int count) => FormattableString.Invariant($"{count} {(count == 1 ? Noun.One : Noun.Many)}");
}
