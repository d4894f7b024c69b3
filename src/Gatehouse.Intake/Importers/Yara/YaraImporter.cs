using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Yara;

/// <summary>The output of the yara command: a finding a rule and file.</summary>
[Importer]
internal sealed class YaraImporter : IImporter
{
    public string Name => "yara";

    public string Tool => "YARA";

    public string Summary => "What the yara command writes, with metadata (-m) and strings (-s) or without: a scan of files; the severity is the rule's own, else MEDIUM, and what matched is not kept";

    public bool Recognizes(ReportFile file) => file.Form == ReportForm.Text && YaraOutput.Is(file);

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (file.Form is ReportForm.Json or ReportForm.Xml || (file.Form == ReportForm.Text && !YaraOutput.Is(file)))
            return reading.RefuseForm("output of YARA");
        var findings = new List<Finding>();
        foreach (var (number, line) in TextLines.Of(file))
        {
            var at = new SourcePosition(number, 1);
            if (YaraOutput.IsError(line))
                reading.Unread(at, Plain.Line(line, 300));
            else if (line.Length > 0 && !YaraOutput.IsString(line))
            {
                if (YaraOutput.Match(number, line) is { } match)
                    findings.Add(FindingOf(reading, match, at));
                else
                    reading.Unread(at, "a line is no match of a rule");
            }
        }

        return reading.Result(reading.Fact(FactKind.CodeScan, new ScanPredicate { Findings = reading.Findings(findings) }, reading.Producer(null, null, Tool), null, []));
    }

    private Finding FindingOf(Reading reading, YaraMatch match, SourcePosition at)
    {
        var rule = Plain.Line(match.Rule, Plain.NameLength);
        var description = match.Meta.GetValueOrDefault("description") is { Length: > 0 } text ? Plain.Line(text) : null;
        return new Finding
        {
            RuleId = rule,
            Supplier = Tool,
            Kind = FindingKind.Code,
            Severity = reading.Severity(match.Meta.GetValueOrDefault("severity") ?? match.Meta.GetValueOrDefault("threat_level"), Severity.Medium, at),
            Title = rule,
            Message = description ?? $"the file fits the rule {rule}",
            Location = reading.Place(match.Path, null, at),
            HelpUri = match.Meta.GetValueOrDefault("reference") is { } reference && Uri.TryCreate(reference, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? Plain.Line(reference, Plain.NameLength) : null,
        };
    }
}
