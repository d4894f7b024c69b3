using System.Globalization;
using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Formats.Sarif;

/// <summary>
/// SARIF 2.1.0 (OASIS, 2020): a run a supplier, worst first within it. A supplier that found nothing still has its run,
/// with its invocation: a clean scan and one that failed differ in <c>executionSuccessful</c> and its notifications.
/// </summary>
[ReportFormat]
internal sealed class SarifFormat : IReportFormat
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    public string Name => "sarif";

    public string Summary => "SARIF 2.1.0, for code hosts and editors";

    public void Write(RunDocument run, ReportOptions options, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        var left = options.SarifLimit ?? int.MaxValue;
        foreach (var supplier in Suppliers(run))
        {
            var findings = run.Findings.Where(finding => finding.Supplier == supplier.Name && finding.MergedInto is null).ToList();
            var shown = findings.Take(left).ToList();
            left -= shown.Count;
            WriteRun(json, run, supplier, shown, findings.Count - shown.Count);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    // A finding of a supplier that the summary does not name (a stored fact of an earlier job) must not be lost.
    private static IEnumerable<SupplierSummary> Suppliers(RunDocument run)
    {
        var named = run.Suppliers.Select(supplier => supplier.Name).ToHashSet(StringComparer.Ordinal);
        var others = run.Findings.Select(finding => finding.Supplier).Where(name => !named.Contains(name)).Distinct()
            .Select(name => new SupplierSummary(name, null, Completeness.Complete, 0, []));
        return run.Suppliers.Concat(others)
            .OrderByDescending(supplier => run.Findings.Where(f => f.Supplier == supplier.Name && f.IsActive).Select(f => (int)f.Severity).DefaultIfEmpty(-1).Max())
            .ThenBy(supplier => supplier.Name, StringComparer.Ordinal);
    }

    private static void WriteRun(Utf8JsonWriter json, RunDocument run, SupplierSummary supplier, List<Finding> findings, int leftOut)
    {
        var rules = findings.GroupBy(finding => finding.RuleId, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.First()).ToList();
        var index = rules.Select((rule, i) => (rule.RuleId, i)).ToDictionary(pair => pair.RuleId, pair => pair.i, StringComparer.Ordinal);

        json.WriteStartObject();
        WriteTool(json, supplier, rules);
        WriteInvocation(json, supplier, leftOut);
        json.WriteStartObject("automationDetails");
        json.WriteString("id", "gatehouse/" + supplier.Name + "/");
        json.WriteEndObject();
        if (run.Subject.Digests.TryGetValue(Subject.GitCommit, out var commit))
            WriteRevision(json, commit);
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject("SRCROOT");
        json.WriteStartObject("description");
        json.WriteString("text", "The root of what was scanned.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var finding in findings)
            SarifResult.Write(json, finding, index[finding.RuleId]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, SupplierSummary supplier, List<Finding> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", supplier.Name);
        if (supplier.Version is not null)
            json.WriteString("version", supplier.Version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.RuleId);
            if (rule.Title is not null)
                WriteText(json, "shortDescription", rule.Title);
            if (Uri.TryCreate(rule.HelpUri, UriKind.Absolute, out _))
                json.WriteString("helpUri", rule.HelpUri);
            if (rule.Remedy is not null)
                WriteText(json, "help", rule.Remedy);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", SarifResult.Level(rule.Severity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("security-severity", (rule.Vulnerability?.Cvss ?? rule.Severity.ToSecurityScore()).ToString("0.0", CultureInfo.InvariantCulture));
            json.WriteString("precision", rule.Confidence switch { Confidence.High => "very-high", Confidence.Medium => "high", Confidence.Low => "medium" });
            json.WriteStartArray("tags");
            json.WriteStringValue("security");
            foreach (var cwe in rule.Cwe)
                json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"external/cwe/cwe-{cwe:000}"));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, SupplierSummary supplier, int leftOut)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", supplier.Completeness == Completeness.Complete);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var notice in supplier.Notices)
        {
            json.WriteStartObject();
            json.WriteString("level", notice.Kind switch { NoticeKind.Skipped => "note", NoticeKind.Degraded => "warning", NoticeKind.Unread => "error" });
            WriteText(json, "message", notice.Reason);
            json.WriteStartArray("locations");
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            SarifResult.WriteArtifact(json, notice.Path, isUri: false);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (leftOut > 0)
        {
            json.WriteStartObject();
            json.WriteString("level", "warning");
            WriteText(json, "message", string.Create(CultureInfo.InvariantCulture, $"{leftOut} results of lesser severity are left out to keep to the host's limit."));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteRevision(Utf8JsonWriter json, string commit)
    {
        json.WriteStartObject("properties");
        json.WriteString("gitCommit", commit);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
