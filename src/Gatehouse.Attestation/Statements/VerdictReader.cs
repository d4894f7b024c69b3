using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>Reads what <see cref="VerdictWriter"/> writes.</summary>
internal static class VerdictReader
{
    public static GateVerdict Read(ShapeReader shape, JsonElement json) => new()
    {
        Stage = shape.Word(json, "stage", Words.Stage),
        Mode = shape.Word(json, "mode", Words.GateMode),
        Outcome = shape.Word(json, "outcome", Words.Outcome),
        Criteria = shape.Objects(json, "criteria", Criterion),
        PolicyDigest = shape.Text(json, "policyDigest"),
        PolicySource = shape.Text(json, "policySource"),
        IsTrial = shape.Flag(json, "trial"),
        Subject = shape.Required(json, "subject", StatementReader.Subject) ?? Subject.OfCommit(""),
        Time = shape.Time(json, "time"),
    };

    private static CriterionResult Criterion(ShapeReader shape, JsonElement json) => new()
    {
        Criterion = shape.Text(json, "criterion"),
        Outcome = shape.Word(json, "outcome", Words.Outcome),
        Reason = shape.Text(json, "reason"),
        Remedy = shape.OptionalText(json, "remedy"),
        OwedBy = shape.OptionalText(json, "owedBy"),
        Facts = shape.Texts(json, "facts"),
        Findings = shape.Objects(json, "findings", FindingReader.Read),
        Waived = shape.Objects(json, "waived", FindingReader.Read),
        Waiver = shape.Object(json, "waiver", static (shape, json) => new Waiver(
            shape.Text(json, "id"), shape.Text(json, "reason"), shape.Text(json, "owner"), shape.Day(json, "expires"))
        {
            Criteria = shape.Texts(json, "criteria"),
            Ids = shape.Texts(json, "ids"),
            Paths = shape.Texts(json, "paths"),
            Source = shape.OptionalText(json, "source"),
        }),
    };
}
