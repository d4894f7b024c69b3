using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What several verifications of one artifact say together.</summary>
internal static class SignatureRule
{
    /// <summary>
    /// Whether one refused it. A refusal that names no signer (there was no signature yet) is answered by a newer
    /// acceptance of the same verifier; one that names a signer stands.
    /// </summary>
    public static bool IsRefused(IReadOnlyList<StoredFact> signatures) => signatures.Any(refusal => refusal.Fact.Predicate is SignaturePredicate { IsVerified: false } refused
        && !(refused.Identity is null && signatures.Any(other => other.Fact.Predicate is SignaturePredicate { IsVerified: true }
            && other.Fact.Producer.Name == refusal.Fact.Producer.Name && other.Fact.Time > refusal.Fact.Time)));
}
