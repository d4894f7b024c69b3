using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Lynis;

/// <summary>Lynis' report of a host (<c>lynis-report.dat</c>): a key and a value a line, lists as <c>key[]</c>.</summary>
[Importer]
internal sealed class LynisImporter : IImporter
{
    private const string Controls = "https://cisofy.com/lynis/controls/";

    public string Name => "lynis";

    public string Tool => "Lynis";

    public string Summary => "Lynis' report of a host (lynis-report.dat): its warnings are MEDIUM, its suggestions LOW, its vulnerable packages HIGH; an audit that did not end is Partial";

    public bool Recognizes(ReportFile file)
    {
        if (file.Form != ReportForm.Text)
            return false;
        var head = TextDecoding.ToText(file.Bytes.Span[..Math.Min(file.Bytes.Length, 8192)], out _).Split('\n');
        return head.Any(line => line.StartsWith("report_version_major=", StringComparison.Ordinal)) && head.Any(line => line.StartsWith("# Lynis", StringComparison.Ordinal) || line.StartsWith("lynis_version=", StringComparison.Ordinal));
    }

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (!Recognizes(file))
            return reading.RefuseForm("report of Lynis");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var findings = new List<Finding>();
        var number = 0;
        foreach (var line in TextDecoding.ToText(file.Bytes.Span, out _).Split('\n'))
        {
            var at = new SourcePosition(++number, 1);
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || line[0] == '#')
                continue;
            var (key, value) = (line[..equals], line[(equals + 1)..].Trim());
            switch (key)
            {
                case "warning[]":
                    findings.Add(FindingOf(reading, value, Severity.Medium, at));
                    break;
                case "suggestion[]":
                    findings.Add(FindingOf(reading, value, Severity.Low, at));
                    break;
                case "vulnerable_package[]":
                    findings.Add(PackageOf(value));
                    break;
                case "exception_event[]":
                    reading.Degraded(at, "an exception in the audit: " + value.Replace('|', ' '));
                    break;
                default:
                    values.TryAdd(key, value);
                    break;
            }
        }

        if (!values.TryGetValue("report_datetime_end", out var end))
            reading.Unread(null, "the audit did not end: the report has no report_datetime_end");
        return reading.Result(FactOf(reading, values, findings, reading.Time(end ?? values.GetValueOrDefault("report_datetime_start"), null)));
    }

    private static Fact? FactOf(Reading reading, Dictionary<string, string> values, List<Finding> findings, DateTimeOffset? time)
    {
        var producer = reading.Producer(null, values.GetValueOrDefault("lynis_version") is { Length: > 0 } version ? Plain.Line(version, Plain.NameLength) : null, "Lynis");
        var judged = values.GetValueOrDefault("tests_executed", "").Split('|', StringSplitOptions.RemoveEmptyEntries).Length;
        return reading.Fact(FactKind.OtherScan, new ScanPredicate { Findings = reading.Findings(findings), Judged = judged }, producer, time, []);
    }

    // ID|text|details|solution|, a dash for what is not there.
    private static Finding FindingOf(Reading reading, string value, Severity severity, SourcePosition at)
    {
        var parts = value.Split('|');
        var id = Part(parts, 0);
        if (id is null)
            reading.Unread(at, "a finding names no test");
        var text = Part(parts, 1) ?? id ?? "unnamed";
        return new Finding
        {
            RuleId = id ?? "unnamed",
            Supplier = "Lynis",
            Kind = FindingKind.Misconfiguration,
            Severity = severity,
            Title = Plain.Line(text, 200),
            Message = Part(parts, 2) is { } details ? Plain.Line($"{text} ({details})") : text,
            Remedy = Part(parts, 3) is { } solution ? solution.StartsWith("text:", StringComparison.Ordinal) ? solution[5..] : solution : null,
            HelpUri = id is { Length: 9 } && id[4] == '-' && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? $"{Controls}{id}/" : null,
        };
    }

    private static Finding PackageOf(string value)
    {
        var parts = value.Split('|');
        var (name, version) = (Part(parts, 0) ?? "unnamed", Part(parts, 1));
        return new Finding
        {
            RuleId = "vulnerable-package",
            Supplier = "Lynis",
            Kind = FindingKind.Vulnerability,
            Severity = Severity.High,
            Title = $"{name} is vulnerable",
            Message = version is null ? $"{name} is vulnerable" : $"{name} {version} is vulnerable",
            Component = new Component(name, version),
            Vulnerability = new VulnerabilityDetail(),
        };
    }

    private static string? Part(string[] parts, int at) => at < parts.Length && Plain.Line(parts[at], Plain.NameLength) is { Length: > 0 } text && text != "-" ? text : null;
}
