using Gatehouse.Text;
using System.Text.Json;

namespace Gatehouse.Intake.Importers.Sarif;

/// <summary>A run without its results: these are read from their place, once everything that they refer to is known.</summary>
/// <param name="Members">Those that this importer uses, but for results and artifacts.</param>
/// <param name="Artifacts">The URI of each (§3.14.15), so that a result can name one by number.</param>
/// <param name="Results">Where the list begins; null where the run holds none.</param>
internal sealed record SarifRun(MapNode Members, IReadOnlyList<string?> Artifacts, JsonMark? Results);

/// <summary>
/// What a report holds beside its results. Tools write a run's members in any order, so that the results may come before
/// the rules: the first way through the file leaves them out and remembers where they lie.
/// </summary>
internal sealed class SarifOutline
{
    private const int MaxRuns = 1000;
    private const int MaxHeldBytes = 64 << 20;
    private const int MaxArtifacts = 1_000_000;

    private static readonly HashSet<string> Used = new(StringComparer.Ordinal)
    {
        "tool", "automationDetails", "invocations", "originalUriBaseIds", "versionControlProvenance", "externalPropertyFileReferences",
    };

    private static readonly HashSet<string> OfSarif = new(StringComparer.Ordinal) { "$schema", "version", "runs", "inlineExternalProperties", "properties" };

    private readonly Dictionary<string, string> _uris = new(StringComparer.Ordinal);
    private readonly List<SarifRun> _runs = [];
    private long _held;

    private SarifOutline()
    {
    }

    /// <summary>The version; null where the report names none.</summary>
    public Node? Version { get; private set; }

    public IReadOnlyList<SarifRun> Runs => _runs;

    /// <summary>Whether there is a list of runs at all, and where the document begins.</summary>
    public SourcePosition Start { get; private set; }

    /// <summary>What is there of a run that is no map; null where all are.</summary>
    public Node? NoRun { get; private set; }

    /// <summary>Reads it; an error where the text is no JSON, or holds a name twice where we look.</summary>
    public static (SarifOutline Outline, TextError? Error) Read(ReportFile file)
    {
        var outline = new SarifOutline();
        return (outline, JsonStream.Visit(file.Open(), outline.Root));
    }

    /// <summary>True where the beginning of a document says that it is SARIF: by its schema, or by its runs and a version of SARIF, and by no member that SARIF does not have.</summary>
    public static bool Identifies(ReportFile file)
    {
        var (schema, version, runs) = (false, false, false);
        var error = JsonStream.Visit(file.Open(), json =>
        {
            json.Read();
            if (json.Token != JsonTokenType.StartObject)
                return;
            foreach (var name in json.Members())
            {
                json.Read();
                if (name == "$schema" && json.Token == JsonTokenType.String)
                    schema = json.Node().Text!.Contains("sarif", StringComparison.OrdinalIgnoreCase);
                else if (name == "version" && json.Token == JsonTokenType.String)
                    version = json.Node().Text is "2.1.0" or "2.0.0" or "1.0.0";
                else if (name == "runs" && json.Token == JsonTokenType.StartArray)
                    runs = true;
                if (schema || (runs && version) || !OfSarif.Contains(name))
                    return;
                json.Skip();
            }
        });
        return schema || (runs && version && error is null);
    }

    private void Root(JsonStream json)
    {
        json.Read();
        Start = json.Mark.Position;
        if (json.Token != JsonTokenType.StartObject)
            return;
        foreach (var name in json.Members())
        {
            json.Read();
            if (name == "version")
                Version = Held(json);
            else if (name == "runs" && json.Token == JsonTokenType.StartArray)
                ReadRuns(json);
            else
                json.Skip();
        }

        json.Read(); // What follows the document is an error.
    }

    private void ReadRuns(JsonStream json)
    {
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            if (json.Token == JsonTokenType.StartObject)
                _runs.Add(Run(json));
            else
                NoRun ??= Held(json);
            if (_runs.Count > MaxRuns)
                json.Refuse(FormattableString.Invariant($"more than {MaxRuns} runs: split the report"));
        }
    }

    private SarifRun Run(JsonStream json)
    {
        var position = json.Mark.Position;
        var members = new List<MapEntry>();
        IReadOnlyList<string?> artifacts = [];
        JsonMark? results = null;
        foreach (var name in json.Members())
        {
            var key = new ScalarNode(name, ScalarKind.String, json.Mark.Position);
            json.Read();
            if (name == "results" && json.Token == JsonTokenType.StartArray)
                (results, _) = (json.Mark, Skipped(json));
            else if (name == "artifacts" && json.Token == JsonTokenType.StartArray)
                artifacts = Artifacts(json);
            else if (Used.Contains(name) || name is "results" or "artifacts")
                members.Add(new MapEntry(key, Held(json)));
            else
                json.Skip();
        }

        return new SarifRun(new MapNode([.. members], position), artifacts, results);
    }

    private static bool Skipped(JsonStream json)
    {
        json.Skip();
        return true;
    }

    private List<string?> Artifacts(JsonStream json)
    {
        var artifacts = new List<string?>();
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            var uri = json.Node()["location"]?["uri"]?.Text;
            artifacts.Add(uri is null ? null : Shared(uri));
            if (artifacts.Count > MaxArtifacts)
                json.Refuse(FormattableString.Invariant($"more than {MaxArtifacts} artifacts: split the report"));
        }

        return artifacts;
    }

    // Every run of a tool that writes one a language lists the same files.
    private string Shared(string uri)
    {
        if (_uris.TryGetValue(uri, out var known))
            return known;
        _uris.Add(uri, uri);
        return uri;
    }

    private Node Held(JsonStream json)
    {
        var node = json.Node();
        _held += json.NodeLength;
        if (_held > MaxHeldBytes)
            json.Refuse(FormattableString.Invariant($"rules, invocations and the like have more than {MaxHeldBytes} bytes together: split the report"));
        return node;
    }
}
