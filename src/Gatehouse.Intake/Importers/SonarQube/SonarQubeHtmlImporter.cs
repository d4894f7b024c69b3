using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Gatehouse.Intake.Pages;
using Gatehouse.Model;

namespace Gatehouse.Intake.Importers.SonarQube;

/// <summary>The HTML of sonar-report: a table of issues, and one of the rules, whose text names weaknesses. Its JSON has a page.</summary>
[Importer]
internal sealed class SonarQubeHtmlImporter : IImporter
{
    private const string Title = "<title>SonarQube Vulnerability Report</title>";
    private const string Details = "Detail of the Detected Vulnerabilities";
    private const string Rules = "Known Security Rules";
    private const int HeadLength = 64 << 10;
    private const int MaxRows = 100_000;

    public string Name => "sonarqube-html";

    public string Tool => "SonarQube";

    public string Summary => "The HTML report that sonar-report makes of SonarQube's issues; BLOCKER is CRITICAL, CRITICAL HIGH, MAJOR MEDIUM";

    public bool Recognizes(ReportFile file) => file.Bytes.Span[..Math.Min(file.Bytes.Length, HeadLength)].IndexOf(Encoding.UTF8.GetBytes(Title)) >= 0;

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (!Recognizes(file))
            return reading.RefuseForm("HTML of sonar-report");
        var html = Encoding.UTF8.GetString(file.Bytes.Span);
        var start = html.IndexOf(Details, StringComparison.Ordinal);
        var table = start < 0 ? "" : Between(html, "<table", "</table>", ref start) ?? "";
        var headers = Cells(table, "<th", "</th>").ToList();
        if (!headers.Contains("Rule") || !headers.Contains("Severity"))
            return reading.Refuse(null, "the report has no table of detected vulnerabilities", "let sonar-report write it anew, best as JSON");
        var weaknesses = Weaknesses(html);
        var findings = Rows(table).Take(MaxRows).Select(cells => FindingOf(reading, headers, cells, weaknesses)).ToList();
        return reading.Result(reading.Fact(FactKind.CodeScan, new ScanPredicate { Findings = reading.Findings(findings) }, reading.Producer(null, null, Tool), null, []));
    }

    private Finding FindingOf(Reading reading, List<string> headers, List<string> cells, Dictionary<string, ImmutableArray<int>> weaknesses)
    {
        string? Cell(string name) => headers.IndexOf(name) is >= 0 and var at && at < cells.Count && cells[at].Length > 0 ? cells[at] : null;
        var rule = Cell("Rule");
        if (rule is null)
            reading.Unread(null, "a row names no rule");
        Region? line = int.TryParse(Cell("Line"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? Region.Line(number) : null;
        var title = Cell("Description") ?? rule ?? "unnamed";
        return new Finding
        {
            RuleId = rule ?? "unnamed",
            Supplier = Tool,
            Kind = rule?.StartsWith("secrets:", StringComparison.Ordinal) == true ? FindingKind.Credential : FindingKind.Code,
            Severity = SeverityOf(reading, Cell("Severity")),
            Title = title,
            Message = Cell("Message") ?? title,
            Location = Cell("Component") is { } path ? reading.Place(path, line, null) : null,
            Cwe = rule is not null && weaknesses.TryGetValue(rule, out var cwe) ? cwe : [],
        };
    }

    private static Severity SeverityOf(Reading reading, string? word) => word?.ToUpperInvariant() switch
    {
        "BLOCKER" => Severity.Critical,
        "CRITICAL" => Severity.High,
        "MAJOR" => Severity.Medium,
        _ => reading.Severity(word, Severity.Medium, null),
    };

    private static Dictionary<string, ImmutableArray<int>> Weaknesses(string html)
    {
        const string Key = "rule_key=";
        var found = new Dictionary<string, ImmutableArray<int>>(StringComparer.Ordinal);
        var at = html.IndexOf(Rules, StringComparison.Ordinal);
        at = at < 0 ? -1 : html.IndexOf(Key, at, StringComparison.Ordinal);
        while (at >= 0)
        {
            var next = html.IndexOf(Key, at + Key.Length, StringComparison.Ordinal);
            var text = html[(at + Key.Length)..(next < 0 ? html.Length : next)];
            if (text.IndexOf('"', StringComparison.Ordinal) is > 0 and < 200 and var end)
                found.TryAdd(WebUtility.UrlDecode(text[..end]), Identifiers.Cwe([text[end..]]));
            at = next;
        }

        return found;
    }

    private static IEnumerable<List<string>> Rows(string table)
    {
        var at = 0;
        while (Between(table, "<tr", "</tr>", ref at) is { } row)
        {
            if (row.Contains("<td", StringComparison.Ordinal))
                yield return [.. Cells(row, "<td", "</td>")];
        }
    }

    private static IEnumerable<string> Cells(string row, string open, string close)
    {
        for (var at = 0; (at = row.IndexOf(open, at, StringComparison.Ordinal)) >= 0;)
        {
            var start = at;
            at += open.Length;
            // "<thead" begins as "<th" does.
            if (at < row.Length && char.IsAsciiLetter(row[at]))
                continue;
            at = start;
            if (Between(row, open, close, ref at) is not { } cell)
                yield break;
            yield return Plain.Line(WebUtility.HtmlDecode(Plain.OfHtml(cell[(cell.IndexOf('>', StringComparison.Ordinal) + 1)..])));
        }
    }

    private static string? Between(string text, string open, string close, ref int at)
    {
        var start = text.IndexOf(open, at, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(close, start, StringComparison.Ordinal);
        if (end < 0)
            return null;
        at = end + close.Length;
        return text[start..end];
    }
}
