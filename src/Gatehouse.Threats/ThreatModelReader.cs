using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Threats;

/// <summary>One thing that is wrong with a threat model, and where.</summary>
public sealed record ThreatProblem(string Path, SourcePosition Position, string Message);

/// <summary>
/// Reads the documented form (docs/how-to/threat-model.md): assets, threats with STRIDE letters and risk, requirements
/// with owner and test. Several files are one model. Everything wrong is said at once.
/// </summary>
public sealed class ThreatModelReader
{
    private static readonly string[] RootKeys = ["assets", "threats", "requirements"];
    private static readonly string[] ThreatKeys = ["id", "title", "stride", "risk", "assets", "paths", "mitigated-by"];
    private static readonly string[] RequirementKeys = ["id", "text", "owner", "test"];

    private readonly List<ThreatProblem> _problems = [];
    private readonly List<string> _assets = [];
    private readonly List<(Threat Threat, Node Node)> _threats = [];
    private readonly List<(Requirement Requirement, Node Node)> _requirements = [];

    private ThreatModelReader()
    {
    }

    /// <summary>The model of what could be read, and the problems sorted by place.</summary>
    public static (ThreatModelPredicate Model, ImmutableArray<ThreatProblem> Problems) Read(IEnumerable<(string Path, byte[] Bytes)> files)
    {
        var reader = new ThreatModelReader();
        foreach (var (path, bytes) in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            reader.ReadFile(path, bytes);
        reader.CheckReferences();
        return (
            new ThreatModelPredicate
            {
                Assets = [.. reader._assets.Distinct().Order(StringComparer.Ordinal)],
                Threats = [.. reader._threats.Select(pair => pair.Threat).OrderBy(threat => threat.Id, StringComparer.Ordinal)],
                Requirements = [.. reader._requirements.Select(pair => pair.Requirement).OrderBy(requirement => requirement.Id, StringComparer.Ordinal)],
            },
            [.. reader._problems.OrderBy(problem => problem.Path, StringComparer.Ordinal).ThenBy(problem => problem.Position.Line)]);
    }

    private void ReadFile(string path, byte[] bytes)
    {
        var text = Yaml.Parse(bytes, new TextLimits { MaxBytes = 4 << 20, MaxDepth = 16, MaxNodes = 100_000 });
        if (text.Error is { } error)
        {
            _problems.Add(new ThreatProblem(path, error.Position, error.Message));
            return;
        }

        if (text.Root is null)
            return;
        if (text.Root is not MapNode root)
        {
            _problems.Add(new ThreatProblem(path, text.Root.Position, "a threat model is a map with assets, threats and requirements"));
            return;
        }

        Unknown(path, root, RootKeys);
        _assets.AddRange(Texts(path, root["assets"], "assets"));
        foreach (var item in root["threats"]?.Items ?? [])
            ReadThreat(path, item);
        foreach (var item in root["requirements"]?.Items ?? [])
            ReadRequirement(path, item);
    }

    private void ReadThreat(string path, Node item)
    {
        Unknown(path, item, ThreatKeys);
        var id = Required(path, item, "id");
        var title = Required(path, item, "title");
        var stride = string.Concat(Texts(path, item["stride"], "stride")).Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (stride.Length == 0 || stride.Any(letter => !"STRIDE".Contains(letter, StringComparison.Ordinal)))
            Problem(path, item["stride"] ?? item, "stride takes one or more of the letters S, T, R, I, D, E");
        var word = Required(path, item, "risk");
        if (!Severities.TryParse(word, out var risk) && word.Length > 0)
            Problem(path, item["risk"]!, $"\"{word}\" is no risk: write critical, high, medium or low");
        var paths = Texts(path, item["paths"], "paths");
        foreach (var glob in paths.Where(glob => Glob.TryParse(glob, out _) is null))
            Problem(path, item["paths"]!, $"\"{glob}\" is no path pattern");
        _threats.Add((new Threat(id, title, stride, risk)
        {
            Assets = [.. Texts(path, item["assets"], "assets")],
            MitigatedBy = [.. Texts(path, item["mitigated-by"], "mitigated-by")],
            Paths = [.. paths],
            Location = Place(path, item),
        }, item));
    }

    private void ReadRequirement(string path, Node item)
    {
        Unknown(path, item, RequirementKeys);
        _requirements.Add((new Requirement(Required(path, item, "id"), Required(path, item, "text"), item["owner"]?.Text, item["test"]?.Text) { Location = Place(path, item) }, item));
    }

    private void CheckReferences()
    {
        var requirements = _requirements.Select(pair => pair.Requirement.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (threat, node) in _threats)
        {
            foreach (var id in threat.MitigatedBy.Where(id => !requirements.Contains(id)))
                Problem(threat.Location!.Path, node["mitigated-by"]!, $"{threat.Id} is mitigated by {id}, and there is no such requirement");
            foreach (var asset in threat.Assets.Where(asset => !_assets.Contains(asset)))
                Problem(threat.Location!.Path, node["assets"]!, $"{threat.Id} names the asset \"{asset}\", which is not listed under assets");
        }

        foreach (var twice in _threats.Select(pair => (pair.Threat.Id, pair.Threat.Location!.Path, pair.Node)).Concat(_requirements.Select(pair => (pair.Requirement.Id, pair.Requirement.Location!.Path, pair.Node))).GroupBy(entry => entry.Id, StringComparer.Ordinal).Where(group => group.Key.Length > 0 && group.Count() > 1))
            Problem(twice.Last().Path, twice.Last().Node, $"the id {twice.Key} is used twice");
    }

    private void Unknown(string path, Node node, string[] known)
    {
        if (node is not MapNode map)
        {
            Problem(path, node, $"a map is wanted here, and {node.Describe()} is there");
            return;
        }

        foreach (var entry in map.Members.Where(entry => !known.Contains(entry.Key.Value)))
            Problem(path, entry.Key, $"the key \"{entry.Key.Value}\" is not known; known are {string.Join(", ", known)}");
    }

    private string Required(string path, Node node, string key)
    {
        if (node[key]?.Text is { Length: > 0 } text)
            return text;
        Problem(path, node[key] ?? node, $"\"{key}\" is missing");
        return "";
    }

    private List<string> Texts(string path, Node? node, string key)
    {
        if (node is null)
            return [];
        if (node.Text is { } single)
            return [single];
        if (node is ListNode list && list.Values.All(item => item.Text is not null))
            return [.. list.Values.Select(item => item.Text!)];
        Problem(path, node, $"\"{key}\" is a list of texts");
        return [];
    }

    private void Problem(string path, Node node, string message) => _problems.Add(new ThreatProblem(path, node.Position, message));

    private static Location Place(string path, Node node) => new(path, new Region(node.Position.Line, node.Position.Column, node.Position.Line, node.Position.Column));
}
