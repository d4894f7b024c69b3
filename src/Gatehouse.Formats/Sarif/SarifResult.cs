using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Formats.Sarif;

/// <summary>One <c>result</c> object (SARIF 2.1.0 §3.27).</summary>
internal static class SarifResult
{
    public static void Write(Utf8JsonWriter json, Finding finding, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.RuleId);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, InMember(finding));
        json.WriteStartArray("locations");
        if (finding.Location is { } location)
            WriteLocation(json, location, null);
        foreach (var place in finding.AlsoAt.IsDefault ? [] : finding.AlsoAt)
            WriteLocation(json, place.Location, place.Message);
        json.WriteEndArray();
        if (finding.Fingerprint.Value is { Length: > 0 })
        {
            json.WriteStartObject("partialFingerprints");
            json.WriteString(finding.Fingerprint.Scheme, finding.Fingerprint.Value);
            json.WriteEndObject();
        }

        WriteFlow(json, finding);
        WriteSuppression(json, finding);
        if (finding.Baseline != BaselineState.Unknown)
            json.WriteString("baselineState", finding.Baseline == BaselineState.New ? "new" : "unchanged");
        WriteProperties(json, finding);
        json.WriteEndObject();
    }

    public static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        Severity.Low or Severity.Info => "note",
    };

    /// <summary>Writes <c>artifactLocation</c> with a relative, percent-encoded URI (RFC 3986), or the absolute one of another thing.</summary>
    public static void WriteArtifact(Utf8JsonWriter json, string path, bool isUri)
    {
        json.WriteStartObject("artifactLocation");
        if (isUri && Uri.TryCreate(path, UriKind.Absolute, out var uri))
        {
            json.WriteString("uri", uri.AbsoluteUri);
        }
        else
        {
            json.WriteString("uri", string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
            json.WriteString("uriBaseId", "SRCROOT");
        }

        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Location location, string? message)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, location.Path, location.IsUri);
        if (location.FileRegion is { } region)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", region.StartLine);
            json.WriteNumber("startColumn", region.StartColumn);
            json.WriteNumber("endLine", region.EndLine);
            json.WriteNumber("endColumn", region.EndColumn);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (location.Member is not null || location.Symbol is not null)
        {
            json.WriteStartArray("logicalLocations");
            if (location.Member is not null)
                WriteLogical(json, location.ToString(), "resource");
            if (location.Symbol is not null)
                WriteLogical(json, location.Symbol, null);
            json.WriteEndArray();
        }

        if (message is not null)
            WriteText(json, message);
        json.WriteEndObject();
    }

    private static void WriteLogical(Utf8JsonWriter json, string name, string? kind)
    {
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", name);
        if (kind is not null)
            json.WriteString("kind", kind);
        json.WriteEndObject();
    }

    // A viewer opens the file of the repository and shows the message: where in an archive it is must stand there.
    private static string InMember(Finding finding) =>
        finding.Location is { Member: not null } location ? $"{finding.Message}, in {location}" : finding.Message;

    private static void WriteFlow(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Flow.IsDefaultOrEmpty)
            return;
        json.WriteStartArray("codeFlows");
        json.WriteStartObject();
        json.WriteStartArray("threadFlows");
        json.WriteStartObject();
        json.WriteStartArray("locations");
        foreach (var step in finding.Flow)
        {
            json.WriteStartObject();
            json.WritePropertyName("location");
            WriteLocation(json, step.Location, step.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSuppression(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("suppressions"); // Empty means: looked, and none (§3.27.23).
        if (finding.Suppression is { } suppression)
        {
            json.WriteStartObject();
            json.WriteString("kind", suppression.Kind == "inline" ? "inSource" : "external");
            json.WriteString("status", "accepted");
            var owner = suppression.Owner is null ? "" : $" Owner: {suppression.Owner}.";
            var expiry = suppression.Expires is { } date ? FormattableString.Invariant($" Until {date:yyyy-MM-dd}.") : "";
            json.WriteString("justification", $"{(suppression.Reason.Length > 0 ? suppression.Reason : "No reason given.")}{owner}{expiry} ({suppression.Source})");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("properties");
        json.WriteString("severity", finding.Severity.ToLabel());
        json.WriteString("kind", FieldNames.Of(finding.Kind));
        json.WriteNumber("rank", finding.Rank);
        if (finding.Component?.Purl is { } purl)
            json.WriteString("purl", purl.ToString());
        if (finding.Introduced is { Commit.Length: > 0 } introduced)
        {
            json.WriteString("commit", introduced.Commit);
            json.WriteString("author", introduced.Author);
            json.WriteString("time", introduced.Time);
            json.WriteBoolean("inTree", introduced.IsInTree);
        }

        WriteStrings(json, "aliases", finding.Aliases);
        WriteStrings(json, "owners", finding.Owners);
        WriteStrings(json, "alsoReportedBy", finding.AlsoReportedBy);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject("message");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
