using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class WebTable
{
    internal static readonly TruthTable Table = new("test.web")
    {
        { "no fact, and the policy names the criterion", Outcome.Undecided, "of the commit is there", world => world.Stages(Stage.Test, new StagePolicy { Criteria = ["test.web"] }) },
        { "stale fact", Outcome.Undecided, "is stale", world => world.Fact(FactKind.WebScan, new ScanPredicate(), hours: 400 * 24) },
        { "clean", Outcome.Pass, "no web finding that blocks", world => world.Scan(FactKind.WebScan) },
        { "CRITICAL on a feature branch", Outcome.Fail, "1 web finding, rule-1 at src/a.cs:3", world => world.Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.Critical)) },
        { "HIGH on a feature branch", Outcome.Warn, "blocks on production", world => world.Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.High)) },
        { "HIGH on a feature branch to be merged into production", Outcome.Fail, "production", world => world.ChangeRequest("main").Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.High)) },
        { "HIGH on production", Outcome.Fail, "production", world => world.On("main").Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.High)) },
        { "MEDIUM, LOW and INFO on production", Outcome.Pass, "of lesser severity", world => world.On("main").Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.Medium), Finding(FindingKind.Web, Severity.Low), Finding(FindingKind.Web, Severity.Info)) },
        { "incomplete", Outcome.Undecided, "is incomplete: src/x: cannot be read", world => world.Fact(FactKind.WebScan, new ScanPredicate(), unread: ["src/x"]) },
        { "incomplete, and HIGH", Outcome.Undecided, "is incomplete", world => world.Fact(FactKind.WebScan, new ScanPredicate { Findings = [Finding(FindingKind.Web, Severity.High)] }, unread: ["src/x"]) },
        { "failed", Outcome.Undecided, "failed", world => world.Fact(FactKind.WebScan, new ScanPredicate(), completeness: Completeness.Failed) },
        { "by a stranger in CI", Outcome.Undecided, "signed by a key that the policy does not name (deadbeef)", world => world.Ci().Fact(FactKind.WebScan, new ScanPredicate(), trust: Trust.Stranger, signedBy: "deadbeef") },
        { "waived by path", Outcome.Pass, "W-1", world => world.Waive("test.web", paths: ["src/**"]).Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.Critical)) },
        { "waived by an alias", Outcome.Pass, "W-1", world => world.Waive("test.web", ids: ["CVE-2026-1"]).Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.Critical) with { Aliases = ["CVE-2026-1"] }) },
        { "a waiver of another criterion", Outcome.Fail, "1 web finding", world => world.Waive("plan.threats", paths: ["src/**"]).Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.Critical)) },
        { "nothing of the kind", Outcome.NotApplicable, "there is nothing for a", world => world.Fact(FactKind.WebScan, new ScanPredicate { Applies = false }) },
        { "old findings in new-code", Outcome.Pass, "no web finding that blocks", world => world.Mode(Stage.Test, GateMode.NewCode).Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.Critical) with { Baseline = BaselineState.Unchanged }) },
        { "the policy has no use for it", Outcome.NotApplicable, "the policy has no use for it", world => world.Stages(Stage.Test, new StagePolicy { Without = ["test.web"] }).Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.Critical)) },
        { "no fact, and the gate is asked for", Outcome.Undecided, "no web-scan", world => { } },
        { "as many HIGH on production as the threshold lets through", Outcome.Warn, "no more than the policy lets through", world => { world.Policy = world.Policy with { WebHighThreshold = 1 }; world.On("main").Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.High)); } },
        { "one HIGH more", Outcome.Fail, "2 web findings", world => { world.Policy = world.Policy with { WebHighThreshold = 1 }; world.On("main").Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.High), Finding(FindingKind.Web, Severity.High, "rule-2")); } },
        { "one HIGH more, and that one waived", Outcome.Warn, "no more than the policy lets through", world => { world.Policy = world.Policy with { WebHighThreshold = 1 }; world.On("main").Waive("test.web", ids: ["rule-2"]).Scan(FactKind.WebScan, Finding(FindingKind.Web, Severity.High), Finding(FindingKind.Web, Severity.High, "rule-2")); } },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);
}
