using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Sarif;

/// <summary>SARIF 2.1.0 (OASIS) of any producer: a fact for each tool and kind of scan.</summary>
[Importer]
internal sealed class SarifImporter : IImporter
{
    private const int MaxTools = 100;

    public string Name => "sarif";

    public string Tool => "SARIF";

    public string Summary => "SARIF 2.1.0 of any tool: a scan of code, secrets, configuration, vulnerabilities or a web application, by the tool and its rules";

    public bool Recognizes(ReportFile file) => file.JsonMap is { } root
        && (root["runs"] is ListNode || (root["$schema"]?.Text?.Contains("sarif", StringComparison.OrdinalIgnoreCase) ?? false));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var opening = new Reading(file, context);
        if (file.JsonMap is not { } root)
            return opening.RefuseForm("SARIF");
        if (opening.Name(root, "version") is not "2.1.0")
        {
            return opening.Refuse(root["version"]?.Position, $"SARIF of version {root["version"]?.Describe() ?? "unknown"} is not read", "let the tool write SARIF 2.1.0");
        }

        if (root["runs"] is not ListNode { Values.Length: > 0 } runs)
            return opening.Refuse(root.Position, "the report holds no run", "let the tool write the report anew: without a run nobody knows what was scanned");

        // Several runs of one tool (one a language, say) are one scan: as facts of their own, the last would replace the others.
        var scans = new OrderedDictionary<string, SarifScan>(StringComparer.Ordinal);
        foreach (var run in runs.Values)
        {
            if (run is not MapNode map)
                return opening.Refuse(run.Position, $"a run should be a map, and is {Plain.Line(run.Describe(), 80)}", "let the tool write the report anew");
            var name = SarifScan.NameOf(opening, map);
            if (!scans.TryGetValue(name, out var scan))
                scans.Add(name, scan = new SarifScan(new Reading(file, context), name));
            if (scans.Count > MaxTools)
                return opening.Refuse(map.Position, FormattableString.Invariant($"the report is of more than {MaxTools} tools"), "bring a report a tool");
            if (scan.Take(map) is { } problem)
                return problem;
        }

        return opening.Result(scans.Values.SelectMany(scan => scan.Facts()));
    }
}
