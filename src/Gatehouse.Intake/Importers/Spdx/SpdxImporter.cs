using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Spdx;

/// <summary>SPDX (ISO/IEC 5962) as JSON, tag-value and the JSON-LD of version 3: an SBOM.</summary>
[Importer]
internal sealed class SpdxImporter : IImporter
{
    public string Name => "spdx";

    public string Tool => "SPDX";

    public string Summary => "SPDX 2.2 and 2.3, JSON and tag-value, and the packages of SPDX 3.0 JSON-LD: a bill of materials; advisories that version 2.3 cites beside a package are findings of a Partial scan";

    public bool Recognizes(ReportFile file) => file.Form switch
    {
        ReportForm.Json => file.JsonMap is { } root && (Unwrapped(root)["spdxVersion"] is not null || SpdxGraph.IsOne(root)),
        ReportForm.Text => SpdxTags.IsOne(file),
        _ => false,
    };

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        SpdxDocument document;
        if (file.Form == ReportForm.Text && SpdxTags.IsOne(file))
            document = SpdxTags.Read(reading);
        else if (file.JsonMap is not { } root)
            return reading.RefuseForm("SPDX document");
        else if (SpdxGraph.IsOne(root))
            document = SpdxGraph.Read(reading, root);
        else if (Unwrapped(root)["spdxVersion"] is not null)
            document = SpdxJson.Read(reading, Unwrapped(root));
        else
            return reading.RefuseForm("SPDX document");

        if (document.Version is not ("2.2" or "2.3" or "3.0" or "3.0.0" or "3.0.1"))
            return reading.Refuse(null, $"SPDX of version {document.Version} is not read", "let the tool write 2.2, 2.3 or 3.0");
        return Fact(reading, document);
    }

    // The export of GitHub's dependency graph lies in a member.
    private static MapNode Unwrapped(MapNode root) => root["spdxVersion"] is null && root["sbom"] is MapNode inner ? inner : root;

    private static ImportResult Fact(Reading reading, SpdxDocument document)
    {
        var described = document.Packages.Where(package => package.Id is { } id && document.Described.Contains(id)).ToList();
        var about = described.Count == 1 ? described[0] : null;
        var directness = new SpdxDirectness(document);
        // What the document is of is listed among its packages. Where nothing else is listed, it is the component.
        var components = document.Packages.Where(package => package != about || document.Packages.Count == 1)
            .Select(package => ComponentOf(reading, package, directness)).OfType<Component>()
            .OrderBy(component => component.Purl?.ToString(), StringComparer.Ordinal).ThenBy(component => component.Name, StringComparer.Ordinal).ThenBy(component => component.Version, StringComparer.Ordinal);
        var dash = document.Tool?.LastIndexOf('-') ?? -1;
        var hasVersion = dash > 0 && dash + 1 < document.Tool!.Length && (char.IsAsciiDigit(document.Tool[dash + 1]) || document.Tool[dash + 1] == 'v');
        var producer = reading.Producer(hasVersion ? document.Tool![..dash] : document.Tool, hasVersion ? document.Tool![(dash + 1)..] : null, "SPDX");
        ImmutableArray<Subject> subjects = about is null ? [] : SubjectOf(about);
        var sbom = reading.Fact(FactKind.Sbom, new SbomPredicate { Format = "SPDX " + document.Version, Components = [.. components] }, producer, document.Created, subjects);
        var cited = document.Packages.SelectMany(package => SpdxAdvisories.Of(package, ComponentOf(reading, package, directness))).ToList();
        if (cited.Count == 0)
            return reading.Result(sbom);

        // Nobody says that the other packages were looked at.
        reading.Unread(null, "advisories cited in a bill of materials are no scan for vulnerabilities: bring a scanner's report too");
        return reading.Result(sbom, reading.Fact(FactKind.VulnerabilityScan, new ScanPredicate { Findings = reading.Findings(cited), Judged = document.Packages.Count }, producer, document.Created, subjects));
    }

    private static Component? ComponentOf(Reading reading, SpdxPackage package, SpdxDirectness directness)
    {
        if (package.Name is null)
        {
            reading.Unread(package.Position, "a package has no name");
            return null;
        }

        var purl = Components.Purl(reading, package.Purl, package.Position);
        var digests = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (algorithm, value) in package.Checksums)
        {
            if (Digests.TryNamed(algorithm, value, out var name, out var digits))
                digests[name] = digits;
        }

        var license = Known(package.Declared) ?? Known(package.Concluded);
        return new Component(purl is null ? package.Name : Components.NameOf(purl), package.Version ?? purl?.Version)
        {
            Purl = purl,
            Licenses = license is null ? [] : [license],
            Digests = digests.ToImmutable(),
            IsDirect = directness.Of(package.Id, purl),
        };
    }

    private static string? Known(string? license) => license is null or "NOASSERTION" or "NONE" ? null : license;

    private static ImmutableArray<Subject> SubjectOf(SpdxPackage about)
    {
        var purl = PackageUrl.TryParse(about.Purl, out var parsed) ? parsed : null;
        if (purl?.Type is "oci" or "docker" || about.Purpose is "CONTAINER" or "container")
        {
            var manifest = Digests.Sha256(purl?.Version) ?? (about.Version?.StartsWith("sha256:", StringComparison.Ordinal) == true ? Digests.Sha256(about.Version) : null) ?? about.Sha256;
            return manifest is null ? [] : [Digests.Image(about.Name ?? "unnamed", manifest)];
        }

        return about.Sha256 is { } hash ? [Subject.OfSha256(SubjectKind.File, about.Name ?? "unnamed", hash)] : [];
    }
}
