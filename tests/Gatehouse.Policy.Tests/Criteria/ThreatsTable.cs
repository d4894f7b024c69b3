using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class ThreatsTable
{
    internal static readonly TruthTable Table = new("plan.threats")
    {
        { "no fact", Outcome.Undecided, "no threat-model of the commit is there", world => { } },
        { "no fact but a model in which nothing is written", Outcome.Undecided, "nothing is written in the threat model", world => world.Fact(FactKind.ThreatModel, Model([])) },
        { "stale fact", Outcome.Undecided, "is stale: 91 days old, at most 90 days", world => world.Fact(FactKind.ThreatModel, Model([]), hours: 91 * 24) },
        { "mitigated", Outcome.Pass, "1 threat, every high-risk one mitigated", world => world.Fact(FactKind.ThreatModel, Model([Threat(["R-1"])], Requirement())) },
        { "high risk without mitigation", Outcome.Fail, "1 high-risk threat without mitigation, first T-1: Forged payment", world => world.Fact(FactKind.ThreatModel, Model([Threat()])) },
        { "mitigated by what is not there", Outcome.Fail, "T-1", world => world.Fact(FactKind.ThreatModel, Model([Threat(["R-2"])], Requirement())) },
        { "mitigated by a requirement without owner", Outcome.Fail, "T-1", world => world.Fact(FactKind.ThreatModel, Model([Threat(["R-1"])], Requirement(owner: null))) },
        { "medium risk without mitigation", Outcome.Pass, "1 threat", world => world.Fact(FactKind.ThreatModel, Model([Threat(risk: Severity.Medium)])) },
        { "incomplete", Outcome.Undecided, "is incomplete: threats/a.yaml", world => world.Fact(FactKind.ThreatModel, Model([]), unread: ["threats/a.yaml"]) },
        { "incomplete, and an open threat", Outcome.Fail, "T-1", world => world.Fact(FactKind.ThreatModel, Model([Threat()]), unread: ["threats/a.yaml"]) },
        { "unsigned in CI", Outcome.Undecided, "unsigned", world => world.Ci().Fact(FactKind.ThreatModel, Model([]), trust: Trust.Unsigned) },
        { "the threat is waived", Outcome.Pass, "mitigated or accepted; waived until", world => world.Waive("plan.threats", ids: ["T-1"]).Fact(FactKind.ThreatModel, Model([Threat()])) },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static ThreatModelPredicate Model(Threat[] threats, params Requirement[] requirements) => new() { Threats = [.. threats], Requirements = [.. requirements] };

    private static Threat Threat(string[]? mitigatedBy = null, string[]? paths = null, Severity risk = Severity.High) => new("T-1", "Forged payment", "T", risk) { MitigatedBy = [.. mitigatedBy ?? []], Paths = [.. paths ?? []] };

    private static Requirement Requirement(string? owner = "olga", string? test = "Pay.is_signed") => new("R-1", "Payments are signed", owner, test);
}
