using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Threats;

/// <summary>A word of a file with its place.</summary>
internal readonly record struct Place(string Text, string File, SourcePosition Position)
{
    public ThreatModelProblem Problem(string message, string remedy) => new(File, Position, message, remedy);
}

/// <summary>What one file holds. References are not followed here: they may lead into another file.</summary>
internal sealed class ModelFile
{
    private static readonly TextLimits Limits = new() { MaxBytes = 1 << 20, MaxDepth = 16, MaxNodes = 50_000 };

    public List<Place> Assets { get; } = [];

    public List<(Place Id, Threat Item)> Threats { get; } = [];

    public List<(Place Id, Requirement Item)> Requirements { get; } = [];

    public List<Place> AssetReferences { get; } = [];

    public List<Place> RequirementReferences { get; } = [];

    public static ModelFile Read(string path, ReadOnlySpan<byte> bytes, List<ThreatModelProblem> problems)
    {
        var file = new ModelFile();
        var (documents, error) = Yaml.ParseAll(bytes, Limits);
        if (error is not null)
        {
            problems.Add(new ThreatModelProblem(path, error.Position, Fields.Plain(error.Message).TrimEnd('.'), "Mend the YAML there"));
            return file;
        }

        // A second document would be passed over by a reader that takes the first.
        foreach (var root in documents.Where(document => document is not ScalarNode { Kind: ScalarKind.Null }))
        {
            var fields = new Fields(path, root, "the file", problems, "assets", "threats", "requirements");
            file.Assets.AddRange(fields.Words("assets"));
            foreach (var item in fields.Items("threats"))
                file.ReadThreat(new Fields(path, item, "a threat", problems, "id", "title", "stride", "risk", "assets", "paths", "mitigated-by"));
            foreach (var item in fields.Items("requirements"))
                file.ReadRequirement(new Fields(path, item, "a requirement", problems, "id", "text", "owner", "test"));
        }

        return file;
    }

    private void ReadThreat(Fields fields)
    {
        var (id, title) = (fields.Id(), fields.Wanted("title", "Say in one line what could happen"));
        var (stride, risk) = (Stride.Read(fields), Risk(fields));
        var (assets, mitigations, paths) = (fields.Words("assets"), fields.Words("mitigated-by"), fields.Words("paths"));
        AssetReferences.AddRange(assets);
        RequirementReferences.AddRange(mitigations);
        foreach (var path in paths)
        {
            if (Glob.TryParse(path.Text, out var problem) is null)
                fields.Add(path.Position, $"\"{path.Text}\" is no path pattern: {problem}", "Write a pattern such as src/pay/**");
        }

        // A threat whose other parts are wrong still counts: by its id, and as bad as it may be.
        if (id is not { } known)
            return;
        Threats.Add((known, new Threat(known.Text, title?.Text ?? known.Text, stride, risk)
        {
            Assets = Texts(assets),
            MitigatedBy = Texts(mitigations),
            Paths = Texts(paths),
            Location = fields.Location,
        }));
    }

    private void ReadRequirement(Fields fields)
    {
        var (id, text) = (fields.Id(), fields.Wanted("text", "Say in a sentence what must hold"));
        var (owner, test) = (fields.Optional("owner"), fields.Optional("test"));
        if (id is { } known)
            Requirements.Add((known, new Requirement(known.Text, text?.Text ?? known.Text, owner?.Text, test?.Text) { Location = fields.Location }));
    }

    private static Severity Risk(Fields fields)
    {
        const string Remedy = "Write one of: critical, high, medium, low, info";
        if (fields.Wanted("risk", Remedy) is not { } word)
            return Severity.Critical;
        Severity? risk = word.Text.ToLowerInvariant() switch
        {
            "critical" => Severity.Critical,
            "high" => Severity.High,
            "medium" => Severity.Medium,
            "low" => Severity.Low,
            "info" => Severity.Info,
            _ => null,
        };
        if (risk is null)
            fields.Add(word.Position, $"\"{word.Text}\" is no risk", Remedy);
        return risk ?? Severity.Critical;
    }

    private static ImmutableArray<string> Texts(IReadOnlyList<Place> places) => [.. places.Select(place => place.Text).Distinct(StringComparer.Ordinal)];
}
