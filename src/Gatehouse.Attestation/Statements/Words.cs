using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>A closed set's words in both directions. A word, once written into a signed fact, never changes.</summary>
internal sealed class WordTable<T>(params (T Value, string Word)[] pairs)
    where T : struct, Enum
{
    public string Of(T value)
    {
        foreach (var pair in pairs)
        {
            if (EqualityComparer<T>.Default.Equals(pair.Value, value))
                return pair.Word;
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "a member of the set has no word");
    }

    public T? Find(string word)
    {
        foreach (var pair in pairs)
        {
            if (string.Equals(pair.Word, word, StringComparison.Ordinal))
                return pair.Value;
        }

        return null;
    }

    public string All => string.Join(' ', pairs.Select(pair => pair.Word));
}

/// <summary>The words that facts are written with.</summary>
internal static class Words
{
    public static WordTable<FactKind> FactKind { get; } = new(
        (Model.FactKind.SecretsScan, "secrets-scan"), (Model.FactKind.CodeScan, "code-scan"), (Model.FactKind.VulnerabilityScan, "vulnerability-scan"),
        (Model.FactKind.LicenseScan, "license-scan"), (Model.FactKind.ConfigurationScan, "configuration-scan"), (Model.FactKind.WebScan, "web-scan"), (Model.FactKind.OtherScan, "other-scan"),
        (Model.FactKind.Sbom, "sbom"), (Model.FactKind.TestRun, "test-run"), (Model.FactKind.ThreatModel, "threat-model"), (Model.FactKind.Review, "review"),
        (Model.FactKind.Approval, "approval"), (Model.FactKind.Provenance, "provenance"), (Model.FactKind.Signature, "signature"),
        (Model.FactKind.Deployment, "deployment"), (Model.FactKind.Alerts, "alerts"), (Model.FactKind.Acknowledgement, "acknowledgement"),
        (Model.FactKind.Verdict, "verdict"), (Model.FactKind.Request, "request"), (Model.FactKind.Decision, "decision"), (Model.FactKind.Revocation, "revocation"));

    public static WordTable<SubjectKind> SubjectKind { get; } = new(
        (Model.SubjectKind.Commit, "commit"), (Model.SubjectKind.Tree, "tree"), (Model.SubjectKind.Image, "image"), (Model.SubjectKind.File, "file"),
        (Model.SubjectKind.Package, "package"), (Model.SubjectKind.Service, "service"));

    public static WordTable<Completeness> Completeness { get; } = new(
        (Model.Completeness.Complete, "complete"), (Model.Completeness.Partial, "partial"), (Model.Completeness.Failed, "failed"));

    public static WordTable<NoticeKind> NoticeKind { get; } = new(
        (Model.NoticeKind.Skipped, "skipped"), (Model.NoticeKind.Degraded, "degraded"), (Model.NoticeKind.Unread, "unread"));

    public static WordTable<FindingKind> FindingKind { get; } = new(
        (Model.FindingKind.Credential, "credential"), (Model.FindingKind.PossibleSecret, "possible-secret"), (Model.FindingKind.Code, "code"),
        (Model.FindingKind.Vulnerability, "vulnerability"), (Model.FindingKind.License, "license"), (Model.FindingKind.Misconfiguration, "misconfiguration"),
        (Model.FindingKind.Web, "web"), (Model.FindingKind.Test, "test"), (Model.FindingKind.Threat, "threat"), (Model.FindingKind.Alert, "alert"),
        (Model.FindingKind.Artifact, "artifact"), (Model.FindingKind.PolicyWeakening, "policy-weakening"));

    public static WordTable<Severity> Severity { get; } = new(
        (Model.Severity.Info, "info"), (Model.Severity.Low, "low"), (Model.Severity.Medium, "medium"), (Model.Severity.High, "high"), (Model.Severity.Critical, "critical"));

    public static WordTable<Confidence> Confidence { get; } = new(
        (Model.Confidence.Low, "low"), (Model.Confidence.Medium, "medium"), (Model.Confidence.High, "high"));

    public static WordTable<BaselineState> BaselineState { get; } = new(
        (Model.BaselineState.Unknown, "unknown"), (Model.BaselineState.New, "new"), (Model.BaselineState.Unchanged, "unchanged"));

    public static WordTable<TestOutcome> TestOutcome { get; } = new(
        (Model.TestOutcome.Passed, "passed"), (Model.TestOutcome.Failed, "failed"), (Model.TestOutcome.Skipped, "skipped"));

    public static WordTable<Stage> Stage { get; } = new(
        (Model.Stage.Plan, "plan"), (Model.Stage.Code, "code"), (Model.Stage.Build, "build"), (Model.Stage.Test, "test"), (Model.Stage.Release, "release"),
        (Model.Stage.Deploy, "deploy"), (Model.Stage.Operate, "operate"));

    public static WordTable<Outcome> Outcome { get; } = new(
        (Model.Outcome.Pass, "pass"), (Model.Outcome.Warn, "warn"), (Model.Outcome.Fail, "fail"), (Model.Outcome.Undecided, "undecided"),
        (Model.Outcome.NotApplicable, "not-applicable"), (Model.Outcome.NotJudged, "not-judged"));

    public static WordTable<GateMode> GateMode { get; } = new(
        (Model.GateMode.Observe, "observe"), (Model.GateMode.NewCode, "new-code"), (Model.GateMode.Enforce, "enforce"));
}
