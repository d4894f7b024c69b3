using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class SecretsTable
{
    internal static readonly TruthTable Table = new("code.secrets")
    {
        { "no fact, and an engine could make it", Outcome.Undecided, "no secrets-scan of the commit is there", world => world.Engine(FactKind.SecretsScan) },
        { "no fact, and nobody could make it", Outcome.NotJudged, "no engine of this build", world => { } },
        { "no fact, and the policy names the criterion", Outcome.Undecided, "no secrets-scan", world => world.Stages(Stage.Code, new StagePolicy { Criteria = ["code.secrets"] }) },
        { "stale fact", Outcome.Undecided, "is stale: 40 days old, at most 30 days", world => world.Fact(FactKind.SecretsScan, new ScanPredicate(), hours: 40 * 24) },
        { "a fact of another commit", Outcome.NotJudged, "nobody brought one", world => world.Fact(FactKind.SecretsScan, new ScanPredicate(), subject: OtherCommit) },
        { "clean", Outcome.Pass, "no credential", world => world.Scan(FactKind.SecretsScan) },
        { "a credential on a feature branch", Outcome.Fail, "1 credential or possible secret, rule-1 at src/a.cs:3", world => world.Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical)) },
        { "a credential that its tool calls LOW", Outcome.Fail, "1 credential", world => world.Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Low)) },
        { "a possible secret on a feature branch", Outcome.Warn, "blocks on production", world => world.Scan(FactKind.SecretsScan, Finding(FindingKind.PossibleSecret, Severity.High)) },
        { "a possible secret that its tool calls CRITICAL is HIGH at most", Outcome.Warn, "blocks on production", world => world.Scan(FactKind.SecretsScan, Finding(FindingKind.PossibleSecret, Severity.Critical)) },
        { "a possible secret on production", Outcome.Fail, "production", world => world.On("main").Scan(FactKind.SecretsScan, Finding(FindingKind.PossibleSecret, Severity.High)) },
        { "a possible secret of severity MEDIUM on production", Outcome.Pass, "1 credential or possible secret of lesser severity", world => world.On("main").Scan(FactKind.SecretsScan, Finding(FindingKind.PossibleSecret, Severity.Medium)) },
        { "a suppressed credential", Outcome.Pass, "no credential", world => world.Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical) with { Suppression = new Suppression("inline", "test data", "src/a.cs:3") }) },
        { "a credential merged into another finding", Outcome.Pass, "no credential", world => world.Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical) with { MergedInto = new Fingerprint("gatehouse/1", "0") }) },
        { "an old credential in new-code", Outcome.Pass, "no credential", world => world.Mode(Stage.Code, GateMode.NewCode).Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical) with { Baseline = BaselineState.Unchanged }) },
        { "a new credential in new-code", Outcome.Fail, "1 credential", world => world.Mode(Stage.Code, GateMode.NewCode).Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical) with { Baseline = BaselineState.New }) },
        { "a credential of unknown age in new-code counts as new", Outcome.Fail, "1 credential", world => world.Mode(Stage.Code, GateMode.NewCode).Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical)) },
        { "observe says what it is", Outcome.Fail, "1 credential", world => world.Mode(Stage.Code, GateMode.Observe).Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical)) },
        { "nothing to scan", Outcome.NotApplicable, "nothing for a secrets-scan", world => world.Fact(FactKind.SecretsScan, new ScanPredicate { Applies = false }) },
        { "nothing to scan, says a scan that failed", Outcome.Undecided, "failed", world => world.Fact(FactKind.SecretsScan, new ScanPredicate { Applies = false }, completeness: Completeness.Failed) },
        { "incomplete", Outcome.Undecided, "the secrets-scan of tool is incomplete: src/a.bin: cannot be read; src/b.bin: cannot be read; and 1 more", world => world.Fact(FactKind.SecretsScan, new ScanPredicate(), unread: ["src/a.bin", "src/b.bin", "src/c.bin"]) },
        { "incomplete, and a credential in what was read", Outcome.Fail, "1 credential", world => world.Fact(FactKind.SecretsScan, new ScanPredicate { Findings = [Finding(FindingKind.Credential, Severity.Critical)] }, unread: ["src/a.bin"]) },
        { "incomplete, and the path is waived", Outcome.Pass, "waived until 2026-07-15 by olga (W-1: we know)", world => world.Waive("code.secrets", paths: ["src/*.bin"]).Fact(FactKind.SecretsScan, new ScanPredicate(), unread: ["src/a.bin"]) },
        { "incomplete, and another path is waived", Outcome.Undecided, "src/a.bin", world => world.Waive("code.secrets", paths: ["lib/**"]).Fact(FactKind.SecretsScan, new ScanPredicate(), unread: ["src/a.bin"]) },
        { "one scan's unread path is waived, and another scan failed", Outcome.Undecided, "the secrets-scan of second failed", world => world.Waive("code.secrets", paths: ["src/**"]).Fact(FactKind.SecretsScan, new ScanPredicate(), unread: ["src/a.bin"]).Fact(FactKind.SecretsScan, new ScanPredicate(), producer: "second", completeness: Completeness.Failed) },
        { "a rule's waiver does not accept an unread file", Outcome.Undecided, "src/a.bin", world => world.Waive("code.secrets", ids: ["rule-1"], paths: ["src/**"]).Fact(FactKind.SecretsScan, new ScanPredicate(), unread: ["src/a.bin"]) },
        { "waived by rule", Outcome.Pass, "waived until 2026-07-15 by olga (W-1: we know)", world => world.Waive("code.secrets", ids: ["RULE-1"]).Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical)) },
        { "one of two waived", Outcome.Fail, "1 credential or possible secret, rule-2", world => world.Waive("code.secrets", ids: ["rule-1"]).Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical), Finding(FindingKind.Credential, Severity.Critical, "rule-2")) },
        { "the whole criterion waived", Outcome.Pass, "1 credential or possible secret accepted; waived until 2026-07-15 by olga (W-1: we know)", world => world.Waive("code.*").Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical)) },
        { "a missing fact waived", Outcome.Pass, "it was: no secrets-scan", world => world.Engine(FactKind.SecretsScan).Waive("code.secrets") },
        { "the waiver expired yesterday", Outcome.Fail, "the waiver W-1 of olga expired on 2026-06-14", world => world.Waive("code.secrets", ids: ["rule-1"], days: -1).Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical)) },
        { "the waiver expires today", Outcome.Pass, "waived until 2026-06-15", world => world.Waive("code.secrets", ids: ["rule-1"], days: 0).Scan(FactKind.SecretsScan, Finding(FindingKind.Credential, Severity.Critical)) },
        { "unsigned in CI", Outcome.Undecided, "is unsigned and from another job", world => world.Ci().Fact(FactKind.SecretsScan, new ScanPredicate(), trust: Trust.Unsigned) },
        { "unsigned on a developer's machine", Outcome.Pass, "(unsigned: tool)", world => world.Fact(FactKind.SecretsScan, new ScanPredicate(), trust: Trust.LocalUnsigned) },
        { "tampered", Outcome.Undecided, "was changed after it was made", world => world.Fact(FactKind.SecretsScan, new ScanPredicate(), trust: Trust.Tampered) },
        { "dated in the future", Outcome.Undecided, "dated in the future", world => world.Fact(FactKind.SecretsScan, new ScanPredicate(), hours: -1) },
        { "a clock that is a little ahead", Outcome.Pass, "no credential", world => world.Fact(FactKind.SecretsScan, new ScanPredicate(), hours: -0.05) },
        { "a predicate of another shape", Outcome.Undecided, "states something else than its kind says", world => world.Fact(FactKind.SecretsScan, new SbomPredicate { Format = "SPDX" }) },
        { "two producers: what either finds counts", Outcome.Fail, "1 credential", world => world.Scan(FactKind.SecretsScan).Fact(FactKind.SecretsScan, new ScanPredicate { Findings = [Finding(FindingKind.Credential, Severity.Critical)] }, hours: 5, producer: "other") },
        { "a second scan by the same tool replaces the first", Outcome.Pass, "no credential", world => world.Fact(FactKind.SecretsScan, new ScanPredicate { Findings = [Finding(FindingKind.Credential, Severity.Critical)] }, hours: 5).Scan(FactKind.SecretsScan) },
        { "what an old scan found stands until its tool scans again", Outcome.Fail, "1 credential", world => world.Scan(FactKind.SecretsScan).Fact(FactKind.SecretsScan, new ScanPredicate { Findings = [Finding(FindingKind.Credential, Severity.Critical)] }, hours: 40 * 24, producer: "other") },
        { "a credential that a code scan reports", Outcome.Fail, "1 credential", world => world.Scan(FactKind.SecretsScan).Fact(FactKind.CodeScan, new ScanPredicate { Findings = [Finding(FindingKind.Credential, Severity.Critical)] }, producer: "sast") },
        { "fail-on MEDIUM", Outcome.Fail, "1 credential or possible secret", world => { world.Policy = world.Policy.TightenedBy(new PolicyTightening { FailOn = Severity.Medium }); world.Scan(FactKind.SecretsScan, Finding(FindingKind.PossibleSecret, Severity.Medium)); } },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);
}
