using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Intake.Importers.Dsop;

/// <summary>
/// The workbook of findings that DoD's DSOP (Iron Bank) pipeline writes of a container: OpenSCAP, Twistlock and Anchore on
/// sheets of their own. A check that passed or does not apply is no finding, nor is what one sheet says again of another.
/// </summary>
[Importer]
internal sealed class DsopImporter : IImporter
{
    private const string Disa = "OpenSCAP - DISA Compliance";
    private const string Oval = "OpenSCAP - OVAL Results";
    private const string Twistlock = "Twistlock Vulnerability Results";
    private const string Anchore = "Anchore CVE Results";
    private const string Compliance = "Anchore Compliance Results";

    private static readonly string[] Sheets = [Disa, Oval, Twistlock, Anchore, Compliance];

    public string Name => "dsop";

    public string Tool => "DSOP";

    public string Summary => "the workbook (.xlsx) of a container's scans in DoD's DSOP pipeline: vulnerabilities by Twistlock, Anchore and OpenSCAP, failed checks of DISA's guide, and what Anchore's policy stops; a sheet that is not there makes it Partial";

    public ImmutableArray<string> Notes =>
    [
        "What Anchore's policy stops (a file with setgid, a possible secret) is a finding too, beside the vulnerabilities and the failed checks: the pipeline fails for it.",
    ];

    public bool Recognizes(ReportFile file) => Archive.IsZip(file) && Workbook.SheetNames(file) is var names && (names.Contains(Twistlock) || names.Contains(Anchore)) && names.Contains(Disa);

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (!Archive.IsZip(file))
            return reading.RefuseForm("workbook of DSOP");
        var (book, problem) = Workbook.Read(file);
        if (book is null)
            return reading.Refuse(null, problem!, "save the workbook anew as .xlsx");
        var sheets = Sheets.Where(sheet => book.Rows(sheet) is not null).ToList();
        if (sheets.Count == 0)
            return reading.Refuse(null, "the workbook has none of the sheets of DSOP", "leave --importer out, or name the right one");
        foreach (var missing in Sheets.Except(sheets))
            reading.Unread(null, $"the sheet {missing} is not there, or not readable", missing);

        var findings = sheets.SelectMany(sheet => book.Rows(sheet)!.Select(row => Of(reading, sheet, row))).OfType<Finding>().ToList();
        Fact? Scan(FactKind kind, params FindingKind[] kinds) => reading.Fact(
            kind,
            new ScanPredicate { Findings = reading.Findings(findings.Where(finding => kinds.Contains(finding.Kind))), Judged = 1 },
            reading.Producer(null, null, Tool),
            null,
            []);
        var facts = new List<Fact?> { Scan(FactKind.VulnerabilityScan, FindingKind.Vulnerability), Scan(FactKind.ConfigurationScan, FindingKind.Misconfiguration) };
        // Whether secrets were looked for is not said: only what was found is.
        if (findings.Exists(finding => finding.Kind == FindingKind.PossibleSecret))
            facts.Add(Scan(FactKind.SecretsScan, FindingKind.PossibleSecret));
        return reading.Result(facts);
    }

    private static Finding? Of(Reading reading, string sheet, SheetRow row) => sheet switch
    {
        Disa => OfDisa(reading, row),
        Oval => OfOval(reading, row),
        Twistlock => OfTwistlock(reading, row),
        Anchore => OfAnchore(reading, row),
        _ => OfCompliance(reading, row),
    };

    private static Finding? OfDisa(Reading reading, SheetRow row)
    {
        var result = row.Text("result");
        if (result is "error" or "unknown")
            reading.Unread(null, $"{row.Text("ruleid") ?? "a check"} gave no result: {result}", Disa);
        return result != "fail" ? null : Finding(reading, Disa, row, FindingKind.Misconfiguration, "ruleid", row.Text("title"), row.Text("severity")) with
        {
            Message = row.Text("desc") ?? row.Text("title") ?? "a check failed",
            Aliases = row.Text("identifiers", Plain.NameLength) is { } identifier ? [identifier] : [],
        };
    }

    // An OVAL definition is true where the flaw is there (OVAL 5, definition class "patch" and "vulnerability").
    private static Finding? OfOval(Reading reading, SheetRow row) =>
        !string.Equals(row.Text("result"), "true", StringComparison.OrdinalIgnoreCase) || row.Text("cls") is not ("patch" or "vulnerability")
            ? null
            : Finding(reading, Oval, row, FindingKind.Vulnerability, "ref", row.Text("title"), WordAtEnd(row.Text("title"))) with { Aliases = row.Text("id", Plain.NameLength) is { } id ? [id] : [] };

    private static Finding OfTwistlock(Reading reading, SheetRow row) =>
        Finding(reading, Twistlock, row, FindingKind.Vulnerability, "cve", $"{row.Text("packageName")} {row.Text("packageVersion")}: {row.Text("cve")}", row.Text("severity")) with
        {
            Message = $"{row.Text("packageName")} {row.Text("packageVersion")}: {row.Text("desc")}",
            Component = row.Text("packageName", Plain.NameLength) is { } name ? new Component(name, row.Text("packageVersion", Plain.NameLength)) : null,
            Vulnerability = new VulnerabilityDetail
            {
                Cvss = Score(row.Text("cvss")),
                CvssVector = row.Text("vecStr", Plain.NameLength),
                FixedVersions = row.Text("status") is { } status && status.StartsWith("fixed in ", StringComparison.OrdinalIgnoreCase) ? [.. status[9..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [],
            },
        };

    // vuln is the name and version joined by a dash; older workbooks have no column for the package alone.
    private static Finding OfAnchore(Reading reading, SheetRow row)
    {
        var joined = row.Text("vuln", Plain.NameLength);
        var dash = joined?.LastIndexOf('-') ?? -1;
        var name = row.Text("package", Plain.NameLength) ?? (dash > 0 ? joined![..dash] : joined);
        return Finding(reading, Anchore, row, FindingKind.Vulnerability, "cve", $"{joined ?? name}: {row.Text("cve")}", row.Text("severity")) with
        {
            Location = row.Text("package_path", Plain.NameLength) is { } path ? new Location("image:" + path) { IsUri = true } : null,
            Component = name is null ? null : new Component(name, dash > 0 ? joined![(dash + 1)..] : null),
            Vulnerability = new VulnerabilityDetail { FixedVersions = row.Text("fix", 100) is { } fix && !fix.Equals("None", StringComparison.OrdinalIgnoreCase) ? [fix] : [] },
        };
    }

    private static Finding? OfCompliance(Reading reading, SheetRow row)
    {
        var action = row.Text("gate_action");
        var gate = row.Text("gate");
        // The gate of vulnerabilities repeats the sheet of CVEs; "go" is what the policy lets pass.
        if (gate == "vulnerabilities" || action is not ("stop" or "warn"))
            return null;
        var kind = gate == "secret_scans" ? FindingKind.PossibleSecret : FindingKind.Misconfiguration;
        return Finding(reading, Compliance, row, kind, "trigger", $"{gate}: {row.Text("trigger")}", action == "stop" ? "high" : "medium") with
        {
            Message = kind == FindingKind.PossibleSecret ? $"{gate}: {row.Text("trigger")}" : row.Text("check_output") ?? $"{gate}: {row.Text("trigger")}",
            Location = PathIn(row.Text("check_output")) is { } path ? new Location("image:" + path) { IsUri = true } : null,
            Cwe = kind == FindingKind.PossibleSecret ? [798] : [],
            Aliases = row.Text("trigger_id", Plain.NameLength) is { } id ? [id] : [],
        };
    }

    private static Finding Finding(Reading reading, string sheet, SheetRow row, FindingKind kind, string rule, string? title, string? severity)
    {
        var id = row.Text(rule, Plain.NameLength);
        if (id is null)
            reading.Unread(null, FormattableString.Invariant($"row {row.Line} has no {rule}"), sheet);
        id ??= "unnamed";
        return new Finding
        {
            RuleId = id,
            Supplier = "DSOP",
            Kind = kind,
            Severity = SeverityOf(reading, sheet, row, severity),
            Title = Plain.Line(title ?? id, 200),
            Message = title ?? id,
            HelpUri = row.Text("link", Plain.NameLength) is { } link && link.StartsWith("https://", StringComparison.Ordinal) ? link : null,
        };
    }

    private static Severity SeverityOf(Reading reading, string sheet, SheetRow row, string? word)
    {
        if (Severities.TryParse(word, out var known))
            return known;
        if (word is null)
            return Score(row.Text("cvss")) is { } score ? Severities.FromCvss(score) : Severity.Medium;
        reading.Unread(null, FormattableString.Invariant($"row {row.Line}: the severity \"{Plain.Line(word, 40)}\" is not known: taken as MEDIUM"), sheet);
        return Severity.Medium;
    }

    private static double? Score(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is > 0 and <= 10 ? score : null;

    // "RHSA-2019:4024: SDL security update (Important)"
    private static string? WordAtEnd(string? title) => title is [.., ')'] && title.LastIndexOf('(') is >= 0 and var open ? title[(open + 1)..^1] : null;

    // "… set on file /usr/bin/chage. Mode: …", "… in container: file=/usr/lib/x regexp=…"
    private static string? PathIn(string? output)
    {
        var at = output?.IndexOf("file", StringComparison.Ordinal) ?? -1;
        if (at < 0 || at + 5 >= output!.Length || output[at + 5] != '/')
            return null;
        var end = output.IndexOf(' ', at + 5);
        return Plain.Line((end < 0 ? output[(at + 5)..] : output[(at + 5)..end]).TrimEnd('.'), Plain.NameLength);
    }
}
