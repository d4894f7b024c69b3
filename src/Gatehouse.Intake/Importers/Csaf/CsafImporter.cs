using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Csaf;

/// <summary>
/// CSAF 2.0 and 2.1 (OASIS): an advisory or VEX. A finding is a vulnerability in a product for which the document states
/// a status; one that is not affected or fixed is suppressed, as the document's own word.
/// </summary>
[Importer]
internal sealed class CsafImporter : IImporter
{
    // Twice what a fact keeps.
    private const int MaxFindings = 200_000;

    public string Name => "csaf";

    public string Tool => "CSAF";

    public string Summary => "CSAF 2.0 and 2.1, advisories and VEX: a finding a vulnerability and product; not affected and fixed ones are suppressed";

    public bool Recognizes(ReportFile file) => file.JsonMap?["document"] is MapNode document && document["csaf_version"] is not null;

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (file.JsonMap is not { } root || root["document"] is not MapNode document || document["csaf_version"] is null)
            return reading.RefuseForm("CSAF document");
        var version = reading.Name(document, "csaf_version");
        if (version is not ("2.0" or "2.1"))
            return reading.Refuse(document["csaf_version"]!.Position, $"CSAF {Plain.Line(version ?? "without a version", 40)} is not read", "bring version 2.0 or 2.1");

        var products = CsafProducts.Of(reading, root);
        var findings = new List<Finding>();
        foreach (var vulnerability in reading.Maps(root, "vulnerabilities"))
        {
            foreach (var finding in new CsafVulnerability(reading, document, vulnerability, products).Findings().TakeWhile(_ => findings.Count < MaxFindings))
                findings.Add(finding);
        }

        if (findings.Count == MaxFindings)
            reading.Unread(null, FormattableString.Invariant($"only the first {MaxFindings} statuses of products are looked at"));

        var tracking = reading.Map(document, "tracking");
        var engine = reading.Map(reading.Map(tracking, "generator"), "engine");
        return reading.Result(reading.Fact(
            FactKind.VulnerabilityScan,
            new ScanPredicate { Findings = reading.Findings(findings), Judged = products.Count },
            reading.Producer(reading.Name(reading.Map(document, "publisher"), "name") ?? reading.Name(engine, "name"), null, "CSAF"),
            reading.Time(reading.Name(tracking, "current_release_date"), document.Position),
            []));
    }
}
