using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.CycloneDx;

/// <summary>CycloneDX (ECMA-424) in JSON and XML: an SBOM, and where it lists vulnerabilities a scan of them.</summary>
[Importer]
internal sealed class CycloneDxImporter : IImporter
{
    private const string Versions = "1.2 1.3 1.4 1.5 1.6 1.7";
    private const string XmlNamespace = "http://cyclonedx.org/schema/bom/";

    public string Name => "cyclonedx";

    public string Tool => "CycloneDX";

    public string Summary => "CycloneDX 1.2 to 1.7, JSON and XML: a bill of materials, and its vulnerabilities with their analysis";

    public bool Recognizes(ReportFile file) => file.JsonMap is { } root
        ? root["bomFormat"]?.Text == "CycloneDX"
        : file.XmlRoot is { Name: "bom" };

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        var root = file.JsonMap ?? (file.XmlRoot is { Name: "bom" } xml ? CycloneDxXml.AsJson(xml, VersionOf(file)) : null);
        if (root is null || root["bomFormat"]?.Text != "CycloneDX")
            return reading.RefuseForm("CycloneDX document");
        var version = reading.Name(root, "specVersion");
        if (version is null || !Versions.Split(' ').Contains(version))
            return reading.Refuse(root["specVersion"]?.Position, $"CycloneDX of version {version ?? "unknown"} is not read", "let the tool write one of " + Versions.Replace(" ", ", ", StringComparison.Ordinal));

        var bom = new Bom(reading, root);
        var facts = new List<Fact?>();
        var vulnerabilities = BomVulnerabilities.Of(reading, root, bom);
        // A list of vulnerabilities alone (VEX) says nothing of what the subject is made of. An empty one says nothing of
        // vulnerabilities: tools that did not look for any write it too.
        if (root["components"] is not null || vulnerabilities.IsEmpty)
            facts.Add(reading.Fact(FactKind.Sbom, new SbomPredicate { Format = "CycloneDX " + version, Components = bom.Sorted }, bom.Producer, bom.Time, bom.Subjects));
        if (!vulnerabilities.IsEmpty)
            facts.Add(reading.Fact(FactKind.VulnerabilityScan, new ScanPredicate { Findings = vulnerabilities, Judged = bom.Sorted.Length }, bom.Producer, bom.Time, bom.Subjects));
        return reading.Result(facts);
    }

    // The tree drops namespaces, and the version stands nowhere else: it is taken from the head of the text.
    private static string? VersionOf(ReportFile file)
    {
        var head = TextDecoding.ToText(file.Bytes.Span[..Math.Min(file.Bytes.Length, 4096)], out _);
        var at = head.IndexOf(XmlNamespace, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var rest = head.AsSpan(at + XmlNamespace.Length);
        var end = rest.IndexOfAny('"', '\'');
        return end is > 0 and < 8 ? rest[..end].ToString() : null;
    }
}
