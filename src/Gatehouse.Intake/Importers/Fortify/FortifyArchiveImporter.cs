using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Fortify;

/// <summary>
/// Fortify's result file (FPR): an archive with the scan in <c>audit.fvdl</c> and what auditors said in <c>audit.xml</c>.
/// The source files that it carries are not unpacked.
/// </summary>
[Importer]
internal sealed class FortifyArchiveImporter : IImporter
{
    private const string Scan = "audit.fvdl";
    private const string Audit = "audit.xml";

    public string Name => "fortify-fpr";

    public string Tool => "Fortify";

    public string Summary => "Fortify's result file (.fpr): a scan of code, by Fortify Priority Order; what was suppressed or audited as no issue is suppressed, errors of the scan make it Partial";

    public bool Recognizes(ReportFile file) => Archive.Names(file).Contains(Scan);

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        const string Anew = "let Fortify write the .fpr anew";
        var reading = new Reading(file, context);
        if (!Archive.IsZip(file))
            return reading.RefuseForm("result file of Fortify");
        var (entries, problem) = Archive.Files(file, name => name is Scan or Audit);
        if (problem is not null)
            return reading.Refuse(null, problem, Anew);
        if (entries.FirstOrDefault(entry => entry.Path == Scan) is not { } scan)
            return reading.Refuse(null, $"the archive holds no {Scan}", "leave --importer out, or name the right one");
        var (root, error) = Xml.Parse(scan.Bytes);
        if (root?.Name != "FVDL")
            return reading.Refuse(error?.Position, $"{Scan} is not readable: " + (error is null ? "it is no FVDL" : Plain.Line(error.Message)), Anew);

        var engine = root.Child("EngineData");
        foreach (var told in engine?.Child("Errors")?.Children ?? [])
            reading.Unread(told.Position, $"error {told.Attribute("code")}: {told.Content}", Scan);
        var vulnerabilities = new FortifyVulnerabilities(reading, root, FortifyAudit.Of(reading, entries.FirstOrDefault(entry => entry.Path == Audit)));
        var findings = root.Child("Vulnerabilities")?.Children.Where(child => child.Name == "Vulnerability").Select(vulnerabilities.Of) ?? [];
        var written = root.Child("WriteDate") ?? root.Child("CreatedTS");
        return reading.Result(reading.Fact(
            FactKind.CodeScan,
            new ScanPredicate { Findings = reading.Findings(findings), Judged = long.TryParse(root.Child("Build")?.ChildText("NumberFiles"), NumberStyles.None, CultureInfo.InvariantCulture, out var files) ? files : 0 },
            reading.Producer(null, engine?.ChildText("EngineVersion") is { Length: > 0 } version ? Plain.Line(version, Plain.NameLength) : null, Tool),
            written is null ? null : reading.Time($"{written.Attribute("date")}T{written.Attribute("time")}", written.Position),
            []));
    }
}
