using Gatehouse.Model;

namespace Gatehouse.Intake.Tests;

/// <summary>A threat model as lines.</summary>
internal static class Threats
{
    public static ThreatModelPredicate Of(Fact fact)
    {
        Assert.Equal(FactKind.ThreatModel, fact.Kind);
        return Assert.IsType<ThreatModelPredicate>(fact.Predicate);
    }

    /// <summary><c>id STRIDE RISK: title [assets]</c>, then <c>&lt;- requirement (owner, test): text</c> where it is mitigated.</summary>
    public static IEnumerable<string> Lines(Fact fact)
    {
        var model = Of(fact);
        return model.Threats.Select(threat => $"{threat.Id} {threat.Stride} {threat.Risk.ToLabel()}: {threat.Title} [{string.Join(", ", threat.Assets)}]"
            + string.Concat(model.Requirements.Where(one => threat.MitigatedBy.Contains(one.Id)).Select(one => $" <- ({one.Owner ?? "no owner"}, {one.Test ?? "no test"}): {one.Text}")));
    }
}
