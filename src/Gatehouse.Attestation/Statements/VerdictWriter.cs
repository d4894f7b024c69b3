using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>A gate's verdict, whole. Its reader is <see cref="VerdictReader"/>.</summary>
internal static class VerdictWriter
{
    public static void Members(Utf8JsonWriter json, GateVerdict verdict)
    {
        json.WriteString("stage", Words.Stage.Of(verdict.Stage));
        json.WriteString("mode", Words.GateMode.Of(verdict.Mode));
        json.WriteString("outcome", Words.Outcome.Of(verdict.Outcome));
        json.List("criteria", verdict.Criteria, Criterion);
        json.WriteString("policyDigest", verdict.PolicyDigest);
        json.WriteString("policySource", verdict.PolicySource);
        json.WriteBoolean("trial", verdict.IsTrial);
        json.WritePropertyName("subject");
        StatementWriter.Write(json, verdict.Subject);
        json.Time("time", verdict.Time);
    }

    private static void Criterion(Utf8JsonWriter json, CriterionResult criterion)
    {
        json.WriteString("criterion", criterion.Criterion);
        json.WriteString("outcome", Words.Outcome.Of(criterion.Outcome));
        json.WriteString("reason", criterion.Reason);
        json.Optional("remedy", criterion.Remedy);
        json.Optional("owedBy", criterion.OwedBy);
        json.Texts("facts", criterion.Facts);
        json.List("findings", criterion.Findings, FindingWriter.Members);
        json.List("waived", criterion.Waived, FindingWriter.Members);
        json.Object("waiver", criterion.Waiver, static (json, waiver) =>
        {
            json.WriteString("id", waiver.Id);
            json.WriteString("reason", waiver.Reason);
            json.WriteString("owner", waiver.Owner);
            json.Optional("expires", (DateOnly?)waiver.Expires);
            json.Texts("criteria", waiver.Criteria);
            json.Texts("ids", waiver.Ids);
            json.Texts("paths", waiver.Paths);
            json.Optional("source", waiver.Source);
        });
    }
}
