using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Sarif;

/// <summary>
/// SARIF 2.1.0 (OASIS) of any producer: a fact for each tool and kind of scan. Read in pieces, so that a report of a
/// gigabyte costs the memory of what is kept of it.
/// </summary>
[Importer]
internal sealed class SarifImporter : IStreamedImporter
{
    private const int MaxTools = 100;

    public string Name => "sarif";

    public string Tool => "SARIF";

    public string Summary => "SARIF 2.1.0 of any tool: a scan of code, secrets, configuration, vulnerabilities or a web application, by the tool and its rules";

    public ImmutableArray<string> Notes =>
    [
        "A result is one finding at its first location: several locations of a result are one flaw that is mended in one go (SARIF 2.1.0, 3.27.12), or the way that led there.",
    ];

    public bool Identifies(ReportFile file) => file.StartsAs('{') && SarifOutline.Identifies(file);

    public bool Recognizes(ReportFile file) => file.JsonMap is { } root
        && (root["runs"] is ListNode || (root["$schema"]?.Text?.Contains("sarif", StringComparison.OrdinalIgnoreCase) ?? false));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var opening = new Reading(file, context);
        if (!file.StartsAs('{'))
            return opening.RefuseForm("SARIF");
        var (outline, error) = SarifOutline.Read(file);
        if (error is not null)
            return opening.RefuseJson(error);
        if (outline.Version?.Text is not "2.1.0")
            return opening.Refuse(outline.Version?.Position, $"SARIF of version {Plain.Line(outline.Version?.Describe() ?? "unknown", 80)} is not read", "let the tool write SARIF 2.1.0");
        if (outline.NoRun is { } none)
            return opening.Refuse(none.Position, $"a run should be a map, and is {Plain.Line(none.Describe(), 80)}", "let the tool write the report anew");
        if (outline.Runs.Count == 0)
            return opening.Refuse(outline.Start, "the report holds no run", "let the tool write the report anew: without a run nobody knows what was scanned");

        // Several runs of one tool (one a language, say) are one scan: as facts of their own, the last would replace the others.
        var scans = new OrderedDictionary<string, SarifScan>(StringComparer.Ordinal);
        foreach (var run in outline.Runs)
        {
            var name = SarifScan.NameOf(opening, run.Members);
            if (!scans.TryGetValue(name, out var scan))
                scans.Add(name, scan = new SarifScan(new Reading(file, context), name));
            if (scans.Count > MaxTools)
                return opening.Refuse(run.Members.Position, FormattableString.Invariant($"the report is of more than {MaxTools} tools"), "bring a report a tool");
            if (scan.Take(run) is { } problem)
                return problem;
        }

        return opening.Result(scans.Values.SelectMany(scan => scan.Facts()));
    }
}
