using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class RequirementsTable
{
    internal static readonly TruthTable Table = new("plan.requirements")
    {
        { "no fact", Outcome.Undecided, "no threat-model of the commit is there", world => { } },
        { "stale fact", Outcome.Undecided, "is stale", world => world.Fact(FactKind.ThreatModel, Model([]), hours: 91 * 24) },
        { "no high-risk feature", Outcome.NotApplicable, "no high-risk feature", world => Changed(world, "docs/a.md").Fact(FactKind.ThreatModel, Model([Threat(paths: ["src/pay/**"])])) },
        { "by label, with a requirement", Outcome.Pass, "the label Security makes it a high-risk feature; 1 requirement", world => Labelled(Changed(world, "src/pay/a.cs")).Fact(FactKind.ThreatModel, Model([Threat(["R-1"], ["src/pay/**"])], Requirement())) },
        { "by label, and no requirement speaks of it", Outcome.Fail, "no security requirement speaks of what the change touches", world => Labelled(Changed(world, "src/new/a.cs")).Fact(FactKind.ThreatModel, Model([Threat(["R-1"], ["src/pay/**"])], Requirement())) },
        { "by another label", Outcome.NotApplicable, "no high-risk feature", world => Labelled(Changed(world, "src/new/a.cs"), "docs").Fact(FactKind.ThreatModel, Model([])) },
        { "by path, and no requirement", Outcome.Fail, "src/auth/login.cs is a high-risk path", world => { world.Policy = world.Policy with { HighRiskPaths = ["src/auth/**"] }; Changed(world, "src/auth/login.cs").Fact(FactKind.ThreatModel, Model([])); } },
        { "by path, with a requirement of the whole subject", Outcome.Pass, "1 requirement", world => { world.Policy = world.Policy with { HighRiskPaths = ["src/auth/**"] }; Changed(world, "src/auth/login.cs").Fact(FactKind.ThreatModel, Model([Threat(["R-1"])], Requirement())); } },
        { "by threat model, without owner", Outcome.Fail, "the requirement R-1 has no owner", world => Changed(world, "src/pay/a.cs").Fact(FactKind.ThreatModel, Model([Threat(["R-1"], ["src/pay/**"])], Requirement(owner: null))) },
        { "by threat model, without test", Outcome.Fail, "the requirement R-1 has no test", world => Changed(world, "src/pay/a.cs").Fact(FactKind.ThreatModel, Model([Threat(["R-1"], ["src/pay/**"])], Requirement(test: null))) },
        { "nobody knows what changed: every threat counts", Outcome.Fail, "the requirement R-1 has no test", world => world.Fact(FactKind.ThreatModel, Model([Threat(["R-1"], ["src/pay/**"])], Requirement(test: null))) },
        { "a threat of medium risk is no high-risk feature", Outcome.NotApplicable, "no high-risk feature", world => Changed(world, "src/pay/a.cs").Fact(FactKind.ThreatModel, Model([Threat([], ["src/pay/**"], Severity.Medium)])) },
        { "incomplete, and nothing high-risk in what was read", Outcome.Undecided, "is incomplete", world => Changed(world, "docs/a.md").Fact(FactKind.ThreatModel, Model([]), completeness: Completeness.Partial) },
        { "tampered", Outcome.Undecided, "changed after it was made", world => world.Fact(FactKind.ThreatModel, Model([]), trust: Trust.Tampered) },
        { "the requirement is waived", Outcome.Pass, "W-1", world => world.Waive("plan.requirements", ids: ["R-1"]).Fact(FactKind.ThreatModel, Model([Threat(["R-1"])], Requirement(test: null))) },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static ThreatModelPredicate Model(Threat[] threats, params Requirement[] requirements) => new() { Threats = [.. threats], Requirements = [.. requirements] };

    private static Threat Threat(string[]? mitigatedBy = null, string[]? paths = null, Severity risk = Severity.High) => new("T-1", "Forged payment", "T", risk) { MitigatedBy = [.. mitigatedBy ?? []], Paths = [.. paths ?? []] };

    private static Requirement Requirement(string? owner = "olga", string? test = "Pay.is_signed") => new("R-1", "Payments are signed", owner, test);

    private static World Changed(World world, params string[] paths)
    {
        world.Context = world.Context with { ChangedPaths = [.. paths] };
        return world;
    }

    private static World Labelled(World world, string label = "Security")
    {
        world.Context = world.Context with { Labels = [label] };
        return world;
    }
}
