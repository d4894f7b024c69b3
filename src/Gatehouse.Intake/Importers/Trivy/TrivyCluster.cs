using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Trivy;

/// <summary>
/// <c>trivy k8s --format json</c>: the resources of a cluster, each with results as other reports have them. They lie under
/// <c>Resources</c>; older versions keep them apart by what was looked for, and the summary calls them <c>Findings</c>.
/// </summary>
internal static class TrivyCluster
{
    private static readonly string[] Lists = ["Resources", "Vulnerabilities", "Misconfigurations", "Findings"];

    public static bool IsCluster(MapNode root) => root["ClusterName"] is not null && Lists.Any(list => root.TryGet(list, out _));

    /// <summary>Takes the findings of all resources, and gives how many resources there are.</summary>
    public static int Take(Reading reading, MapNode root, SortedDictionary<FactKind, List<Finding>> scans)
    {
        // A list stands for a scan that ran, be it empty; Resources and Findings do not say which.
        foreach (var (list, kind) in new[] { ("Vulnerabilities", FactKind.VulnerabilityScan), ("Misconfigurations", FactKind.ConfigurationScan) })
        {
            if (root[list] is ListNode)
                scans.TryAdd(kind, []);
        }

        var judged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in Lists.SelectMany(list => reading.Maps(root, list)))
        {
            var place = string.Join('/', new[] { reading.Name(resource, "Namespace"), reading.Name(resource, "Kind"), reading.Name(resource, "Name") }.Where(part => part is { Length: > 0 }));
            judged.Add(place);
            if (reading.Text(resource, "Error") is { } error)
                reading.Unread(resource["Error"]!.Position, $"Trivy could not look at {place}: {error}");
            foreach (var result in reading.Maps(resource, "Results"))
                new TrivyResult(reading, result, isImage: true, place).Take(scans);
        }

        return judged.Count;
    }
}
