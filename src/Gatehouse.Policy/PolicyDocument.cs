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

    /// <summary>SHA-256 of what was written; of an empty file for the default.</summary>
    public string Digest { get; init; } = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>The policy of a stage, defaults included.</summary>
    public StagePolicy Of(Stage stage) => Stages.GetValueOrDefault(stage) ?? StagePolicy.Default;

    /// <summary>Whether a branch is production by its pattern.</summary>
    public bool IsProduction(string? branch) => branch is not null
        && ProductionBranches.Any(pattern => WildMatch.IsExactMatch(System.Text.Encoding.UTF8.GetBytes(pattern), System.Text.Encoding.UTF8.GetBytes(branch)));
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

    /// <summary>Criteria that the policy names: each must be judged. Empty for all, judged where they can be.</summary>
    public ImmutableArray<string> Criteria { get; init; } = [];
}

/// <summary>A key whose signatures a gate believes.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="KeyId">SHA-256 of its SubjectPublicKeyInfo, lower-case hex.</param>
/// <param name="PublicPem">The public key in PEM.</param>
/// <param name="May">What it may state: <c>approval review acknowledgement report</c>.</param>
public sealed record TrustedKey(string Name, string KeyId, string PublicPem, ImmutableArray<string> May);

/// <summary>How old facts may be by default.</summary>
public static class FactAges
{
    /// <summary>A day for what the world changes (advisories, alerts), longer for what only the subject does.</summary>
    public static ImmutableDictionary<FactKind, TimeSpan> Default { get; } = new Dictionary<FactKind, TimeSpan>
    {
        [FactKind.SecretsScan] = TimeSpan.FromDays(30),
        [FactKind.CodeScan] = TimeSpan.FromDays(30),
        [FactKind.VulnerabilityScan] = TimeSpan.FromHours(24),
        [FactKind.LicenseScan] = TimeSpan.FromDays(30),
        [FactKind.ConfigurationScan] = TimeSpan.FromDays(30),
        [FactKind.WebScan] = TimeSpan.FromDays(30),
        [FactKind.Sbom] = TimeSpan.FromDays(30),
        [FactKind.TestRun] = TimeSpan.FromDays(7),
        [FactKind.ThreatModel] = TimeSpan.FromDays(180),
        [FactKind.Approval] = TimeSpan.FromDays(30),
        [FactKind.Signature] = TimeSpan.FromDays(30),
        [FactKind.Provenance] = TimeSpan.FromDays(365),
        [FactKind.Alerts] = TimeSpan.FromHours(24),
    }.ToImmutableDictionary();

    /// <summary>The word for a kind in gatehouse.yaml: <c>secrets-scan</c>.</summary>
    public static string Name(FactKind kind) => kind switch
    {
        FactKind.SecretsScan => "secrets-scan",
        FactKind.CodeScan => "code-scan",
        FactKind.VulnerabilityScan => "vulnerability-scan",
        FactKind.LicenseScan => "license-scan",
        FactKind.ConfigurationScan => "configuration-scan",
        FactKind.WebScan => "web-scan",
        FactKind.Sbom => "sbom",
        FactKind.TestRun => "test-run",
        FactKind.ThreatModel => "threat-model",
        FactKind.Review => "review",
        FactKind.Approval => "approval",
        FactKind.Provenance => "provenance",
        FactKind.Signature => "signature",
        FactKind.Deployment => "deployment",
        FactKind.Alerts => "alerts",
        FactKind.Acknowledgement => "acknowledgement",
        FactKind.Verdict => "verdict",
    };
}
