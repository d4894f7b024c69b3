using System.Collections.Immutable;
using Gatehouse.Configuration;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What a policy forbids those that extend it to lower (<c>floor:</c>). A part that says nothing forbids nothing.</summary>
public sealed record PolicyFloor
{
    /// <summary>File and line, for people.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of what it says.</summary>
    public required string Digest { get; init; }

    /// <summary>The number of its file among the layers: what stands in it or in a farther one is not bound by its lists.</summary>
    internal int Layer { get; init; }

    internal ImmutableDictionary<Stage, StageFloor> Stages { get; init; } = ImmutableDictionary<Stage, StageFloor>.Empty;

    internal ImmutableArray<string> ProductionBranches { get; init; } = [];

    internal ImmutableArray<string> DeniedLicenses { get; init; } = [];

    /// <summary>Images may come from these alone; default for no word.</summary>
    internal ImmutableArray<string> Registries { get; init; }

    internal ImmutableArray<string> SecuritySuites { get; init; } = [];

    internal ImmutableArray<string> HighRiskLabels { get; init; } = [];

    internal ImmutableArray<string> HighRiskPaths { get; init; } = [];

    internal int? WebHighThreshold { get; init; }

    internal TimeSpan? ReleaseSbomMaxAge { get; init; }

    internal ImmutableDictionary<FactKind, TimeSpan> MaxAges { get; init; } = ImmutableDictionary<FactKind, TimeSpan>.Empty;

    internal ImmutableDictionary<Severity, TimeSpan> Deadlines { get; init; } = ImmutableDictionary<Severity, TimeSpan>.Empty;

    internal ImmutableDictionary<string, PackVersion> Packs { get; init; } = ImmutableDictionary<string, PackVersion>.Empty;

    /// <summary>Patterns that a nearer file may exclude; default for any.</summary>
    internal ImmutableArray<string> Exclude { get; init; }

    /// <summary>What a key of a nearer file may state; default for anything.</summary>
    internal ImmutableArray<string> KeysMay { get; init; }

    internal WaiverFloor Waivers { get; init; } = new();

    internal SuppressionFloor Suppressions { get; init; } = new();

    /// <summary>Settings of engines and tools that a nearer file may state; default for any.</summary>
    internal ImmutableArray<string> Settings { get; init; }

    internal bool ForbidsInline { get; init; }

    internal bool ForbidsIgnoreFiles { get; init; }

    /// <summary>What was written, for who asks where a value comes from.</summary>
    internal ConfigurationValue Written { get; init; } = ConfigurationValue.Absent;

    /// <summary>Whether it says something of a dotted key.</summary>
    internal bool Speaks(string key) => key.Split('.').Aggregate(Written, (at, name) => at[name]).IsPresent;

    /// <summary>The floor of one file; null where it has none.</summary>
    internal static PolicyFloor? Read(ConfigurationResult file, int layer)
    {
        var floor = file.Root["floor"];
        if (!floor.IsPresent)
            return null;
        var gates = floor["gates"];
        return new PolicyFloor
        {
            Source = FormattableString.Invariant($"{floor.File}:{floor.Position.Line}"),
            Digest = floor.ContentDigest,
            Layer = layer,
            Written = floor,
            Stages = Model.Stages.All.Where(stage => gates[stage.ToName()].IsPresent).ToImmutableDictionary(stage => stage, stage => StageFloor.Read(gates[stage.ToName()])),
            ProductionBranches = [.. floor["production"].Texts()],
            DeniedLicenses = [.. gates["build"]["denied-licenses"].Texts()],
            Registries = Optional(gates["deploy"]["registries"]),
            SecuritySuites = [.. gates["test"]["security-suites"].Texts()],
            HighRiskLabels = [.. gates["plan"]["high-risk-labels"].Texts()],
            HighRiskPaths = [.. gates["plan"]["high-risk-paths"].Texts()],
            WebHighThreshold = gates["test"]["web-high-threshold"] is { IsPresent: true } threshold ? (int)threshold.Integer(0) : null,
            ReleaseSbomMaxAge = Span(gates["release"]["sbom-max-age"]),
            MaxAges = FactAges.Default.Keys.Where(kind => floor["max-age"][FactAges.Name(kind)].IsPresent).ToImmutableDictionary(kind => kind, kind => floor["max-age"][FactAges.Name(kind)].Duration(default)),
            Deadlines = PolicyDocument.Default.Deadlines.Keys.Where(severity => floor["deadlines"][Word(severity)].IsPresent).ToImmutableDictionary(severity => severity, severity => floor["deadlines"][Word(severity)].Duration(default)),
            Packs = PolicyReader.ReadPacks(floor["packs"]),
            Exclude = Optional(floor["exclude"]),
            KeysMay = Optional(floor["keys"]["may"]),
            Waivers = new WaiverFloor
            {
                AtMost = Span(floor["waivers"]["at-most"]),
                Never = [.. floor["waivers"]["never"].Texts()],
                Owners = Optional(floor["waivers"]["owners"]),
            },
            Suppressions = new SuppressionFloor
            {
                Never = [.. floor["suppressions"]["never"].Texts()],
                AtMost = Span(floor["suppressions"]["at-most"]),
                Owners = Optional(floor["suppressions"]["owners"]),
            },
            Settings = Optional(floor["settings"]),
            ForbidsInline = !floor["suppressions"]["inline"].Boolean(true),
            ForbidsIgnoreFiles = !floor["suppressions"]["ignore-files"].Boolean(true),
        };
    }

    internal static string Word(Severity severity) => severity.ToLabel().ToLowerInvariant();

    // A list that is empty says "none", one that is not there says nothing.
    private static ImmutableArray<string> Optional(ConfigurationValue value) => value.IsPresent ? [.. value.Texts()] : default;

    private static TimeSpan? Span(ConfigurationValue value) => value.IsPresent ? value.Duration(default) : null;
}

/// <summary>The least that a stage must ask.</summary>
internal sealed record StageFloor(GateMode? Mode, bool? IsOn, ImmutableArray<string> Criteria)
{
    public static StageFloor Read(ConfigurationValue stage) => new(
        stage["mode"].IsPresent ? PolicyReader.ReadMode(stage["mode"]) : null,
        stage["judge"].TextOrNull() switch { "always" => true, "auto" => null, _ => null },
        [.. stage["criteria"].Texts()])
    {
        ForbidsNever = stage["judge"].TextOrNull() == "auto",
    };

    /// <summary>True for <c>judge: auto</c>: the stage may not be turned off.</summary>
    public bool ForbidsNever { get; init; }
}

/// <summary>What no waiver of a nearer file may do.</summary>
internal sealed record WaiverFloor
{
    /// <summary>How far ahead of today its last day may lie.</summary>
    public TimeSpan? AtMost { get; init; }

    /// <summary>Criteria, or <c>code.*</c>, that none may speak of.</summary>
    public ImmutableArray<string> Never { get; init; } = [];

    /// <summary>Patterns of owners that may answer for one; default for anyone.</summary>
    public ImmutableArray<string> Owners { get; init; }
}

/// <summary>What no suppression of a nearer file may do.</summary>
internal sealed record SuppressionFloor
{
    /// <summary>Patterns of rules and advisories that it may not silence.</summary>
    public ImmutableArray<string> Never { get; init; } = [];

    /// <summary>How far ahead of today its last day may lie.</summary>
    public TimeSpan? AtMost { get; init; }

    /// <summary>Patterns of owners that may answer for one; default for anyone.</summary>
    public ImmutableArray<string> Owners { get; init; }
}
