using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>What a fact states, whole: the member <c>states</c>. Its reader is <see cref="PredicateReader"/>.</summary>
internal static class PredicateWriter
{
    public static void Members(Utf8JsonWriter json, Predicate predicate)
    {
        switch (predicate)
        {
            case ScanPredicate scan:
                json.WriteNumber("judged", scan.Judged);
                if (scan.Passed != 0)
                    json.WriteNumber("passed", scan.Passed);
                json.WriteBoolean("applies", scan.Applies);
                json.Texts("leaves", scan.Leaves);
                json.List("findings", scan.Findings, FindingWriter.Members);
                break;
            case SbomPredicate sbom:
                json.WriteString("format", sbom.Format);
                json.List("components", sbom.Components, FindingWriter.Component);
                break;
            case TestRunPredicate run:
                Write(json, run);
                break;
            case ThreatModelPredicate model:
                Write(json, model);
                break;
            case ReviewPredicate review:
                json.WriteString("reviewer", review.Reviewer);
                json.WriteString("author", review.Author);
                json.WriteBoolean("approves", review.IsApproval);
                Teams(json, review);
                break;
            case ApprovalPredicate approval:
                json.WriteString("approver", approval.Approver);
                json.WriteString("stage", Words.Stage.Of(approval.Stage));
                json.WriteString("reason", approval.Reason);
                json.Optional("expires", approval.Expires);
                json.Optional("request", approval.Request);
                break;
            case RequestPredicate request:
                Write(json, request);
                break;
            case DecisionPredicate decision:
                json.WriteString("request", decision.Request);
                json.WriteString("by", decision.By);
                json.WriteBoolean("grants", decision.IsGranted);
                json.WriteString("comment", decision.Comment);
                break;
            case RevocationPredicate revocation:
                json.WriteString("fact", revocation.Fact);
                json.WriteString("by", revocation.By);
                json.WriteString("reason", revocation.Reason);
                break;
            case ProvenancePredicate provenance:
                json.WriteString("builder", provenance.BuilderId);
                json.Optional("buildType", provenance.BuildType);
                json.Optional("source", provenance.Source);
                json.Optional("sourceCommit", provenance.SourceCommit);
                json.Optional("invocation", provenance.Invocation);
                json.WriteNumber("materials", provenance.Materials);
                break;
            case SignaturePredicate signature:
                json.WriteBoolean("verified", signature.IsVerified);
                json.Optional("identity", signature.Identity);
                json.Optional("issuer", signature.Issuer);
                break;
            case DeploymentPredicate deployment:
                json.WriteString("environment", deployment.Environment);
                json.Texts("images", deployment.Images);
                break;
            case AlertsPredicate alerts:
                json.List("alerts", alerts.Alerts, Alert);
                break;
            case AcknowledgementPredicate acknowledgement:
                json.WriteString("alert", acknowledgement.AlertId);
                json.WriteString("by", acknowledgement.By);
                json.WriteString("comment", acknowledgement.Comment);
                break;
            case VerdictPredicate verdict:
                VerdictWriter.Members(json, verdict.Verdict);
                break;
        }
    }

    // In no team is something else than not asked for.
    private static void Teams(Utf8JsonWriter json, ReviewPredicate review)
    {
        if (review.Teams.IsDefault)
            return;
        json.WriteStartArray("teams");
        foreach (var team in review.Teams)
            json.WriteStringValue(team);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RequestPredicate request)
    {
        json.WriteString("by", request.By);
        json.WriteString("reason", request.Reason);
        json.Optional("expires", request.Expires);
        json.Optional("stage", request.Stage is { } stage ? Words.Stage.Of(stage) : null);
        json.Optional("waiver", request.Waiver);
        json.Optional("owner", request.Owner);
        json.Texts("criteria", request.Criteria);
        json.Texts("ids", request.Ids);
        json.Texts("paths", request.Paths);
    }

    private static void Write(Utf8JsonWriter json, TestRunPredicate run)
    {
        json.WriteString("suite", run.Suite);
        json.WriteNumber("passed", run.Passed);
        json.WriteNumber("failed", run.Failed);
        json.WriteNumber("skipped", run.Skipped);
        json.List("cases", run.Cases, static (json, test) =>
        {
            json.WriteString("name", test.Name);
            json.WriteString("outcome", Words.TestOutcome.Of(test.Outcome));
            json.Optional("message", test.Message);
        });
    }

    private static void Write(Utf8JsonWriter json, ThreatModelPredicate model)
    {
        json.Texts("assets", model.Assets);
        json.List("threats", model.Threats, static (json, threat) =>
        {
            json.WriteString("id", threat.Id);
            json.WriteString("title", threat.Title);
            json.WriteString("stride", threat.Stride);
            json.WriteString("risk", Words.Severity.Of(threat.Risk));
            json.Texts("assets", threat.Assets);
            json.Texts("mitigatedBy", threat.MitigatedBy);
            json.Texts("paths", threat.Paths);
            json.Object("location", threat.Location, FindingWriter.Place);
        });
        json.List("requirements", model.Requirements, static (json, requirement) =>
        {
            json.WriteString("id", requirement.Id);
            json.WriteString("text", requirement.Text);
            json.Optional("owner", requirement.Owner);
            json.Optional("test", requirement.Test);
            json.Object("location", requirement.Location, FindingWriter.Place);
        });
    }

    private static void Alert(Utf8JsonWriter json, RuntimeAlert alert)
    {
        json.WriteString("id", alert.Id);
        json.WriteString("rule", alert.Rule);
        json.WriteString("severity", Words.Severity.Of(alert.Severity));
        json.Time("time", alert.Time);
        json.WriteString("message", alert.Message);
    }
}
