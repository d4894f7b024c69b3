using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>
/// The predicate type of each kind of fact: a published one where one exists and fits, else ours. Everything of ours
/// stands under <see cref="Details"/> within the predicate, beside the published members.
/// </summary>
public static class PredicateTypes
{
    /// <summary>The member of every predicate that holds our own shape.</summary>
    public const string Details = "gatehouse";

    /// <summary>SLSA provenance 1.</summary>
    public const string SlsaProvenance = "https://slsa.dev/provenance/v1";

    /// <summary>SLSA verification summary 1: a gate's verdict.</summary>
    public const string VerificationSummary = "https://slsa.dev/verification_summary/v1";

    /// <summary>in-toto test result 0.1.</summary>
    public const string TestResult = "https://in-toto.io/attestation/test-result/v0.1";

    /// <summary>A CycloneDX document.</summary>
    public const string CycloneDx = "https://cyclonedx.org/bom";

    /// <summary>An SPDX 2 document.</summary>
    public const string Spdx = "https://spdx.dev/Document";

    /// <summary>An OpenVEX document: read by intake, never written for a fact.</summary>
    public const string OpenVex = "https://openvex.dev/ns";

    // Stable: it is in every signed fact.
    private const string Own = "https://gatehouse.dev/attestation/";

    /// <summary>The predicate type that a fact is written with.</summary>
    public static string Of(Fact fact) => fact.Kind switch
    {
        FactKind.Provenance => SlsaProvenance,
        FactKind.Verdict => VerificationSummary,
        FactKind.TestRun => TestResult,
        FactKind.Sbom when IsSpdx(fact) => Spdx,
        FactKind.Sbom => CycloneDx,
        _ => Own + Words.FactKind.Of(fact.Kind) + "/v1",
    };

    private static bool IsSpdx(Fact fact) => fact.Predicate is SbomPredicate sbom && sbom.Format.StartsWith("SPDX", StringComparison.OrdinalIgnoreCase);
}
