using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What a criterion has to go by.</summary>
public sealed class CriterionInput
{
    private readonly WaiverBook _book;
    private readonly List<Waiver> _used = [];
    private readonly List<Finding> _waived = [];
    private readonly HashSet<string> _aside = new(StringComparer.Ordinal);

    internal CriterionInput(ICriterion criterion, PolicyDocument policy, JudgingContext context, FactPool facts, WaiverBook book, bool mustBeJudged)
    {
        Criterion = criterion;
        Policy = policy;
        Context = context;
        Facts = facts;
        _book = book;
        Waivers = book.Holding(criterion.Id);
        MustBeJudged = mustBeJudged;
        IsProduction = context.IsProduction(policy);
    }

    /// <summary>The policy in force.</summary>
    public PolicyDocument Policy { get; }

    /// <summary>Everything beside.</summary>
    public JudgingContext Context { get; }

    internal ICriterion Criterion { get; }

    internal FactPool Facts { get; }

    /// <summary>Waivers of this criterion that hold today.</summary>
    internal ImmutableArray<WaiverRule> Waivers { get; }

    /// <summary>Waivers that accepted something in this judgement, in the order of their use.</summary>
    internal IReadOnlyList<Waiver> Used => _used;

    /// <summary>Findings that waivers accepted, in the order of their use.</summary>
    internal IReadOnlyList<Finding> Waived => _waived;

    /// <summary>Whether a missing fact is Undecided whoever could have made it.</summary>
    internal bool MustBeJudged { get; }

    internal bool IsProduction { get; }

    /// <summary>Active findings that the mode counts. In new-code one whose age nobody knows counts as new.</summary>
    internal bool Counts(Finding finding) => finding.IsActive && (Policy.Of(Criterion.Stage).Mode != GateMode.NewCode || finding.Baseline != BaselineState.Unchanged);

    /// <summary>The findings that no waiver accepts.</summary>
    internal IReadOnlyList<Finding> Open(IEnumerable<Finding> findings)
    {
        var open = new List<Finding>();
        foreach (var finding in findings)
        {
            if (Waivers.FirstOrDefault(rule => rule.Accepts(finding)) is not { } rule)
            {
                open.Add(finding);
                continue;
            }

            Use(rule.Waiver);
            _waived.Add(finding);
        }

        return open;
    }

    /// <summary>The unread files that no waiver accepts.</summary>
    internal IReadOnlyList<ScanNotice> Open(IEnumerable<ScanNotice> notices)
    {
        var open = new List<ScanNotice>();
        foreach (var notice in notices)
        {
            if (Waivers.FirstOrDefault(rule => rule.Accepts(notice)) is { } rule)
                Use(rule.Waiver);
            else
                open.Add(notice);
        }

        return open;
    }

    internal void Use(Waiver waiver)
    {
        _book.Use(waiver);
        if (!_used.Contains(waiver, ReferenceEqualityComparer.Instance))
            _used.Add(waiver);
    }

    /// <summary>Says that the fact answers another criterion: only what it found counts here, not what it could not read.</summary>
    internal void SetAside(StoredFact fact) => _aside.Add(fact.Id);

    internal bool IsAside(StoredFact fact) => _aside.Contains(fact.Id);

    internal CriterionResult Result(Outcome outcome, string reason, IEnumerable<StoredFact>? facts = null, IEnumerable<Finding>? findings = null, string? remedy = null, string? owedBy = null) => new()
    {
        Criterion = Criterion.Id,
        Outcome = outcome,
        Reason = reason,
        Remedy = remedy,
        OwedBy = owedBy,
        Facts = [.. (facts ?? []).Select(fact => fact.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Findings = [.. Sorted(findings ?? [])],
    };

    /// <summary>Worst first, then in an order that does not depend on the order of facts.</summary>
    internal static IEnumerable<Finding> Sorted(IEnumerable<Finding> findings) => findings
        .OrderByDescending(finding => finding.Severity).ThenByDescending(finding => finding.Rank)
        .ThenBy(finding => finding.Location?.Path, StringComparer.Ordinal).ThenBy(finding => finding.Location?.Region?.StartLine ?? 0)
        .ThenBy(finding => finding.RuleId, StringComparer.Ordinal).ThenBy(finding => finding.Message, StringComparer.Ordinal);

    /// <summary>
    /// Scanners that all found nothing of their own to look at, where something of the kind lies in the subject: nobody
    /// judged it. Null where nothing of the kind is known to be there.
    /// </summary>
    internal CriterionResult? LeftAlone(IReadOnlyList<StoredFact> scans, string remedy)
    {
        var left = scans.SelectMany(scan => ((ScanPredicate)scan.Fact.Predicate).Leaves).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (left.Count == 0)
            return null;
        var who = string.Join(" and ", scans.Select(scan => scan.Fact.Producer.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var more = left.Count > 2 ? " and more" : "";
        return Result(Outcome.Undecided, $"{who} found nothing of its own to look at, and nobody judged {string.Join(", ", left.Take(2))}{more}", scans,
            remedy: $"{remedy}, name a tool that judges it under tools, or leave the path out in the policy (exclude)", owedBy: Criterion.OwedBy);
    }

    /// <summary>
    /// What a missing fact means: Undecided where it is wanted; NotJudged where this build has no engine for it, nobody
    /// brought a report, and the policy does not name the criterion.
    /// </summary>
    /// <param name="kinds">Any of them would do.</param>
    /// <param name="remedy">How to bring one.</param>
    /// <param name="isOwed">True where people owe it, and no engine could make it.</param>
    internal CriterionResult Missing(ReadOnlySpan<FactKind> kinds, string remedy, bool isOwed = false)
    {
        var why = Facts.WhyNot(kinds);
        var name = string.Join(" or ", kinds.ToArray().Select(FactAges.Name));
        if (why.Length > 0)
            return Result(Outcome.Undecided, why, remedy: remedy, owedBy: Criterion.OwedBy);
        if (isOwed || MustBeJudged || kinds.ToArray().Any(Context.EngineKinds.Contains))
            return Result(Outcome.Undecided, $"no {name} of {Context.Subject.Name} is there", remedy: remedy, owedBy: Criterion.OwedBy);
        return Result(Outcome.NotJudged, $"no engine of this build makes this fact ({name}), and nobody brought one");
    }
}
