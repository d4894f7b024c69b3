using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Marks a criterion for the generated catalog.</summary>
[AttributeUsage(AttributeTargets.Class)]
[CatalogOf(typeof(ICriterion), "Criteria")]
public sealed class CriterionAttribute : Attribute;

/// <summary>One question of a gate, answered from facts alone.</summary>
public interface ICriterion
{
    /// <summary><c>stage.name</c></summary>
    string Id { get; }

    /// <summary>The gate that asks it.</summary>
    Stage Stage { get; }

    /// <summary>The question, for the generated documentation.</summary>
    string Question { get; }

    /// <summary>The kinds of facts that answer it.</summary>
    IReadOnlyList<FactKind> Wants { get; }

    /// <summary>Who owes the fact where it is missing: a role, in words.</summary>
    string OwedBy { get; }

    /// <summary>Answers it.</summary>
    CriterionResult Judge(CriterionInput input);
}

/// <summary>What a criterion has to go by.</summary>
public sealed class CriterionInput
{
    internal CriterionInput(ICriterion criterion, PolicyDocument policy, JudgingContext context, FactPool facts, ImmutableArray<Waiver> waivers, bool mustBeJudged)
    {
        Criterion = criterion;
        Policy = policy;
        Context = context;
        Facts = facts;
        Waivers = waivers;
        MustBeJudged = mustBeJudged;
    }

    /// <summary>The policy in force.</summary>
    public PolicyDocument Policy { get; }

    /// <summary>Everything beside.</summary>
    public JudgingContext Context { get; }

    internal ICriterion Criterion { get; }

    internal FactPool Facts { get; }

    /// <summary>Waivers of this criterion that hold today.</summary>
    internal ImmutableArray<Waiver> Waivers { get; }

    internal bool MustBeJudged { get; }

    internal GateMode Mode => Policy.Of(Criterion.Stage).Mode;

    internal CriterionResult Result(Outcome outcome, string reason, IEnumerable<StoredFact>? facts = null, IEnumerable<Finding>? findings = null, string? remedy = null, string? owedBy = null, Waiver? waiver = null) => new()
    {
        Criterion = Criterion.Id,
        Outcome = outcome,
        Reason = reason,
        Remedy = remedy,
        OwedBy = owedBy,
        Facts = [.. (facts ?? []).Select(fact => fact.Id).Order(StringComparer.Ordinal)],
        Findings = [.. (findings ?? []).OrderByDescending(finding => finding.Severity).ThenByDescending(finding => finding.Rank).ThenBy(finding => finding.Location?.Path, StringComparer.Ordinal).ThenBy(finding => finding.Location?.Region?.StartLine ?? 0)],
        Waiver = waiver,
    };

    /// <summary>
    /// What a missing fact means: Undecided where it is wanted; NotJudged where this build has no engine for it, nobody
    /// brought a report, and the policy does not name the criterion.
    /// </summary>
    internal CriterionResult Missing(FactKind kind, string remedy)
    {
        var why = Facts.WhyNot(kind);
        var name = FactAges.Name(kind);
        if (why.Length > 0)
            return Result(Outcome.Undecided, why, remedy: remedy, owedBy: Criterion.OwedBy);
        if (MustBeJudged || Context.EngineKinds.Contains(kind))
            return Result(Outcome.Undecided, $"no {name} of {Context.Subject.Name} is there", remedy: remedy, owedBy: Criterion.OwedBy);
        return Result(Outcome.NotJudged, $"no engine of this build makes a {name}, and nobody brought one");
    }
}
