using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>The policy's waivers during one judgement: which hold today, and which were used.</summary>
internal sealed class WaiverBook(PolicyDocument policy, DateTimeOffset now)
{
    private readonly ImmutableArray<WaiverRule> _rules = [.. policy.Waivers.Select(waiver => new WaiverRule(waiver))];
    private readonly HashSet<Waiver> _used = new(ReferenceEqualityComparer.Instance);

    /// <summary>Those that speak of a criterion and hold today, in the policy's order.</summary>
    public ImmutableArray<WaiverRule> Holding(string criterion) => [.. _rules.Where(rule => rule.Covers(criterion) && rule.Holds(now))];

    /// <summary>Those that speak of a criterion and hold no longer.</summary>
    public ImmutableArray<WaiverRule> Expired(string criterion) => [.. _rules.Where(rule => rule.Covers(criterion) && !rule.Holds(now))];

    public void Use(Waiver waiver) => _used.Add(waiver);

    /// <summary>Waivers whose last day has gone.</summary>
    public ImmutableArray<Waiver> AllExpired => [.. _rules.Where(rule => !rule.Holds(now)).Select(rule => rule.Waiver).OrderBy(waiver => waiver.Id, StringComparer.Ordinal)];

    /// <summary>Waivers that hold, speak of a criterion that was decided, and accepted nothing.</summary>
    public ImmutableArray<Waiver> Unused(IEnumerable<string> decided)
    {
        var criteria = decided.ToList();
        return [.. _rules.Where(rule => rule.Holds(now) && !_used.Contains(rule.Waiver) && criteria.Exists(rule.Covers)).Select(rule => rule.Waiver).OrderBy(waiver => waiver.Id, StringComparer.Ordinal)];
    }
}
