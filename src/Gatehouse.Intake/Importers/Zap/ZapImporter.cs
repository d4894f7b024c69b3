using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Zap;

/// <summary>ZAP's traditional reports in JSON and XML, with requests and responses or without: a web scan.</summary>
[Importer]
internal sealed class ZapImporter : IImporter
{
    public string Name => "zap";

    public string Tool => "ZAP";

    public string Summary => "ZAP's traditional JSON and XML reports: a scan of a web application; ZAP knows no CRITICAL";

    public ImmutableArray<string> Notes =>
    [
        "An alert is one finding, as ZAP counts it, and its instances are its places: a header that 150 pages lack is one thing to mend. A place that is new since a baseline makes the finding new.",
    ];

    public bool Recognizes(ReportFile file) => file.XmlRoot is { Name: "OWASPZAPReport" }
        || (file.JsonMap is { } root && root["site"] is ListNode or MapNode && root.Entries.Any(entry => entry.Key.Value is "@version" or "@generated" or "@programName"));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        var root = file.XmlRoot is { Name: "OWASPZAPReport" } xml ? ZapXml.AsJson(xml) : file.JsonMap;
        if (root is null || root["site"] is not (ListNode or MapNode))
            return reading.RefuseForm("traditional report of ZAP");

        var sites = root["site"] is MapNode single ? [single] : reading.Maps(root, "site").ToList();
        if (sites.Count == 0)
            reading.Unread(root.Position, "the report names no site: ZAP reached nothing");
        foreach (var insight in reading.Maps(root, "insights").Where(insight => reading.Name(insight, "level") == "High"))
            reading.Degraded(insight.Position, $"ZAP doubts the scan: {reading.Text(insight, "description")} {reading.Name(insight, "statistic")}");
        var findings = new List<Finding>();
        foreach (var site in sites)
        {
            foreach (var alert in reading.Maps(site, "alerts"))
                findings.Add(FindingOf(reading, site, alert));
        }

        var time = reading.Time(reading.Name(root, "created") ?? reading.Name(root, "@generated"), root.Position);
        return reading.Result(reading.Fact(
            FactKind.WebScan,
            new ScanPredicate { Findings = reading.Findings(findings), Judged = sites.Count },
            reading.Producer("ZAP", reading.Name(root, "@version"), "ZAP"),
            time,
            []));
    }

    private static Finding FindingOf(Reading reading, MapNode site, MapNode alert)
    {
        var id = reading.Name(alert, "alertRef") ?? reading.Name(alert, "pluginid");
        if (id is null)
            reading.Unread(alert.Position, "an alert has no plugin id");
        var title = reading.Name(alert, "name") ?? reading.Name(alert, "alert") ?? id ?? "unnamed alert";
        var confidence = reading.Whole(alert, "confidence");
        var finding = new Finding
        {
            RuleId = id ?? "unnamed",
            Supplier = "ZAP",
            Kind = FindingKind.Web,
            Severity = Risk(reading, alert),
            Confidence = confidence switch
            {
                >= 3 => Confidence.High,
                2 or null => Confidence.Medium,
                _ => Confidence.Low,
            },
            Title = title,
            Message = title,
            Cwe = reading.Whole(alert, "cweid") is > 0 and < 100_000 and var cwe ? [(int)cwe] : [],
            Remedy = Plain.OfHtml(alert["solution"]?.Text ?? "") is { Length: > 0 } solution ? solution : null,
            Suppression = confidence == 0 ? new Suppression("file", "marked as a false positive in ZAP", "ZAP's report") : null,
        };

        var instances = reading.Maps(alert, "instances").ToList();
        if (reading.Whole(alert, "count") is { } count && count > instances.Count && instances.Count > 0)
            reading.Degraded(alert.Position, string.Create(CultureInfo.InvariantCulture, $"{title}: ZAP counts {count} places and lists {instances.Count}"));
        if (instances.Count == 0)
            return finding with { Location = At(reading.Name(site, "@name")) };
        var (first, message) = Place(reading, site, instances[0], title);
        var same = new SameFlaw(0, first, message);
        foreach (var instance in instances.Skip(1))
        {
            var (place, there) = Place(reading, site, instance, title);
            same.Add(place, there);
        }

        return same.Whole(finding with { Location = first, Message = message });
    }

    private static (Location? At, string Message) Place(Reading reading, MapNode site, MapNode instance, string title)
    {
        var method = reading.Name(instance, "method");
        var parameter = reading.Name(instance, "param");
        var message = Plain.Line($"{title}{(method is null ? "" : " by " + method)}{(parameter is null ? "" : $", parameter {parameter}")}");
        return (At(reading.Name(instance, "uri") ?? reading.Name(site, "@name")), message);
    }

    private static Severity Risk(Reading reading, MapNode alert)
    {
        switch (reading.Whole(alert, "riskcode"))
        {
            case 3:
                return Severity.High;
            case 2:
                return Severity.Medium;
            case 1:
                return Severity.Low;
            case 0:
                return Severity.Info;
            case var other:
                reading.Unread(alert.Position, $"the risk code {other?.ToString(CultureInfo.InvariantCulture) ?? "that should be there"} is not known (0 to 3): taken as HIGH");
                return Severity.High;
        }
    }

    private static Location? At(string? uri) => uri is null ? null : new Location(uri, null) { IsUri = true };
}
