using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class ConfigurationTable
{
    internal static readonly TruthTable Table = new("deploy.configuration")
    {
        { "no fact, and the policy names the criterion", Outcome.Undecided, "of the commit is there", world => world.Stages(Stage.Deploy, new StagePolicy { Criteria = ["deploy.configuration"] }) },
        { "stale fact", Outcome.Undecided, "is stale", world => world.Fact(FactKind.ConfigurationScan, new ScanPredicate(), hours: 400 * 24) },
        { "clean", Outcome.Pass, "no misconfiguration that blocks", world => world.Scan(FactKind.ConfigurationScan) },
        { "CRITICAL on a feature branch", Outcome.Fail, "1 misconfiguration, rule-1 at src/a.cs:3", world => world.Scan(FactKind.ConfigurationScan, Finding(FindingKind.Misconfiguration, Severity.Critical)) },
        { "HIGH on a feature branch", Outcome.Warn, "blocks on production", world => world.Scan(FactKind.ConfigurationScan, Finding(FindingKind.Misconfiguration, Severity.High)) },
        { "HIGH on a feature branch to be merged into production", Outcome.Fail, "production", world => world.ChangeRequest("main").Scan(FactKind.ConfigurationScan, Finding(FindingKind.Misconfiguration, Severity.High)) },
        { "HIGH on production", Outcome.Fail, "production", world => world.On("main").Scan(FactKind.ConfigurationScan, Finding(FindingKind.Misconfiguration, Severity.High)) },
        { "MEDIUM, LOW and INFO on production", Outcome.Pass, "of lesser severity", world => world.On("main").Scan(FactKind.ConfigurationScan, Finding(FindingKind.Misconfiguration, Severity.Medium), Finding(FindingKind.Misconfiguration, Severity.Low), Finding(FindingKind.Misconfiguration, Severity.Info)) },
        { "incomplete", Outcome.Undecided, "is incomplete: src/x: cannot be read", world => world.Fact(FactKind.ConfigurationScan, new ScanPredicate(), unread: ["src/x"]) },
        { "incomplete, and HIGH", Outcome.Undecided, "is incomplete", world => world.Fact(FactKind.ConfigurationScan, new ScanPredicate { Findings = [Finding(FindingKind.Misconfiguration, Severity.High)] }, unread: ["src/x"]) },
        { "failed", Outcome.Undecided, "failed", world => world.Fact(FactKind.ConfigurationScan, new ScanPredicate(), completeness: Completeness.Failed) },
        { "by a stranger in CI", Outcome.Undecided, "signed by a key that the policy does not name (deadbeef)", world => world.Ci().Fact(FactKind.ConfigurationScan, new ScanPredicate(), trust: Trust.Stranger, signedBy: "deadbeef") },
        { "waived by path", Outcome.Pass, "W-1", world => world.Waive("deploy.configuration", paths: ["src/**"]).Scan(FactKind.ConfigurationScan, Finding(FindingKind.Misconfiguration, Severity.Critical)) },
        { "waived by an alias", Outcome.Pass, "W-1", world => world.Waive("deploy.configuration", ids: ["CVE-2026-1"]).Scan(FactKind.ConfigurationScan, Finding(FindingKind.Misconfiguration, Severity.Critical) with { Aliases = ["CVE-2026-1"] }) },
        { "a waiver of another criterion", Outcome.Fail, "1 misconfiguration", world => world.Waive("plan.threats", paths: ["src/**"]).Scan(FactKind.ConfigurationScan, Finding(FindingKind.Misconfiguration, Severity.Critical)) },
        { "nothing of the kind", Outcome.NotApplicable, "there is nothing for a", world => world.Fact(FactKind.ConfigurationScan, new ScanPredicate { Applies = false }) },
        { "old findings in new-code", Outcome.Pass, "no misconfiguration that blocks", world => world.Mode(Stage.Deploy, GateMode.NewCode).Scan(FactKind.ConfigurationScan, Finding(FindingKind.Misconfiguration, Severity.Critical) with { Baseline = BaselineState.Unchanged }) },
        { "the policy has no use for it", Outcome.NotApplicable, "the policy has no use for it", world => world.Stages(Stage.Deploy, new StagePolicy { Without = ["deploy.configuration"] }).Scan(FactKind.ConfigurationScan, Finding(FindingKind.Misconfiguration, Severity.Critical)) },
        { "no fact, and the gate is asked for", Outcome.Undecided, "no configuration-scan", world => { } },
        { "no fact, but another scan reports a critical misconfiguration", Outcome.Fail, "1 misconfiguration", world => world.Scan(FactKind.VulnerabilityScan, Finding(FindingKind.Misconfiguration, Severity.Critical)) },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);
}
