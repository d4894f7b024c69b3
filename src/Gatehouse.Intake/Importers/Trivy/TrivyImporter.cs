using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Trivy;

/// <summary>
/// Trivy's JSON reports: of schema version 2, of version 1 (a list of targets), and of a cluster. A fact for each kind of
/// scan that the report shows to have run: Trivy does not list a scan that found nothing to look at, so of such a one
/// there is no fact.
/// </summary>
[Importer]
internal sealed class TrivyImporter : IImporter
{
    public string Name => "trivy";

    public string Tool => "Trivy";

    public string Summary => "Trivy's JSON report, schema versions 1 and 2, and its report of a Kubernetes cluster: scans of vulnerabilities, secrets, configuration and licences; the word null, which old versions wrote for no target, is a Partial scan where the importer is named";

    public ImmutableArray<string> Notes =>
    [
        "The word null alone, which old versions wrote where there was no target, does not tell that anything was looked at: it is Partial with --importer trivy, and not known without, whatever the file is called.",
    ];

    public bool Recognizes(ReportFile file) => file.JsonMap is { } root
        ? (root["SchemaVersion"] is not null && (root["ArtifactName"] is not null || root["ArtifactType"] is not null || root["Results"] is not null)) || TrivyCluster.IsCluster(root)
        : file.JsonList is { } list && list.Values.Any(IsTarget);

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        var scans = new SortedDictionary<FactKind, List<Finding>>();
        if (file.JsonMap is { } cluster && TrivyCluster.IsCluster(cluster))
            return Facts(reading, cluster, scans, TrivyCluster.Take(reading, cluster, scans), []);
        if (file.JsonList is { } list && Recognizes(file))
            return Facts(reading, list, scans, Targets(reading, list, scans), []);
        if (file.IsJsonNull)
        {
            // What old versions wrote where there was no target at all: nothing was looked at.
            reading.Unread(null, "Trivy names no target that it looked at");
            return Facts(reading, null, new() { [FactKind.VulnerabilityScan] = [] }, 0, []);
        }

        if (file.JsonMap is not { } root || root["SchemaVersion"] is null)
            return reading.RefuseForm("JSON report of Trivy");
        if (reading.Whole(root, "SchemaVersion") != 2)
            return reading.Refuse(root["SchemaVersion"]!.Position, $"Trivy's schema version {Plain.Line(root["SchemaVersion"]!.Describe(), 40)} is not read", "let Trivy write schema version 2");

        var isImage = reading.Name(root, "ArtifactType") == "container_image";
        var judged = 0;
        foreach (var result in reading.Maps(root, "Results"))
        {
            judged++;
            new TrivyResult(reading, result, isImage).Take(scans);
        }

        var seen = scans.Keys.ToHashSet();
        foreach (var ran in context.Ran)
            scans.TryAdd(ran, []);
        return Facts(reading, root, scans, judged, SubjectsOf(reading, root, isImage), seen);
    }

    // Of the scans that are seen a target was there; null for all.
    private static ImportResult Facts(Reading reading, Node? root, SortedDictionary<FactKind, List<Finding>> scans, int judged, ImmutableArray<Subject> subjects, HashSet<FactKind>? seen = null)
    {
        if (scans.Count == 0)
            return reading.Refuse(root?["Results"]?.Position ?? root?.Position, "the report shows no scan that ran", "name what Trivy is to look for (--scanners) and where; a repository without anything of the kind gives no report to judge by");
        var top = root as MapNode;
        var producer = reading.Producer("Trivy", reading.Name(reading.Map(top, "Trivy"), "Version"), "Trivy");
        var time = reading.Time(reading.Name(top, "CreatedAt"), top?["CreatedAt"]?.Position);
        return reading.Result(scans.Select(scan => reading.Fact(
            scan.Key,
            // Secrets can be anywhere; of the others nothing was there to be looked at.
            new ScanPredicate { Findings = reading.Findings(scan.Value), Judged = judged, Passed = scan.Key == FactKind.ConfigurationScan ? Passed(top) : 0, Applies = scan.Value.Count > 0 || scan.Key == FactKind.SecretsScan || seen?.Contains(scan.Key) != false },
            producer,
            time,
            subjects)).ToList());
    }

    private static long Passed(MapNode? root) => root?["Results"] is ListNode results
        ? results.Values.Sum(result => long.TryParse(result["MisconfSummary"]?["Successes"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, int.MaxValue) : 0)
        : 0;

    // Version 1: the targets themselves are the document. It names no class, so the packages' type tells a file from an image.
    private static int Targets(Reading reading, ListNode list, SortedDictionary<FactKind, List<Finding>> scans)
    {
        foreach (var item in list.Values)
        {
            if (item is MapNode target)
                new TrivyResult(reading, target, isImage: false).Take(scans);
            else
                reading.Unread(item.Position, "a target should be a map");
        }

        return list.Values.Length;
    }

    // Version 1 wrote "Vulnerabilities": null for a target in which nothing was found.
    private static bool IsTarget(Node node) => node is MapNode map && map["Target"] is not null && (map.TryGet("Vulnerabilities", out _) || map.TryGet("Misconfigurations", out _));

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
