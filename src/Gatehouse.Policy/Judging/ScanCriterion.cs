using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// A criterion that counts findings of a scan. The order of its decisions: no scan → missing; nothing of the kind in
/// the subject → NotApplicable, or Undecided where only those who scanned had no eye for it; a finding that fails → Fail; an incomplete scan → Undecided (the judge's doing; a failure
/// found is a failure whatever else was unread); a HIGH that only warns here → Warn; otherwise Pass.
/// </summary>
internal abstract class ScanCriterion : ICriterion
{
    public abstract string Id { get; }

    public abstract Stage Stage { get; }

    public abstract string Question { get; }

    public abstract string OwedBy { get; }

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

    /// <summary>Whether it fails the gate on every branch. Counted findings of HIGH and worse that do not are judged by branch.</summary>
    protected virtual bool FailsAlways(Finding finding) => finding.Severity == Severity.Critical;

    /// <summary>How many findings that fail by branch are still let through.</summary>
    protected virtual int Threshold(PolicyDocument policy) => 0;

    /// <summary>What is to be said of findings that fail beside their number; empty for nothing.</summary>
    protected virtual string Note(IReadOnlyList<Finding> failing) => "";

    public CriterionResult Judge(CriterionInput input)
    {
        var own = input.Facts.Of(Kind);
        var others = Others(input, hasOwn: own.Count > 0);
        var counted = own.Concat(others).SelectMany(Findings).Where(finding => input.Counts(finding) && Counts(finding)).ToList();
        // A rule on probation never fails a gate, or only by the severity that it had before it was raised.
        var failing = counted.Where(finding => !IsOnProbation(finding) && Fails(finding, input.Policy)).ToList();
        var byBranch = counted.Where(finding => !IsOnProbation(finding) && !Fails(finding, input.Policy) && Effective(finding) >= Severity.High).ToList();
        var probation = counted.Where(finding => finding.Probation is not null && (Fails(finding with { Probation = null }, input.Policy) || finding.Severity >= Severity.High) && !failing.Contains(finding) && !byBranch.Contains(finding)).ToList();
        var (open, openByBranch) = (input.Open(failing), input.Open(byBranch));
        var isOver = input.IsProduction && openByBranch.Count > Threshold(input.Policy);
        if (open.Count > 0 || isOver)
            return Failure(input, [.. own, .. others], isOver ? [.. open, .. openByBranch] : open, onlyByBranch: open.Count == 0);
        if (own.Count == 0)
            return input.Missing([Kind], RunIt);
        if (counted.Count == 0 && own.All(scan => scan.Fact.Predicate is ScanPredicate { Applies: false }))
            return input.LeftAlone(own, RunIt) ?? input.Result(Outcome.NotApplicable, $"there is nothing for a {FactAges.Name(Kind)} in {input.Context.Subject.Name}", own);

        IReadOnlyList<StoredFact> scans = [.. own, .. others];
        if (openByBranch.Count > 0)
        {
            var why = input.IsProduction ? "no more than the policy lets through" : "it warns on this branch, and blocks on production";
            return input.Result(Outcome.Warn, $"{Count(openByBranch.Count)} of severity HIGH or worse: {why}", scans, openByBranch, MendIt);
        }

        if (input.Open(probation) is { Count: > 0 } newer)
            return input.Result(Outcome.Warn, $"{Count(newer.Count)} of a rule that is on probation: {ProbationWords(newer[0])}", scans, newer, MendIt);

        var waived = failing.Count + byBranch.Count;
        var lesser = counted.Count - waived;
        var rest = (waived > 0 ? $"; {Count(waived)} accepted" : "") + (lesser > 0 ? $"; {Count(lesser)} of lesser severity" : "");
        return input.Result(Outcome.Pass, $"no {Noun.One} that blocks{rest}", scans, [.. failing, .. byBranch]);
    }

    // What a tool reports under another kind counts here too, and what an old scan found stands until its tool scans again.
    private List<StoredFact> Others(CriterionInput input, bool hasOwn)
    {
        var others = input.Facts.ScansOtherThan(Kind).Concat(hasOwn ? input.Facts.StaleOf(Kind) : [])
            .Where(scan => Findings(scan).Any(finding => input.Counts(finding) && Counts(finding))).ToList();
        others.ForEach(input.SetAside);
        return others;
    }

    private CriterionResult Failure(CriterionInput input, IReadOnlyList<StoredFact> scans, IReadOnlyList<Finding> open, bool onlyByBranch)
    {
        var owners = open.SelectMany(finding => finding.Owners.IsDefault ? [] : finding.Owners).Distinct().Order(StringComparer.Ordinal).ToList();
        var first = CriterionInput.Sorted(open).First();
        var where = first.Location is { } location ? $" at {location}" : first.Component is { } component ? $" in {component.Name} {component.Version}".TrimEnd() : "";
        var branch = onlyByBranch ? ", and the branch or its target is production" : "";
        return input.Result(Outcome.Fail, $"{Count(open.Count)}, {(open.Count > 1 ? "first " : "")}{first.Title ?? first.RuleId}{where}{branch}{Note(open)}", scans, open, MendIt, owners.Count > 0 ? string.Join(", ", owners) : null);
    }

    private bool Fails(Finding finding, PolicyDocument policy) =>
        FailsAlways(finding with { Severity = Effective(finding) }) || Effective(finding) >= policy.FailOn;

    private static bool IsOnProbation(Finding finding) => finding.Probation is { CountsAs: null };

    // A rule that was raised goes on stopping what it stopped before.
    private static Severity Effective(Finding finding) => finding.Probation?.CountsAs ?? finding.Severity;

    private static string ProbationWords(Finding finding) => finding.Probation is { CountsAs: { } before } raised
        ? $"{finding.RuleId} was raised from {before.ToLabel()} in {raised.Release}, and counts as that until packs.{raised.Pack} is at {raised.Release}"
        : $"{finding.RuleId} is new in {finding.Probation!.Release}, and warns until packs.{finding.Probation.Pack} is at {finding.Probation.Release}";

    private static IEnumerable<Finding> Findings(StoredFact scan) => ((ScanPredicate)scan.Fact.Predicate).Findings;

    private string Count(int count) => FormattableString.Invariant($"{count} {(count == 1 ? Noun.One : Noun.Many)}");
}
