using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>The facts about one subject, sorted into those that are believed and fresh, those too old, and those not believed.</summary>
internal sealed class FactPool
{
    private readonly ImmutableArray<StoredFact> _fresh;
    private readonly ImmutableArray<(StoredFact Fact, string Why)> _stale;
    private readonly ImmutableArray<(StoredFact Fact, string Why)> _doubted;

    public FactPool(IEnumerable<StoredFact> facts, PolicyDocument policy, JudgingContext context)
    {
        var fresh = ImmutableArray.CreateBuilder<StoredFact>();
        var stale = ImmutableArray.CreateBuilder<(StoredFact, string)>();
        var doubted = ImmutableArray.CreateBuilder<(StoredFact, string)>();
        foreach (var stored in facts.Where(stored => stored.Fact.Subjects.Any(context.Subject.Matches)).OrderByDescending(stored => stored.Fact.Time).ThenBy(stored => stored.Id, StringComparer.Ordinal))
        {
            if (Belief.Doubt(stored, policy, context) is { } doubt)
                doubted.Add((stored, doubt));
            else if (Age(stored.Fact, policy, context.Now) is { } age)
                stale.Add((stored, age));
            else
                fresh.Add(stored);
        }

        _fresh = fresh.ToImmutable();
        _stale = stale.ToImmutable();
        _doubted = doubted.ToImmutable();
    }

    /// <summary>Whether there is anything of these kinds, believed or not.</summary>
    public bool HasAny(IReadOnlyList<FactKind> kinds) =>
        _fresh.Any(fact => kinds.Contains(fact.Fact.Kind)) || _stale.Any(pair => kinds.Contains(pair.Fact.Fact.Kind)) || _doubted.Any(pair => kinds.Contains(pair.Fact.Fact.Kind));

    /// <summary>Believed and fresh, newest first; of a scan, the newest of each producer.</summary>
    public IReadOnlyList<StoredFact> Of(FactKind kind)
    {
        var all = _fresh.Where(stored => stored.Fact.Kind == kind);
        // A second scan by the same tool replaces the first; reviews, approvals, acknowledgements and tests of several suites add up.
        return kind is FactKind.Review or FactKind.Approval or FactKind.Acknowledgement or FactKind.Signature or FactKind.Provenance or FactKind.Deployment
            ? [.. all]
            : [.. all.GroupBy(stored => (stored.Fact.Producer.Name, (stored.Fact.Predicate as TestRunPredicate)?.Suite)).Select(group => group.First())];
    }

    /// <summary>Why there is no fact of that kind, where one is there and does not count; empty where none is.</summary>
    public string WhyNot(FactKind kind)
    {
        var whys = _stale.Where(pair => pair.Fact.Fact.Kind == kind).Select(pair => pair.Why)
            .Concat(_doubted.Where(pair => pair.Fact.Fact.Kind == kind).Select(pair => pair.Why));
        return string.Join("; ", whys.Distinct().Take(3));
    }

    private static string? Age(Fact fact, PolicyDocument policy, DateTimeOffset now)
    {
        if (!policy.MaxAges.TryGetValue(fact.Kind, out var most))
            return null;
        var age = now - fact.Time;
        return age <= most ? null : $"the {FactAges.Name(fact.Kind)} of {fact.Producer.Name} is stale: {Spans.Of(age)} old, at most {Spans.Of(most)}";
    }
}

/// <summary>Lengths of time in words.</summary>
internal static class Spans
{
    public static string Of(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => FormattableString.Invariant($"{(int)span.TotalDays} days"),
        { TotalHours: >= 2 } => FormattableString.Invariant($"{(int)span.TotalHours} hours"),
        _ => FormattableString.Invariant($"{Math.Max(0, (int)span.TotalMinutes)} minutes"),
    };
}
