using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Syft;

/// <summary>Syft's own JSON (anchore/syft's schema, by its major version): the packages of an image or folder.</summary>
[Importer]
internal sealed class SyftImporter : IImporter
{
    private const int Oldest = 3;
    private const int Newest = 16;

    public string Name => "syft";

    public string Tool => "Syft";

    public string Summary => "Syft's JSON (`syft -o json`), schemas 3 to 16: a bill of materials of an image or a folder; Syft's CycloneDX and SPDX are read as such";

    public bool Recognizes(ReportFile file) => file.JsonMap is { } root && root["artifacts"] is ListNode && root["descriptor"]?["name"]?.Text == "syft";

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (file.JsonMap is not { } root || !Recognizes(file))
            return reading.RefuseForm("report of Syft");
        var schema = reading.Name(reading.Map(root, "schema"), "version");
        if (schema is null || !int.TryParse(schema.Split('.')[0], out var major) || major is < Oldest or > Newest)
            return reading.Refuse(root["schema"]?.Position, $"schema {schema ?? "of no version"} of Syft is not read", FormattableString.Invariant($"bring one of {Oldest} to {Newest}, or let Syft write CycloneDX (-o cyclonedx-json)"));

        var components = reading.Maps(root, "artifacts").Select(artifact => ComponentOf(reading, artifact)).OfType<Component>().Distinct()
            .OrderBy(component => component.Purl?.ToString(), StringComparer.Ordinal).ThenBy(component => component.Name, StringComparer.Ordinal).ThenBy(component => component.Version, StringComparer.Ordinal);
        var descriptor = reading.Map(root, "descriptor");
        return reading.Result(reading.Fact(
            FactKind.Sbom,
            new SbomPredicate { Format = "Syft " + schema, Components = [.. components] },
            reading.Producer(null, reading.Name(descriptor, "version"), Tool),
            reading.Time(reading.Name(descriptor, "timestamp"), descriptor?["timestamp"]?.Position),
            SubjectOf(reading, reading.Map(root, "source"))));
    }

    private static Component? ComponentOf(Reading reading, MapNode artifact)
    {
        if (reading.Name(artifact, "name") is not { } name)
        {
            reading.Unread(artifact.Position, "a package has no name");
            return null;
        }

        var purl = Components.Purl(reading, reading.Name(artifact, "purl"), artifact["purl"]?.Position);
        return new Component(purl is null ? name : Components.NameOf(purl), reading.Name(artifact, "version") ?? purl?.Version)
        {
            Purl = purl,
            Licenses = Licenses(reading, artifact),
            Location = FileOf(reading, artifact),
        };
    }

    // Texts until schema 7, since then maps with the expression where Syft could make one.
    private static ImmutableArray<string> Licenses(Reading reading, MapNode artifact) =>
    [
        .. reading.Items(artifact, "licenses")
            .Select(license => license is MapNode map ? reading.Name(map, "spdxExpression") ?? reading.Name(map, "value") : license.Text is { } text ? Plain.Line(text, Plain.NameLength) : null)
            .Where(license => !string.IsNullOrEmpty(license)).OfType<string>().Distinct().Order(StringComparer.Ordinal),
    ];

    // Where the package is declared; other places (a binary that holds it, a layer) say nothing more to a reader.
    private static Location? FileOf(Reading reading, MapNode artifact)
    {
        var path = reading.Maps(artifact, "locations").Select(location => reading.Raw(location, "path")).FirstOrDefault(found => found is not null);
        return path is null ? null : Places.OfPath(path.TrimStart('/'), null, out _);
    }

    private static ImmutableArray<Subject> SubjectOf(Reading reading, MapNode? source)
    {
        // Of a folder the target is a path; until schema 7 it lay under target, since then under metadata.
        if (reading.Name(source, "type") != "image" || (source!["metadata"] ?? source["target"]) is not MapNode image)
            return [];
        var digest = Digests.Sha256(reading.Name(image, "manifestDigest")) ?? reading.Texts(image, "repoDigests").Select(Digests.Sha256).FirstOrDefault(found => found is not null);
        return digest is null ? [] : [Digests.Image(reading.Name(image, "userInput") ?? "image", digest)];
    }
}
