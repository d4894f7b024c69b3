using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Trivy;

/// <summary>
/// Trivy's JSON report, schema version 2: a fact for each kind of scan that the report shows to have run. Trivy does not
/// list a scan that found nothing to look at, so of such a one there is no fact.
/// </summary>
[Importer]
internal sealed class TrivyImporter : IImporter
{
    public string Name => "trivy";

    public string Tool => "Trivy";

    public string Summary => "Trivy's JSON report, schema version 2: scans of vulnerabilities, secrets, configuration and licences";

    public bool Recognizes(ReportFile file) => file.JsonMap is { } root
        ? root["SchemaVersion"] is not null && (root["ArtifactName"] is not null || root["ArtifactType"] is not null || root["Results"] is not null)
        : file.JsonList is { Values: [MapNode first, ..] } && first["Target"] is not null && first.TryGet("Vulnerabilities", out _);

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (file.JsonMap is not { } root || root["SchemaVersion"] is null)
        {
            return Recognizes(file)
                ? reading.Refuse(null, "this is a report of Trivy's schema version 1", "let Trivy 0.20 or newer write it: schema version 2 is read")
                : reading.RefuseForm("JSON report of Trivy");
        }

        if (reading.Whole(root, "SchemaVersion") != 2)
            return reading.Refuse(root["SchemaVersion"]!.Position, $"Trivy's schema version {Plain.Line(root["SchemaVersion"]!.Describe(), 40)} is not read", "let Trivy write schema version 2");

        var isImage = reading.Name(root, "ArtifactType") == "container_image";
        var scans = new SortedDictionary<FactKind, List<Finding>>();
        var judged = 0;
        foreach (var result in reading.Maps(root, "Results"))
        {
            judged++;
            new TrivyResult(reading, result, isImage).Take(scans);
        }

        var seen = scans.Keys.ToHashSet();
        foreach (var ran in context.Ran)
            scans.TryAdd(ran, []);
        if (scans.Count == 0)
            return reading.Refuse(root["Results"]?.Position ?? root.Position, "the report shows no scan that ran", "name what Trivy is to look for (--scanners) and where; a repository without anything of the kind gives no report to judge by");
        var producer = reading.Producer("Trivy", reading.Name(reading.Map(root, "Trivy"), "Version"), "Trivy");
        var time = reading.Time(reading.Name(root, "CreatedAt"), root["CreatedAt"]?.Position);
        var subjects = SubjectsOf(reading, root, isImage);
        return reading.Result(scans.Select(scan => reading.Fact(
            scan.Key,
            // Secrets can be anywhere; of the others nothing was there to be looked at.
            new ScanPredicate { Findings = reading.Findings(scan.Value), Judged = judged, Applies = scan.Value.Count > 0 || scan.Key == FactKind.SecretsScan || seen.Contains(scan.Key) },
            producer,
            time,
            subjects)).ToList());
    }

    // An image is known by its manifest in each registry, and by its configuration (ImageID).
    private static ImmutableArray<Subject> SubjectsOf(Reading reading, MapNode root, bool isImage)
    {
        var metadata = reading.Map(root, "Metadata");
        var name = reading.Name(root, "ArtifactName") ?? "image";
        if (isImage)
        {
            return
            [
                .. reading.Texts(metadata, "RepoDigests").Append(reading.Name(metadata, "ImageID")).Select(Digests.Sha256).OfType<string>().Distinct()
                    .Select(digest => Digests.Image(name, digest)),
            ];
        }

        return reading.Name(root, "ArtifactType") == "repository" && Digests.Commit(reading.Name(metadata, "Commit")) is { } commit ? [Subject.OfCommit(commit)] : [];
    }
}
