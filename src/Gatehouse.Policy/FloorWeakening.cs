using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// What a change takes from the policy that its own extends: another pin, or lower floors. Floors are held against each
/// other by what each makes of the laxest policy, so that every part of one is compared as the policy itself is.
/// </summary>
internal static class FloorWeakening
{
    public static IEnumerable<(string Rule, string Message)> Between(PolicyDocument before, PolicyDocument after)
    {
        if (before.Extends is { } old && after.Extends != old)
        {
            yield return after.Extends is { } other
                ? ("extends-changed", $"another policy is extended: {Short(other)} instead of {Short(old)}")
                : ("extends-removed", $"the policy {Short(old)} is no longer extended");
        }

        var (least, now) = (Least(before), Least(after));
        foreach (var (_, message) in Weakening.Parts(least, now).Concat(PackPins.Lowered(least, now, default(PackVersion))))
            yield return ("floor-lowered", "the floor is lower: " + message);
        foreach (var message in OfLimits(before.Floors, after.Floors))
            yield return ("floor-lowered", "the floor is lower: " + message);
    }

    private static IEnumerable<string> OfLimits(IReadOnlyCollection<PolicyFloor> before, IReadOnlyCollection<PolicyFloor> after)
    {
        if (Shortest(before) is { } most && !(Shortest(after) <= most))
            yield return $"waivers may last longer than {Spans.Of(most)}";
        if (before.Min(floor => floor.Suppressions.AtMost) is { } longest && !(after.Min(floor => floor.Suppressions.AtMost) <= longest))
            yield return $"suppressions may last longer than {Spans.Of(longest)}";
        foreach (var id in before.SelectMany(floor => floor.Suppressions.Never).Except(after.SelectMany(floor => floor.Suppressions.Never), StringComparer.OrdinalIgnoreCase))
            yield return $"{id} may be silenced";
        foreach (var criterion in before.SelectMany(floor => floor.Waivers.Never).Except(after.SelectMany(floor => floor.Waivers.Never)))
            yield return $"waivers may speak of {criterion}";
        foreach (var (limit, what) in Limits)
        {
            // Each floor's list binds, so a looser one is told where no floor holds to the old list any more.
            foreach (var old in before.Select(limit).Where(list => list is not null))
            {
                if (!after.Select(limit).Any(list => list is not null && !list.Except(old!).Any()))
                    yield return what;
            }
        }
    }

    private static readonly (Func<PolicyFloor, IReadOnlyCollection<string>?> Limit, string What)[] Limits =
    [
        (floor => floor.Waivers.Owners.IsDefault ? null : floor.Waivers.Owners, "others may answer for a waiver"),
        (floor => floor.Suppressions.Owners.IsDefault ? null : floor.Suppressions.Owners, "others may answer for a suppression"),
        (floor => floor.Settings.IsDefault ? null : floor.Settings, "more may be set of engines and tools"),
        (floor => floor.Exclude.IsDefault ? null : floor.Exclude, "more may be excluded"),
        (floor => floor.KeysMay.IsDefault ? null : floor.KeysMay, "keys may be trusted for more"),
    ];

    private static PolicyDocument Laxest { get; } = PolicyDocument.Default with
    {
        ProductionBranches = [],
        Stages = Stages.All.ToImmutableDictionary(stage => stage, stage => new StagePolicy { Mode = GateMode.Observe, IsOn = false, Without = [.. PolicyCatalog.Criteria.Where(criterion => criterion.Stage == stage).Select(criterion => criterion.Id)] }),
        MaxAges = PolicyDocument.Default.MaxAges.ToImmutableDictionary(pair => pair.Key, _ => TimeSpan.MaxValue),
        Deadlines = PolicyDocument.Default.Deadlines.ToImmutableDictionary(pair => pair.Key, _ => TimeSpan.MaxValue),
        HighRiskLabels = [],
        WebHighThreshold = int.MaxValue,
        ReleaseSbomMaxAge = TimeSpan.MaxValue,
    };

    private static TimeSpan? Shortest(IReadOnlyCollection<PolicyFloor> floors) => floors.Min(floor => floor.Waivers.AtMost);

    private static PolicyDocument Least(PolicyDocument policy)
    {
        var least = Laxest;
        foreach (var floor in policy.Floors)
            least = new FloorEnforcement(floor, Configuration.ConfigurationValue.Absent, default, []).Apply(least);
        return least;
    }

    private static string Short(string pin) => ExtendsPin.Read(pin).Pin?.ToShortString() ?? pin;
}
