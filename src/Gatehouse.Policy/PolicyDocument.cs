using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Policy;

/// <summary>The policy in force. <see cref="Default"/> is the one of a repository without a gatehouse.yaml.</summary>
public sealed record PolicyDocument
{
    /// <summary>What holds where a file says nothing.</summary>
    public static PolicyDocument Default { get; } = new();

    /// <summary>Patterns of production branches.</summary>
    public ImmutableArray<string> ProductionBranches { get; init; } = ["main", "master"];

    /// <summary>By stage; a stage that is not in it has the defaults of <see cref="StagePolicy"/>.</summary>
    public ImmutableDictionary<Stage, StagePolicy> Stages { get; init; } = ImmutableDictionary<Stage, StagePolicy>.Empty;

    /// <summary>Oldest age at which a fact still counts; no entry for no bound.</summary>
    public ImmutableDictionary<FactKind, TimeSpan> MaxAges { get; init; } = FactAges.Default;

    /// <summary>How long an alert or finding may stay open, by severity.</summary>
    public ImmutableDictionary<Severity, TimeSpan> Deadlines { get; init; } = new Dictionary<Severity, TimeSpan>
    {
        [Severity.Critical] = TimeSpan.FromHours(24),
        [Severity.High] = TimeSpan.FromDays(7),
        [Severity.Medium] = TimeSpan.FromDays(30),
        [Severity.Low] = TimeSpan.FromDays(90),
    }.ToImmutableDictionary();

    /// <summary>Accepted risks, as written; expired ones too.</summary>
    public ImmutableArray<Waiver> Waivers { get; init; } = [];

    /// <summary>Keys whose signatures are believed.</summary>
    public ImmutableArray<TrustedKey> Keys { get; init; } = [];

    /// <summary>SPDX ids that no component may have.</summary>
    public ImmutableArray<string> DeniedLicenses { get; init; } = [];

    /// <summary>Registries, and folders in them, from which images may come; empty for any.</summary>
    public ImmutableArray<string> AllowedRegistries { get; init; } = [];

    /// <summary>Suites of security tests that must have run; empty for any one suite.</summary>
    public ImmutableArray<string> SecuritySuites { get; init; } = [];

    /// <summary>HIGH web findings that are still let through.</summary>
    public int WebHighThreshold { get; init; }

    /// <summary>Labels of a change that make it a high-risk feature.</summary>
    public ImmutableArray<string> HighRiskLabels { get; init; } = ["security", "high-risk"];

    /// <summary>Paths whose change is a high-risk feature.</summary>
    public ImmutableArray<string> HighRiskPaths { get; init; } = [];

    /// <summary>Files that are not scanned at all.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>How old the bill of materials of a release may be; the bound of <see cref="MaxAges"/> holds as well.</summary>
    public TimeSpan ReleaseSbomMaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The release at which each rule pack is held; a pack that is not in it is held one release behind the running build.</summary>
    public ImmutableDictionary<string, PackVersion> Packs { get; init; } = ImmutableDictionary<string, PackVersion>.Empty;

    /// <summary>False where a floor says that no comment in the code may silence a finding.</summary>
    public bool HonorsInline { get; init; } = true;

    /// <summary>False where a floor says that no ignore file of another tool counts.</summary>
    public bool HonorsIgnoreFiles { get; init; } = true;

    /// <summary>What the extended policies forbid to lower; already applied to everything above.</summary>
    public ImmutableArray<PolicyFloor> Floors { get; init; } = [];

    /// <summary>Patterns of rules and advisories that nothing may silence which stands in the file of this number or nearer; beside the files of the policy itself everything is.</summary>
    public ImmutableArray<string> NeverSuppressed(int layer = int.MaxValue) => [.. Floors.Where(floor => floor.Layer < layer).SelectMany(floor => floor.Suppressions.Never).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The pin of the policy that this one extends, as written; null where it extends none.</summary>
    public string? Extends { get; init; }

    /// <summary>Counted findings of this severity and worse fail on every branch; null for the severities' own rules. Only <see cref="TightenedBy"/> sets it.</summary>
    public Severity? FailOn { get; private init; }

    /// <summary>SHA-256 of the effective policy, lower-case hex: what was written and what holds by default.</summary>
    public string Digest => PolicyDigest.Of(this);

    /// <summary>The policy of a stage, defaults included.</summary>
    public StagePolicy Of(Stage stage) => Stages.GetValueOrDefault(stage) ?? StagePolicy.Default;

    /// <summary>Whether a branch is production by its pattern, however its ref is written: <c>refs/heads/main</c>, <c>origin/main</c>.</summary>
    public bool IsProduction(string? branch)
    {
        if (string.IsNullOrEmpty(branch))
            return false;
        foreach (var prefix in (ReadOnlySpan<string>)["refs/heads/", "refs/remotes/origin/", "origin/"])
        {
            if (branch.StartsWith(prefix, StringComparison.Ordinal) && Matches(branch[prefix.Length..]))
                return true;
        }

        return Matches(branch);
    }

    /// <summary>
    /// The policy with what a command line adds. Each part only adds what blocks; nothing in it can let through what this
    /// policy stops.
    /// </summary>
    public PolicyDocument TightenedBy(PolicyTightening more) => this with
    {
        FailOn = FailOn is { } already && more.FailOn is { } asked ? (Severity)Math.Min((int)already, (int)asked) : FailOn ?? more.FailOn,
        ProductionBranches = [.. ProductionBranches.Union(more.ProductionBranches, StringComparer.Ordinal)],
        DeniedLicenses = [.. DeniedLicenses.Union(more.DeniedLicenses, StringComparer.OrdinalIgnoreCase)],
        Stages = Gatehouse.Model.Stages.All.ToImmutableDictionary(stage => stage, stage => Of(stage) with
        {
            Mode = more.Modes.TryGetValue(stage, out var mode) && mode > Of(stage).Mode ? mode : Of(stage).Mode,
            IsOn = more.Judge.Contains(stage) ? true : Of(stage).IsOn,
        }),
    };

    private bool Matches(string branch) =>
        ProductionBranches.Any(pattern => WildMatch.IsExactMatch(System.Text.Encoding.UTF8.GetBytes(pattern), System.Text.Encoding.UTF8.GetBytes(branch)));
}

/// <summary>What a command line may ask for beyond the policy.</summary>
public sealed record PolicyTightening
{
    /// <summary><c>--fail-on</c>: counted findings of this severity and worse fail on every branch.</summary>
    public Severity? FailOn { get; init; }

    /// <summary>Stricter modes by stage; a laxer one than the policy's is not taken.</summary>
    public ImmutableDictionary<Stage, GateMode> Modes { get; init; } = ImmutableDictionary<Stage, GateMode>.Empty;

    /// <summary>Patterns of more production branches.</summary>
    public ImmutableArray<string> ProductionBranches { get; init; } = [];

    /// <summary>More SPDX ids that no component may have.</summary>
    public ImmutableArray<string> DeniedLicenses { get; init; } = [];

    /// <summary>Stages that are judged even where the policy leaves them out.</summary>
    public ImmutableArray<Stage> Judge { get; init; } = [];
}

/// <summary>How one stage is judged.</summary>
public sealed record StagePolicy
{
    /// <summary>Nothing written.</summary>
    public static StagePolicy Default { get; } = new();

    /// <summary>How strictly.</summary>
    public GateMode Mode { get; init; } = GateMode.Enforce;

    /// <summary>True for always, false for never, null for when its facts are there (code and build: always).</summary>
    public bool? IsOn { get; init; }

    /// <summary>Criteria that the policy names: each must be judged, and is Undecided where its fact is missing. The others are judged where they can be.</summary>
    public ImmutableArray<string> Criteria { get; init; } = [];

    /// <summary>Criteria that the policy has no use for: NotApplicable, and shown.</summary>
    public ImmutableArray<string> Without { get; init; } = [];
}

/// <summary>A key whose signatures a gate believes.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="KeyId">SHA-256 of its SubjectPublicKeyInfo, lower-case hex.</param>
/// <param name="PublicPem">The public key in PEM.</param>
/// <param name="May">What it may state: <c>approval review acknowledgement report provenance signature</c>.</param>
public sealed record TrustedKey(string Name, string KeyId, string PublicPem, ImmutableArray<string> May);
