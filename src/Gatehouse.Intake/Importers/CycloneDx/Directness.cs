using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.CycloneDx;

/// <summary>
/// Whether the subject asks for a component itself, from the dependency graph. Null where the graph does not say: a gate
/// counts that as direct. Packages of an operating system belong to the base image, and are never called indirect.
/// </summary>
internal sealed class Directness
{
    private readonly HashSet<string> _direct = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly bool _hasRoot;

    public Directness(Reading reading, MapNode root, string? about)
    {
        var graph = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var entry in reading.Maps(root, "dependencies"))
        {
            if (reading.Name(entry, "ref") is not { } reference)
                continue;
            if (!graph.TryGetValue(reference, out var on))
                graph.Add(reference, on = []);
            on.AddRange(reading.Texts(entry, "dependsOn"));
            _known.Add(reference);
            _known.UnionWith(on);
        }

        if (about is null || !graph.ContainsKey(about))
            return;
        _hasRoot = true;

        // An operating system or a lock file between the subject and its packages only groups them.
        var groups = Groups(reading, root);
        var open = new Queue<string>([about]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { about };
        while (open.TryDequeue(out var reference))
        {
            foreach (var next in graph.GetValueOrDefault(reference) ?? [])
            {
                _direct.Add(next);
                if (groups.Contains(next) && seen.Add(next))
                    open.Enqueue(next);
            }
        }
    }

    public bool? Of(string? reference, PackageUrl? purl)
    {
        if (!_hasRoot || reference is null || !_known.Contains(reference))
            return null;
        if (_direct.Contains(reference))
            return true;
        return purl?.Type is "deb" or "apk" or "rpm" or "alpm" ? null : false;
    }

    private static HashSet<string> Groups(Reading reading, MapNode root) =>
    [
        .. reading.Maps(root, "components")
            .Where(component => reading.Name(component, "purl") is null && reading.Name(component, "type") is "operating-system" or "application" or "container" or "platform" or "file")
            .Select(component => reading.Name(component, "bom-ref")).OfType<string>(),
    ];
}
