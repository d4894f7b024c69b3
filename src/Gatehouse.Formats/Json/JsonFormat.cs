using System.Text.Json;

namespace Gatehouse.Formats.Json;

/// <summary>The run as one JSON document; its schema is docs/schema/run.schema.json.</summary>
[ReportFormat]
internal sealed class JsonFormat : IReportFormat
{
    public string Name => "json";

    public string Summary => "everything, as one document with a published schema";

    public void Write(RunDocument run, ReportOptions options, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("schema", "gatehouse/run/1");
        json.WriteString("toolVersion", run.ToolVersion);
        json.WriteString("started", run.Started.UtcDateTime);
        json.WriteNumber("exitCode", run.ExitCode);
        json.WriteString("completeness", FieldNames.Of(run.Completeness));
        json.WritePropertyName("subject");
        JsonParts.Write(json, run.Subject);
        json.WriteStartArray("verdicts");
        foreach (var verdict in run.Verdicts)
            JsonParts.Write(json, verdict);
        json.WriteEndArray();
        json.WriteStartArray("suppliers");
        foreach (var supplier in run.Suppliers)
            JsonParts.Write(json, supplier);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in run.Findings)
            JsonParts.Write(json, finding);
        json.WriteEndArray();
        json.WriteStartArray("ignored");
        foreach (var rate in IgnoredRate.Of(run))
            JsonParts.Write(json, rate);
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (var warning in run.Warnings)
            json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }
}

/// <summary>
/// A line a thing, for streams and log stores: <c>{"type":"run"|"verdict"|"supplier"|"finding"|"warning", …}</c>. The run
/// comes first, so that a cut stream is known by the counts it states.
/// </summary>
[ReportFormat]
internal sealed class JsonLinesFormat : IReportFormat
{
    public string Name => "jsonl";

    public string Summary => "one JSON object a line, for streams";

    public void Write(RunDocument run, ReportOptions options, Stream output)
    {
        Line(output, json =>
        {
            json.WriteString("type", "run");
            json.WriteString("schema", "gatehouse/run/1");
            json.WriteString("toolVersion", run.ToolVersion);
            json.WriteString("started", run.Started.UtcDateTime);
            json.WriteNumber("exitCode", run.ExitCode);
            json.WriteString("completeness", FieldNames.Of(run.Completeness));
            json.WriteNumber("findings", run.Findings.Length);
            json.WritePropertyName("subject");
            JsonParts.Write(json, run.Subject);
        });
        foreach (var verdict in run.Verdicts)
            Line(output, json => Typed(json, "verdict", () => JsonParts.Write(json, verdict)));
        foreach (var supplier in run.Suppliers)
            Line(output, json => Typed(json, "supplier", () => JsonParts.Write(json, supplier)));
        foreach (var finding in run.Findings)
            Line(output, json => Typed(json, "finding", () => JsonParts.Write(json, finding)));
        foreach (var warning in run.Warnings)
            Line(output, json => Typed(json, "warning", () => json.WriteStringValue(warning)));
    }

    private static void Typed(Utf8JsonWriter json, string type, Action write)
    {
        json.WriteString("type", type);
        json.WritePropertyName(type);
        write();
    }

    private static void Line(Stream output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
