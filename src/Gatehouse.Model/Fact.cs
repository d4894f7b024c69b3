using System.Collections.Immutable;

namespace Gatehouse.Model;

/// <summary>What a fact states. Each has one predicate shape, see <see cref="Predicate"/>.</summary>
public enum FactKind
{
    /// <summary>Secrets were looked for.</summary>
    SecretsScan,

    /// <summary>Source code was analysed (SAST).</summary>
    CodeScan,

    /// <summary>Components were matched with advisories.</summary>
    VulnerabilityScan,

    /// <summary>Licences of components were judged.</summary>
    LicenseScan,

    /// <summary>Infrastructure definitions, image definitions or pipelines were checked.</summary>
    ConfigurationScan,

    /// <summary>A running web application was tested (DAST, IAST, fuzzing).</summary>
    WebScan,

    /// <summary>Hosts, ports, TLS, headers, files for malware, attacks simulated: a scan that no gate asks for, so that it never stands for one.</summary>
    OtherScan,

    /// <summary>The list of components.</summary>
    Sbom,

    /// <summary>Tests ran.</summary>
    TestRun,

    /// <summary>Assets, threats and requirements.</summary>
    ThreatModel,

    /// <summary>Someone reviewed the change.</summary>
    Review,

    /// <summary>Someone approved the change for a stage.</summary>
    Approval,

    /// <summary>How the artifact was built (SLSA provenance).</summary>
    Provenance,

    /// <summary>A signature was verified, or was not.</summary>
    Signature,

    /// <summary>What was rolled out where.</summary>
    Deployment,

    /// <summary>What was seen at run time.</summary>
    Alerts,

    /// <summary>Someone took an alert in hand.</summary>
    Acknowledgement,

    /// <summary>A gate's verdict.</summary>
    Verdict,

    /// <summary>Someone asks for an approval or a waiver.</summary>
    Request,

    /// <summary>Someone answers a request otherwise than by an approval: a waiver granted, or anything refused.</summary>
    Decision,

    /// <summary>Someone takes back an approval, an approving review or an acknowledgement, or withdraws a request.</summary>
    Revocation,
}

/// <summary>Who or what states a fact.</summary>
/// <param name="Name">The tool's own name (<c>Trivy</c>) or a person's address.</param>
/// <param name="Version">Its version where known.</param>
public sealed record Producer(string Name, string? Version = null);

/// <summary>
/// A statement about a subject by a producer at a time (in-toto Statement v1). The dossier keeps it by the digest of its
/// bytes; a gate judges it.
/// </summary>
public sealed record Fact
{
    /// <summary>What it states.</summary>
    public required FactKind Kind { get; init; }

    /// <summary>What it is about; at least one.</summary>
    public required ImmutableArray<Subject> Subjects { get; init; }

    /// <summary>Who says so.</summary>
    public required Producer Producer { get; init; }

    /// <summary>When it was true: the scan's end, the report's own time, the approval's moment. UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Whether everything wanted was judged.</summary>
    public Completeness Completeness { get; init; } = Completeness.Complete;

    /// <summary>Why it is not complete; empty where it is.</summary>
    public ImmutableArray<ScanNotice> Notices { get; init; } = [];

    /// <summary>What exactly it states.</summary>
    public required Predicate Predicate { get; init; }

    /// <summary>SHA-256 of the original report, lower-case hex, where the fact was made from one.</summary>
    public string? ReportDigest { get; init; }
}

/// <summary>Why a gate may, or may not, believe a fact. A gate decides what is enough for which kind.</summary>
public enum Trust
{
    /// <summary>Made by this process, or by this CI job and signed with the job's own key.</summary>
    SameJob,

    /// <summary>Signed by a key that the merge base's policy names.</summary>
    PolicyKey,

    /// <summary>On a developer's machine, not in CI: taken as it is, and said so.</summary>
    LocalUnsigned,

    /// <summary>In CI, unsigned, from another job.</summary>
    Unsigned,

    /// <summary>Signed by a key that the policy does not name.</summary>
    Stranger,

    /// <summary>Committed in the subject's own tree: never taken.</summary>
    CommittedInTree,

    /// <summary>Its bytes do not fit its digest or signature: counts as missing.</summary>
    Tampered,
}

/// <summary>A fact as it came out of the dossier.</summary>
/// <param name="Id">SHA-256 of the stored bytes, lower-case hex.</param>
/// <param name="Fact">What it states.</param>
/// <param name="Trust">Why it may be believed.</param>
/// <param name="SignedBy">The key id, where signed.</param>
public sealed record StoredFact(string Id, Fact Fact, Trust Trust, string? SignedBy = null);
