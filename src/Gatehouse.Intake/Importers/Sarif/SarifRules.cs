using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Sarif;

/// <summary>The rules of a run's driver and extensions, and how a result names one (§3.27.5 to §3.27.7, §3.52).</summary>
internal sealed class SarifRules
{
    private readonly Reading _reading;
    private readonly IReadOnlyList<MapNode?> _driver;
    private readonly List<IReadOnlyList<MapNode?>> _extensions = [];
    private readonly Dictionary<string, MapNode> _byId = new(StringComparer.Ordinal);

    public SarifRules(Reading reading, MapNode run)
    {
        _reading = reading;
        var tool = reading.Map(run, "tool");
        _driver = Rules(reading.Map(tool, "driver"));
        foreach (var extension in reading.Maps(tool, "extensions"))
            _extensions.Add(Rules(extension));
    }

    /// <summary>The id that the result names, and its rule where the report holds it.</summary>
    public (string? Id, MapNode? Rule) Of(MapNode result)
    {
        var reference = _reading.Map(result, "rule");
        var id = _reading.Name(result, "ruleId") ?? _reading.Name(reference, "id");
        var list = _reading.Whole(_reading.Map(reference, "toolComponent"), "index") is { } component
            ? component >= 0 && component < _extensions.Count ? _extensions[(int)component] : []
            : _driver;
        var index = _reading.Whole(result, "ruleIndex") ?? _reading.Whole(reference, "index") ?? -1;
        if (index >= 0 && index < list.Count && list[(int)index] is { } rule)
            return (id ?? _reading.Name(rule, "id"), rule);

        // §3.27.5: "CA1000/1" is the rule CA1000, more precisely.
        var steps = 0;
        for (var part = id; part is { Length: > 0 } && steps++ < 8; part = part.LastIndexOf('/') is > 0 and var slash ? part[..slash] : null)
        {
            if (_byId.TryGetValue(part, out var found))
                return (id, found);
        }

        return (id, null);
    }

    private List<MapNode?> Rules(MapNode? component)
    {
        var rules = new List<MapNode?>();
        foreach (var item in _reading.Items(component, "rules"))
        {
            var rule = item as MapNode;
            rules.Add(rule); // The place counts: results refer to it by number.
            if (_reading.Name(rule, "id") is { } id && rule is not null)
                _byId.TryAdd(id, rule);
        }

        return rules;
    }
}
