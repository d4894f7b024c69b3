using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Sarif;

/// <summary>Locations of a run: URIs are brought below the roots that the run names (§3.14.14 originalUriBaseIds, §3.20.19 workingDirectory).</summary>
internal sealed class SarifPlaces
{
    private const int MaxRoots = 50;

    private readonly Reading _reading;
    private readonly IReadOnlyList<string?> _artifacts;
    private readonly List<string> _roots = [];

    public SarifPlaces(Reading reading, SarifRun sarifRun)
    {
        _reading = reading;
        _artifacts = sarifRun.Artifacts;
        var run = sarifRun.Members;
        foreach (var entry in (reading.Map(run, "originalUriBaseIds")?.Entries ?? []).Where(entry => entry.Value is MapNode))
            AddRoot(reading.Raw(entry.Value, "uri"));
        foreach (var invocation in reading.Maps(run, "invocations"))
            AddRoot(reading.Raw(reading.Map(invocation, "workingDirectory"), "uri"));
        if (reading.Root is { } root)
            _roots.AddRange([root, "file://" + root, "file://" + Uri.EscapeDataString(root).Replace("%2F", "/", StringComparison.Ordinal)]);
        _roots.Sort(static (a, b) => b.Length != a.Length ? b.Length.CompareTo(a.Length) : string.CompareOrdinal(a, b));
    }

    /// <summary>The place of a location (§3.28); null where it names no artifact.</summary>
    public Location? Of(Node? location)
    {
        if (location is not MapNode)
            return null;
        var physical = _reading.Map(location, "physicalLocation");
        var artifact = _reading.Map(physical, "artifactLocation");
        var uri = _reading.Raw(artifact, "uri");
        if (uri is null && _reading.Whole(artifact, "index") is { } index && index >= 0 && index < _artifacts.Count)
            uri = _artifacts[(int)index];
        if (uri is null)
            return null;

        var region = _reading.Map(physical, "region");
        var place = Places.OfUri(
            uri,
            _reading.Region(_reading.Whole(region, "startLine"), _reading.Whole(region, "startColumn"), _reading.Whole(region, "endLine"), _reading.Whole(region, "endColumn"), region?.Position),
            _roots,
            out var why);
        if (why is not null)
            _reading.Degraded(artifact!.Position, why);
        var symbol = _reading.Maps(location, "logicalLocations").Select(logical => _reading.Name(logical, "fullyQualifiedName") ?? _reading.Name(logical, "name")).FirstOrDefault();
        return symbol is null ? place : place with { Symbol = symbol };
    }

    // Only a deep root is one: "file:///" would make every file of the machine one of the subject.
    private void AddRoot(string? uri)
    {
        if (_roots.Count < MaxRoots && uri is { Length: > 8 and <= 1000 } && uri.StartsWith("file:///", StringComparison.Ordinal) && !uri.Contains("..", StringComparison.Ordinal))
            _roots.Add(uri.EndsWith('/') ? uri : uri + "/");
    }
}
