using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class FlawsTable
{
    internal static readonly TruthTable Table = new("code.flaws")
    {
        { "no fact, and the policy names the criterion", Outcome.Undecided, "of the commit is there", world => world.Stages(Stage.Code, new StagePolicy { Criteria = ["code.flaws"] }) },
        { "stale fact", Outcome.Undecided, "is stale", world => world.Fact(FactKind.CodeScan, new ScanPredicate(), hours: 400 * 24) },
        { "clean", Outcome.Pass, "no flaw in the code that blocks", world => world.Scan(FactKind.CodeScan) },
        { "CRITICAL on a feature branch", Outcome.Fail, "1 flaw in the code, rule-1 at src/a.cs:3", world => world.Scan(FactKind.CodeScan, Finding(FindingKind.Code, Severity.Critical)) },
        { "HIGH on a feature branch", Outcome.Warn, "blocks on production", world => world.Scan(FactKind.CodeScan, Finding(FindingKind.Code, Severity.High)) },
        { "HIGH on a feature branch to be merged into production", Outcome.Fail, "production", world => world.ChangeRequest("main").Scan(FactKind.CodeScan, Finding(FindingKind.Code, Severity.High)) },
        { "HIGH on production", Outcome.Fail, "production", world => world.On("main").Scan(FactKind.CodeScan, Finding(FindingKind.Code, Severity.High)) },
        { "MEDIUM, LOW and INFO on production", Outcome.Pass, "of lesser severity", world => world.On("main").Scan(FactKind.CodeScan, Finding(FindingKind.Code, Severity.Medium), Finding(FindingKind.Code, Severity.Low), Finding(FindingKind.Code, Severity.Info)) },
        { "incomplete", Outcome.Undecided, "is incomplete: src/x: cannot be read", world => world.Fact(FactKind.CodeScan, new ScanPredicate(), unread: ["src/x"]) },
        { "incomplete, and HIGH", Outcome.Undecided, "is incomplete", world => world.Fact(FactKind.CodeScan, new ScanPredicate { Findings = [Finding(FindingKind.Code, Severity.High)] }, unread: ["src/x"]) },
        { "failed", Outcome.Undecided, "failed", world => world.Fact(FactKind.CodeScan, new ScanPredicate(), completeness: Completeness.Failed) },
        { "by a stranger in CI", Outcome.Undecided, "signed by a key that the policy does not name (deadbeef)", world => world.Ci().Fact(FactKind.CodeScan, new ScanPredicate(), trust: Trust.Stranger, signedBy: "deadbeef") },
        { "waived by path", Outcome.Pass, "W-1", world => world.Waive("code.flaws", paths: ["src/**"]).Scan(FactKind.CodeScan, Finding(FindingKind.Code, Severity.Critical)) },
        { "waived by an alias", Outcome.Pass, "W-1", world => world.Waive("code.flaws", ids: ["CVE-2026-1"]).Scan(FactKind.CodeScan, Finding(FindingKind.Code, Severity.Critical) with { Aliases = ["CVE-2026-1"] }) },
        { "a waiver of another criterion", Outcome.Fail, "1 flaw in the code", world => world.Waive("plan.threats", paths: ["src/**"]).Scan(FactKind.CodeScan, Finding(FindingKind.Code, Severity.Critical)) },
        { "nothing of the kind", Outcome.NotApplicable, "there is nothing for a", world => world.Fact(FactKind.CodeScan, new ScanPredicate { Applies = false }) },
        { "old findings in new-code", Outcome.Pass, "no flaw in the code that blocks", world => world.Mode(Stage.Code, GateMode.NewCode).Scan(FactKind.CodeScan, Finding(FindingKind.Code, Severity.Critical) with { Baseline = BaselineState.Unchanged }) },
        { "the policy has no use for it", Outcome.NotApplicable, "the policy has no use for it", world => world.Stages(Stage.Code, new StagePolicy { Without = ["code.flaws"] }).Scan(FactKind.CodeScan, Finding(FindingKind.Code, Severity.Critical)) },
        { "no fact, and nobody could make it", Outcome.NotJudged, "nobody brought one", world => { } },
        { "a flaw of another kind", Outcome.Pass, "no flaw", world => world.Scan(FactKind.CodeScan, Finding(FindingKind.Misconfiguration, Severity.Critical)) },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);
}
