using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Sqlmap;

/// <summary>sqlmap's log of a target: the parameters that it could inject by. Payloads are not kept. Its CSV of results has a page.</summary>
[Importer]
internal sealed class SqlmapLogImporter : IImporter
{
    private const int MaxLines = 1_000_000;

    private static readonly string[] Heads = ["sqlmap identified the following injection point", "sqlmap resumed the following injection point"];

    public string Name => "sqlmap-log";

    public string Tool => "sqlmap";

    public string Summary => "sqlmap's log of a target: parameters that SQL can be injected by, without the payloads";

    public bool Recognizes(ReportFile file) => file.Form == ReportForm.Text && TextLines.Of(file).Take(50).Any(line => Heads.Any(head => line.Text.StartsWith(head, StringComparison.Ordinal)));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (file.Form == ReportForm.Text && !Recognizes(file) || file.Form is ReportForm.Json or ReportForm.Xml)
            return reading.RefuseForm("log of sqlmap");
        var found = new Dictionary<string, (List<string> Types, SourcePosition At)>(StringComparer.Ordinal);
        List<string>? types = null;
        foreach (var (number, line) in TextLines.Of(file).Take(MaxLines))
        {
            if (line.StartsWith("Parameter: ", StringComparison.Ordinal))
            {
                var parameter = Plain.Line(line["Parameter: ".Length..], Plain.NameLength);
                if (!found.TryGetValue(parameter, out var known))
                    found[parameter] = known = ([], new SourcePosition(number, 1));
                types = known.Types;
            }
            else if (types is { Count: < 20 } && line.Trim() is var part && part.StartsWith("Type: ", StringComparison.Ordinal) && Plain.Line(part["Type: ".Length..], 100) is var type && !types.Contains(type))
            {
                types.Add(type);
            }
        }

        if (found.Count == 0 && file.Form != ReportForm.Empty)
            reading.Unread(new SourcePosition(1, 1), "the log names no parameter");
        var findings = found.Select(one => new Finding
        {
            RuleId = "sql-injection",
            Supplier = Tool,
            Kind = FindingKind.Web,
            Severity = Severity.High,
            Confidence = Confidence.High,
            Title = "SQL injection",
            Message = Terminal.Clean($"parameter {one.Key} is injectable, by {string.Join(", ", one.Value.Types)}"),
            Location = new Location("parameter:" + one.Key) { IsUri = true },
            Cwe = [89],
        });
        return reading.Result(reading.Fact(FactKind.WebScan, new ScanPredicate { Findings = reading.Findings(findings) }, reading.Producer(null, null, Tool), null, []));
    }
}
