using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// Rule packs at the releases that the policy pins. A rule that came or was raised after the pin is on probation. Without
/// a pin what the running release itself brought is: so that a new build warns for one release before it blocks.
/// </summary>
public static class PackPins
{
    /// <summary>The finding's probation under a policy; null where its rule counts in full.</summary>
    /// <param name="history">Of its rule; null for none.</param>
    /// <param name="policy">In force.</param>
    /// <param name="release">Of the running build.</param>
    public static Probation? Probation(RuleHistory? history, PolicyDocument policy, PackVersion release)
    {
        if (history is null)
            return null;
        if (history.Since is { } since && IsAfter(since))
            return new Probation(history.Pack, since, null);
        return history is { RaisedIn: { } raised, RaisedFrom: { } from } && IsAfter(raised) ? new Probation(history.Pack, raised, from) : null;

        bool IsAfter(PackVersion version) => policy.Packs.TryGetValue(history.Pack, out var pin) ? version > pin : version >= release;
    }

    internal static IEnumerable<(string Rule, string Message)> Lowered(PolicyDocument before, PolicyDocument after, PackVersion? release)
    {
        foreach (var pack in before.Packs.Keys.Union(after.Packs.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (old, now) = (Pin(before, pack), Pin(after, pack));
            if (now is { } pin ? old is { } was ? pin < was : release is null || pin < release : old is { } held && (release is null || held >= release))
                yield return ("pack-pin-lowered", now is null ? $"the pack {pack} is no longer held at {old}, and newer rules warn" : $"the pack {pack} is held at {now}{(old is null ? "" : $" instead of {old}")}: rules that came later only warn");
        }
    }

    private static PackVersion? Pin(PolicyDocument policy, string pack) => policy.Packs.TryGetValue(pack, out var version) ? version : null;
}
