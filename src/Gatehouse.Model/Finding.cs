using System.Collections.Immutable;

namespace Gatehouse.Model;

/// <summary>What sort of thing a finding is: it decides which gate counts it.</summary>
public enum FindingKind
{
    /// <summary>A secret of a provider's shape or checksum, a private key, or one verified active.</summary>
    Credential,

    /// <summary>A possible secret of no known shape: HIGH at most.</summary>
    PossibleSecret,

    /// <summary>A flaw in source code (static analysis).</summary>
    Code,

    /// <summary>A known vulnerability in a component or base image.</summary>
    Vulnerability,

    /// <summary>A licence that policy minds.</summary>
    License,

    /// <summary>A misconfiguration of infrastructure, an image or a pipeline.</summary>
    Misconfiguration,

    /// <summary>A flaw of a running web application (dynamic scan).</summary>
    Web,

    /// <summary>A failed security test.</summary>
    Test,

    /// <summary>A threat or requirement of the threat model that is open.</summary>
    Threat,

    /// <summary>Something seen at run time.</summary>
    Alert,

    /// <summary>An artifact or supply-chain flaw: a signature or provenance that does not verify.</summary>
    Artifact,

    /// <summary>A change that weakens the policy it is judged by.</summary>
    PolicyWeakening,
}

/// <summary>What is known of a vulnerability beyond its id; null where nobody knows.</summary>
public sealed record VulnerabilityDetail
{
    /// <summary>Versions that mend it, oldest first; empty where none exists.</summary>
    public ImmutableArray<string> FixedVersions { get; init; } = [];

    /// <summary>CVSS base score, 0.0 to 10.0.</summary>
    public double? Cvss { get; init; }

    /// <summary>The CVSS vector.</summary>
    public string? CvssVector { get; init; }

    /// <summary>True where code that runs reaches it, false where it is proven not to.</summary>
    public bool? IsReached { get; init; }

    /// <summary>True where exploitation is known (CISA KEV).</summary>
    public bool IsKnownExploited { get; init; }

    /// <summary>Probability of exploitation within 30 days, 0.0 to 1.0 (EPSS).</summary>
    public double? Epss { get; init; }
}

/// <summary>One thing that a supplier found. A supplier fills the first part; the refinery marks the second and drops nothing.</summary>
public sealed record Finding
{
    /// <summary>The supplier's stable id of the rule, or the advisory's id for a vulnerability.</summary>
    public required string RuleId { get; init; }

    /// <summary>Which supplier found it: an engine's name (<c>secrets</c>) or another tool's (<c>Trivy</c>).</summary>
    public required string Supplier { get; init; }

    /// <summary>What sort of thing it is.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How sure the supplier is.</summary>
    public Confidence Confidence { get; init; } = Confidence.Medium;

    /// <summary>One sentence in plain text, without control characters and never with a whole secret.</summary>
    public required string Message { get; init; }

    /// <summary>The rule's short name for tables: <c>GitHub personal access token</c>.</summary>
    public string? Title { get; init; }

    /// <summary>Where it is; null where it is of the whole subject.</summary>
    public Location? Location { get; init; }

    /// <summary>
    /// Further places of the same flaw, where one change may mend them all: pages that lack the same header. The finding
    /// counts once, and is known since a baseline only where each of its places is.
    /// </summary>
    public ImmutableArray<FurtherPlace> AlsoAt { get; init; } = [];

    /// <summary>From source to sink.</summary>
    public ImmutableArray<FlowStep> Flow { get; init; } = [];

    /// <summary>CWE numbers.</summary>
    public ImmutableArray<int> Cwe { get; init; } = [];

    /// <summary>Other ids of the same thing (CVE, GHSA): ignoring one ignores all.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The component that it is about.</summary>
    public Component? Component { get; init; }

    /// <summary>For <see cref="FindingKind.Vulnerability"/>.</summary>
    public VulnerabilityDetail? Vulnerability { get; init; }

    /// <summary>What to do, in one or two sentences.</summary>
    public string? Remedy { get; init; }

    /// <summary>A page that explains it: absolute URI.</summary>
    public string? HelpUri { get; init; }

    /// <summary>Survives edits; default where the supplier could compute none (the refinery then does).</summary>
    public Fingerprint Fingerprint { get; init; }

    /// <summary>The commit that brought it, where a history was read; null otherwise.</summary>
    public Introduction? Introduced { get; init; }

    /// <summary>
    /// For a secret: a keyed hash of it, which tells two secrets apart and joins the same one found twice, and of which
    /// nobody without the key can try guesses; null where no key was given.
    /// </summary>
    public string? SecretTag { get; init; }

    /// <summary>Since when the rule is as it is, where its pack says; null for the rules of other tools and of the policy itself.</summary>
    public RuleHistory? History { get; init; }

    // From here on the refinery marks.

    /// <summary>Set where the rule is newer than the policy's pin of its pack; null where it counts in full.</summary>
    public Probation? Probation { get; init; }

    /// <summary>The suppression that applies; null where none does.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>Whether the change under judgement brought it.</summary>
    public BaselineState Baseline { get; init; } = BaselineState.Unknown;

    /// <summary>Who owns the place, by CODEOWNERS: <c>@team</c> or an address.</summary>
    public ImmutableArray<string> Owners { get; init; } = [];

    /// <summary>Other suppliers that report the same flaw, sorted.</summary>
    public ImmutableArray<string> AlsoReportedBy { get; init; } = [];

    /// <summary>Urgency from 0 (none) to 1000, so that equal severities still have an order.</summary>
    public int Rank { get; init; }

    /// <summary>Set where this finding was merged into another of the same flaw: that one's fingerprint. It is shown once and counted once.</summary>
    public Fingerprint? MergedInto { get; init; }

    /// <summary>Every place, that of <see cref="Location"/> first; none where it is of the whole subject.</summary>
    public IEnumerable<Location> Places => (Location is null ? [] : new[] { Location }).Concat((AlsoAt.IsDefault ? [] : AlsoAt).Select(place => place.Location));

    /// <summary>True where neither suppressed nor merged away: what a gate counts.</summary>
    public bool IsActive => Suppression is null && MergedInto is null;
}

/// <summary>Another place of a finding.</summary>
/// <param name="Location">Where.</param>
/// <param name="Message">What is there, as a finding of its own would say it.</param>
public sealed record FurtherPlace(Location Location, string Message);

/// <summary>Whether a finding is new (SARIF 2.1.0 §3.27.24 baselineState).</summary>
public enum BaselineState
{
    /// <summary>Nothing to compare with.</summary>
    Unknown,

    /// <summary>The change, or something since the baseline, brought it.</summary>
    New,

    /// <summary>It was there before.</summary>
    Unchanged,
}

/// <summary>Why a finding does not count, with a name on it.</summary>
/// <param name="Kind">Where the suppression is written: <c>inline</c>, <c>file</c>, <c>baseline</c>.</param>
/// <param name="Reason">The stated reason; empty where the form has no room for one.</param>
/// <param name="Source">The file (and line) that says so.</param>
public sealed record Suppression(string Kind, string Reason, string Source)
{
    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public DateOnly? Expires { get; init; }
}
