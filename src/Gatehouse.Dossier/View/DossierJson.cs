using System.Globalization;
using System.Text.Json;
using Gatehouse.Formats;
using Gatehouse.Formats.Json;
using Gatehouse.Model;

namespace Gatehouse.Dossier.View;

/// <summary>
/// The dossier for <c>why --format json</c>, deterministic and sorted:
/// <code>
/// { schema: "gatehouse/dossier/1", time, subject: {kind, name, digests}, complete,
///   gates: [{ verdict: {gate, outcome, mode, trial, policySource, policyDigest, time, criteria[]}, fact, trust, signedBy?, ageSeconds, earlier }],
///   unjudged: [gate],
///   facts: [{ kind, facts: [{ id, producer: {name, version?}, time, ageSeconds, trust, signedBy?, completeness, notices, reportDigest?, findings? }] }],
///   waivers: [{ gate, criterion, id, reason, owner, expires, expired, source? }],
///   owed: [{ gate, criterion, outcome, reason, remedy?, owedBy? }],
///   problems: [{ file, kind, sentence }], ofOtherSubjects }
/// </code>
/// </summary>
public static class DossierJson
{
    /// <summary>Writes the document and a line end.</summary>
    public static void Write(DossierView view, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "gatehouse/dossier/1");
            json.WriteString("time", view.Time.UtcDateTime);
            json.WritePropertyName("subject");
            JsonParts.Write(json, view.Subject);
            json.WriteBoolean("complete", !view.IsCut);
            List(json, "gates", view.Gates, Write);
            json.WriteStartArray("unjudged");
            foreach (var stage in view.Unjudged)
                json.WriteStringValue(stage.ToName());
            json.WriteEndArray();
            List(json, "facts", view.Facts, Write);
            List(json, "waivers", view.Waivers, Write);
            List(json, "owed", view.Owed, Write);
            List(json, "problems", view.Problems, static (json, problem) =>
            {
                json.WriteString("file", problem.File);
                json.WriteString("kind", DossierNames.Hyphened(problem.Kind.ToString()));
                json.WriteString("sentence", problem.Sentence);
            });
            json.WriteNumber("ofOtherSubjects", view.OfOtherSubjects);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, GateLine gate)
    {
        json.WritePropertyName("verdict");
        JsonParts.Write(json, gate.Verdict);
        json.WriteString("fact", gate.Stored.Id);
        WriteTrust(json, gate.Stored);
        json.WriteNumber("ageSeconds", (long)gate.Age.TotalSeconds);
        json.WriteNumber("earlier", gate.Earlier);
    }

    private static void Write(Utf8JsonWriter json, FactGroup group)
    {
        json.WriteString("kind", DossierNames.Hyphened(group.Kind.ToString()));
        List(json, "facts", group.Facts, static (json, line) =>
        {
            var fact = line.Stored.Fact;
            json.WriteString("id", line.Stored.Id);
            json.WriteStartObject("producer");
            json.WriteString("name", fact.Producer.Name);
            Optional(json, "version", fact.Producer.Version);
            json.WriteEndObject();
            json.WriteString("time", fact.Time.UtcDateTime);
            json.WriteNumber("ageSeconds", (long)line.Age.TotalSeconds);
            WriteTrust(json, line.Stored);
            json.WriteString("completeness", FieldNames.Of(fact.Completeness));
            json.WriteNumber("notices", fact.Notices.Length);
            Optional(json, "reportDigest", fact.ReportDigest);
            if (fact.Predicate is ScanPredicate scan)
                json.WriteNumber("findings", scan.Findings.Count(finding => finding.IsActive));
        });
    }

    private static void Write(Utf8JsonWriter json, WaiverLine line)
    {
        json.WriteString("gate", line.Stage.ToName());
        json.WriteString("criterion", line.Criterion);
        json.WriteString("id", line.Waiver.Id);
        json.WriteString("reason", line.Waiver.Reason);
        json.WriteString("owner", line.Waiver.Owner);
        json.WriteString("expires", line.Waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteBoolean("expired", line.HasExpired);
        Optional(json, "source", line.Waiver.Source);
    }

    private static void Write(Utf8JsonWriter json, OwedLine owed)
    {
        json.WriteString("gate", owed.Stage.ToName());
        json.WriteString("criterion", owed.Criterion);
        json.WriteString("outcome", FieldNames.Of(owed.Outcome));
        json.WriteString("reason", owed.Reason);
        Optional(json, "remedy", owed.Remedy);
        Optional(json, "owedBy", owed.OwedBy);
    }

    private static void WriteTrust(Utf8JsonWriter json, StoredFact stored)
    {
        json.WriteString("trust", DossierNames.Hyphened(stored.Trust.ToString()));
        Optional(json, "signedBy", stored.SignedBy);
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
