using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.MsDefender;

/// <summary>
/// Vulnerabilities of machines as the interface of Microsoft Defender for Endpoint answers them: a page in JSON, or an
/// archive with such pages in <c>vulnerabilities/</c> and those of the machines in <c>machines/</c>, which give names.
/// </summary>
[Importer]
internal sealed class MsDefenderImporter : IImporter
{
    private const string More = "@odata.nextLink";

    public string Name => "ms-defender";

    public string Tool => "Microsoft Defender";

    public string Summary => "Microsoft Defender's vulnerabilities of machines: a page of its interface in JSON, or a zip archive of pages in vulnerabilities/ and machines/; without the last page it is Partial";

    public bool Recognizes(ReportFile file) =>
        Archive.IsZip(file)
            ? Archive.Names(file).Any(name => IsJson(name) && (name.StartsWith("vulnerabilities/", StringComparison.OrdinalIgnoreCase) || name.Contains("/vulnerabilities/", StringComparison.OrdinalIgnoreCase)))
            : file.JsonMap is { } page && IsVulnerabilities(page);

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        var (answers, problem) = Answers(reading);
        if (problem is not null)
            return reading.Refuse(null, problem, "pack the pages of the interface anew");
        var pages = answers.Where(answer => IsVulnerabilities(answer.Page)).ToList();
        if (pages.Count == 0)
            return reading.RefuseForm("page of vulnerabilities of Microsoft Defender, nor an archive with one");
        if (pages.All(page => page.Page[More] is not null))
            reading.Unread(null, "there are more pages than these: the last one is missing");

        var machines = Machines(reading, answers.Select(answer => answer.Page));
        var findings = pages.SelectMany(page => reading.Maps(page.Page, "value").Select(item => FindingOf(reading, item, machines)));
        var predicate = new ScanPredicate { Findings = reading.Findings(findings), Judged = machines.Count };
        return reading.Result(reading.Fact(FactKind.OtherScan, predicate, reading.Producer(null, null, Tool), null, []));
    }

    private static (List<(string Path, MapNode Page)> Answers, string? Problem) Answers(Reading reading)
    {
        var answers = new List<(string, MapNode)>();
        if (!Archive.IsZip(reading.File))
        {
            if (reading.File.JsonMap is { } single)
                answers.Add((reading.File.Path, single));
            return (answers, null);
        }

        var (entries, problem) = Archive.Files(reading.File, IsJson);
        foreach (var entry in entries)
        {
            var inner = new ReportFile(entry.Path, entry.Bytes);
            if (inner.JsonMap is { } page)
                answers.Add((entry.Path, page));
            else if (inner.Form != ReportForm.Empty)
                reading.Unread(inner.Json.Error?.Position, "not readable as a page of JSON", entry.Path);
        }

        return (answers, problem);
    }

    // macOS packs a shadow beside each file.
    private static bool IsJson(string name) => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static bool IsVulnerabilities(MapNode page)
    {
        if (page["value"] is not ListNode list || page["@odata.context"]?.Text is not { } context)
            return false;
        return list.Values.IsEmpty
            ? (context.Contains("securitycenter.", StringComparison.OrdinalIgnoreCase) || context.Contains("security.microsoft.", StringComparison.OrdinalIgnoreCase)) && !IsOfMachines(context)
            : list.Values[0]["cveId"] is not null && Machine(list.Values[0]) is not null;
    }

    private static bool IsOfMachines(string context) => context.EndsWith("#Machines", StringComparison.OrdinalIgnoreCase);

    private static Node? Machine(Node item) => item["machineId"] ?? item["deviceId"];

    private static Dictionary<string, string> Machines(Reading reading, IEnumerable<MapNode> pages)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var machine in pages.Where(page => !IsVulnerabilities(page)).SelectMany(page => reading.Maps(page, "value")))
        {
            if (reading.Name(machine, "id") is { } id)
                names[id] = reading.Name(machine, "computerDnsName") ?? reading.Name(machine, "lastIpAddress") ?? id;
        }

        return names;
    }

    // The export of all machines has the second names.
    private static Finding FindingOf(Reading reading, MapNode item, Dictionary<string, string> machines)
    {
        var cve = reading.Name(item, "cveId");
        if (cve is null)
            reading.Unread(item.Position, "a vulnerability names no CVE");
        cve ??= "unnamed";
        var id = reading.Name(item, "machineId") ?? reading.Name(item, "deviceId");
        var machine = reading.Name(item, "deviceName") ?? (id is null ? null : machines.GetValueOrDefault(id, id));
        var product = reading.Name(item, "productName") ?? reading.Name(item, "softwareName");
        var version = reading.Name(item, "productVersion") ?? reading.Name(item, "softwareVersion");
        var update = reading.Name(item, "fixingKbId") ?? reading.Name(item, "recommendedSecurityUpdate");
        return new Finding
        {
            RuleId = cve,
            Supplier = "Microsoft Defender",
            Kind = FindingKind.Vulnerability,
            Severity = reading.Severity(reading.Name(item, "severity") ?? reading.Name(item, "vulnerabilitySeverityLevel"), Severity.Medium, item.Position),
            Title = cve,
            Message = Plain.Line($"{product ?? "software"} {version} on {machine ?? "a machine"}: {cve}"),
            Location = machine is null ? null : new Location(machine) { IsUri = true },
            Component = product is null ? null : new Component(product, version),
            Vulnerability = new VulnerabilityDetail { Cvss = reading.Number(item, "cvssScore", 0, 10) is > 0 and var score ? score : null },
            Remedy = update is null ? null : $"Install {update}.",
        };
    }
}
