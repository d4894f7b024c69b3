using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>The statement round a fact: subjects, the published members, then ours.</summary>
internal static class StatementWriter
{
    public static void Write(Utf8JsonWriter json, Fact fact)
    {
        json.WriteStartObject();
        json.WriteString("_type", Statement.Type);
        json.WriteStartArray("subject");
        foreach (var subject in fact.Subjects)
            Write(json, subject);
        json.WriteEndArray();
        json.WriteString("predicateType", PredicateTypes.Of(fact));
        json.WriteStartObject("predicate");
        PublishedShapes.Write(json, fact);
        json.WriteStartObject(PredicateTypes.Details);
        WriteDetails(json, fact);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // in-toto's ResourceDescriptor has no kind: "annotations" is its place for what producers add.
    public static void Write(Utf8JsonWriter json, Subject subject)
    {
        json.WriteStartObject();
        json.WriteString("name", subject.Name);
        json.Map("digest", subject.Digests);
        json.WriteStartObject("annotations");
        json.WriteString(StatementReader.KindAnnotation, Words.SubjectKind.Of(subject.Kind));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, Fact fact)
    {
        json.WriteString("kind", Words.FactKind.Of(fact.Kind));
        json.Object("producer", fact.Producer, static (json, producer) =>
        {
            json.WriteString("name", producer.Name);
            json.Optional("version", producer.Version);
        });
        json.Time("time", fact.Time);
        json.WriteString("completeness", Words.Completeness.Of(fact.Completeness));
        json.List("notices", fact.Notices, static (json, notice) =>
        {
            json.WriteString("kind", Words.NoticeKind.Of(notice.Kind));
            json.WriteString("path", notice.Path);
            json.WriteString("reason", notice.Reason);
        });
        json.Optional("reportDigest", fact.ReportDigest);
        json.Object("states", fact.Predicate, PredicateWriter.Members);
    }
}
