using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>Reads what <see cref="PredicateWriter"/> writes.</summary>
internal static class PredicateReader
{
    public static Predicate Read(ShapeReader shape, JsonElement json, FactKind kind) => kind switch
    {
        FactKind.SecretsScan or FactKind.CodeScan or FactKind.VulnerabilityScan or FactKind.LicenseScan
            or FactKind.ConfigurationScan or FactKind.WebScan or FactKind.OtherScan => Scan(shape, json),
        FactKind.Sbom => new SbomPredicate { Format = shape.Text(json, "format"), Components = shape.Objects(json, "components", FindingReader.Component) },
        FactKind.TestRun => TestRun(shape, json),
        FactKind.ThreatModel => ThreatModel(shape, json),
        FactKind.Review => new ReviewPredicate(shape.Text(json, "reviewer"), shape.Text(json, "author"), shape.Flag(json, "approves"))
        {
            Teams = shape.TryFind(json, "teams", out _) ? shape.Texts(json, "teams") : default,
        },
        FactKind.Approval => new ApprovalPredicate(
            shape.Text(json, "approver"), shape.Word(json, "stage", Words.Stage), shape.Text(json, "reason"), shape.OptionalDay(json, "expires"))
        {
            Request = shape.OptionalText(json, "request"),
        },
        FactKind.Provenance => new ProvenancePredicate
        {
            BuilderId = shape.Text(json, "builder"),
            BuildType = shape.OptionalText(json, "buildType"),
            Source = shape.OptionalText(json, "source"),
            SourceCommit = shape.OptionalText(json, "sourceCommit"),
            Invocation = shape.OptionalText(json, "invocation"),
            Materials = shape.Small(json, "materials"),
        },
        FactKind.Signature => new SignaturePredicate(shape.Flag(json, "verified"), shape.OptionalText(json, "identity"), shape.OptionalText(json, "issuer")),
        FactKind.Deployment => new DeploymentPredicate(shape.Text(json, "environment"), shape.Texts(json, "images")),
        FactKind.Alerts => new AlertsPredicate { Alerts = shape.Objects(json, "alerts", Alert) },
        FactKind.Acknowledgement => new AcknowledgementPredicate(shape.Text(json, "alert"), shape.Text(json, "by"), shape.Text(json, "comment")),
        FactKind.Verdict => new VerdictPredicate(VerdictReader.Read(shape, json)),
        FactKind.Request => new RequestPredicate(shape.Text(json, "by"), shape.Text(json, "reason"), shape.OptionalDay(json, "expires"))
        {
            Stage = shape.OptionalText(json, "stage") is null ? null : shape.Word(json, "stage", Words.Stage),
            Waiver = shape.OptionalText(json, "waiver"),
            Owner = shape.OptionalText(json, "owner"),
            Criteria = shape.Texts(json, "criteria"),
            Ids = shape.Texts(json, "ids"),
            Paths = shape.Texts(json, "paths"),
        },
        FactKind.Decision => new DecisionPredicate(shape.Text(json, "request"), shape.Text(json, "by"), shape.Flag(json, "grants"), shape.Text(json, "comment")),
        FactKind.Revocation => new RevocationPredicate(shape.Text(json, "fact"), shape.Text(json, "by"), shape.Text(json, "reason")),
    };

    private static ScanPredicate Scan(ShapeReader shape, JsonElement json) => new()
    {
        Judged = shape.Whole(json, "judged"),
        Passed = shape.TryFind(json, "passed", out _) ? shape.Whole(json, "passed") : 0,
        Applies = shape.Flag(json, "applies"),
        Leaves = shape.Texts(json, "leaves"),
        Findings = shape.Objects(json, "findings", FindingReader.Read),
    };

    private static TestRunPredicate TestRun(ShapeReader shape, JsonElement json) => new()
    {
        Suite = shape.Text(json, "suite"),
        Passed = shape.Small(json, "passed"),
        Failed = shape.Small(json, "failed"),
        Skipped = shape.Small(json, "skipped"),
        Cases = shape.Objects(json, "cases", static (shape, json) => new TestCase(
            shape.Text(json, "name"), shape.Word(json, "outcome", Words.TestOutcome), shape.OptionalText(json, "message"))),
    };

    private static ThreatModelPredicate ThreatModel(ShapeReader shape, JsonElement json) => new()
    {
        Assets = shape.Texts(json, "assets"),
        Threats = shape.Objects(json, "threats", static (shape, json) => new Threat(
            shape.Text(json, "id"), shape.Text(json, "title"), shape.Text(json, "stride"), shape.Word(json, "risk", Words.Severity))
        {
            Assets = shape.Texts(json, "assets"),
            MitigatedBy = shape.Texts(json, "mitigatedBy"),
            Paths = shape.Texts(json, "paths"),
            Location = shape.Object(json, "location", FindingReader.Place),
        }),
        Requirements = shape.Objects(json, "requirements", static (shape, json) => new Requirement(
            shape.Text(json, "id"), shape.Text(json, "text"), shape.OptionalText(json, "owner"), shape.OptionalText(json, "test"))
        {
            Location = shape.Object(json, "location", FindingReader.Place),
        }),
    };

    private static RuntimeAlert Alert(ShapeReader shape, JsonElement json) => new(
        shape.Text(json, "id"), shape.Text(json, "rule"), shape.Word(json, "severity", Words.Severity), shape.Time(json, "time"), shape.Text(json, "message"));
}
