using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Formats.GitLab;

/// <summary>
/// GitLab's security report, schema 15.2.1. Its file holds one scan type: <c>secret_detection</c> where every finding is a
/// secret or there is none, otherwise <c>sast</c> with all findings that have a place in a file.
/// </summary>
[ReportFormat]
internal sealed class GitLabFormat : IReportFormat
{
    // The schema's bounds: GitLab refuses the whole report for one longer text.
    private const int NameLimit = 255;
    private const int DescriptionLimit = 1_048_576;
    private const int SolutionLimit = 7_000;

    public string Name => "gitlab";

    public string Summary => "GitLab security report";

    public void Write(RunDocument run, ReportOptions options, Stream output)
    {
        var findings = run.Findings.Where(finding => finding is { IsActive: true, Location.IsUri: false }).ToList();
        var secrets = findings.TrueForAll(finding => finding.Kind is FindingKind.Credential or FindingKind.PossibleSecret);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("version", "15.2.1");
        json.WriteStartArray("vulnerabilities");
        foreach (var finding in findings)
            WriteVulnerability(json, run, finding, secrets);
        json.WriteEndArray();
        json.WriteStartObject("scan");
        WriteTool(json, "analyzer", run);
        WriteTool(json, "scanner", run);
        json.WriteString("type", secrets ? "secret_detection" : "sast");
        // The schema wants both; a run's findings do not depend on how long it took, and two runs should diff empty.
        json.WriteString("start_time", Time(run.Started));
        json.WriteString("end_time", Time(run.Started));
        json.WriteString("status", run.Completeness == Completeness.Complete ? "success" : "failure");
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteVulnerability(Utf8JsonWriter json, RunDocument run, Finding finding, bool secrets)
    {
        json.WriteStartObject();
        json.WriteString("id", IdOf(finding));
        json.WriteString("name", Cut(finding.Title ?? finding.RuleId, NameLimit));
        json.WriteString("description", Cut(finding.Location is { Member: not null } at ? $"{finding.Message}, in {at}" : finding.Message, DescriptionLimit));
        json.WriteString("severity", CultureInfo.InvariantCulture.TextInfo.ToTitleCase(finding.Severity.ToLabel().ToLowerInvariant()));
        if (finding.Remedy is not null)
            json.WriteString("solution", Cut(finding.Remedy, SolutionLimit));
        json.WriteStartObject("location");
        json.WriteString("file", finding.Location!.Path);
        json.WriteNumber("start_line", finding.Location.FileRegion?.StartLine ?? 1);
        json.WriteNumber("end_line", finding.Location.FileRegion?.EndLine ?? 1);
        if (secrets)
        {
            json.WriteStartObject("commit");
            json.WriteString("sha", run.Subject.Digests.GetValueOrDefault(Subject.GitCommit, "0000000"));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("identifiers");
        WriteIdentifier(json, "gatehouse_rule_id", finding.RuleId, finding.RuleId);
        foreach (var cwe in finding.Cwe)
            WriteIdentifier(json, "cwe", string.Create(CultureInfo.InvariantCulture, $"CWE-{cwe}"), cwe.ToString(CultureInfo.InvariantCulture));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIdentifier(Utf8JsonWriter json, string type, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("name", name);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, string name, RunDocument run)
    {
        json.WriteStartObject(name);
        json.WriteString("id", "gatehouse");
        json.WriteString("name", "Gatehouse");
        json.WriteString("version", run.ToolVersion);
        json.WriteStartObject("vendor");
        json.WriteString("name", "Gatehouse");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string IdOf(Finding finding)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.RuleId}\n{finding.Fingerprint}\n{finding.Location}"));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    // Never between the halves of a pair: a lone one is no text.
    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
