using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// Whom a gate believes. In CI a fact counts when this job made it, or when a key signed it that the merge base's
/// policy names for such facts. A fact committed in the subject's own tree never counts, nor one that was tampered with.
/// </summary>
internal static class Belief
{
    /// <summary>Null where the fact is believed; otherwise why not.</summary>
    public static string? Doubt(StoredFact stored, PolicyDocument policy, JudgingContext context)
    {
        var what = $"the {FactAges.Name(stored.Fact.Kind)} of {stored.Fact.Producer.Name}";
        return stored.Trust switch
        {
            Trust.SameJob => null,
            Trust.LocalUnsigned => context.IsCi ? $"{what} is unsigned" : null,
            Trust.PolicyKey => KeyDoubt(stored, policy, what),
            Trust.Unsigned => $"{what} is unsigned and from another job",
            Trust.Stranger => $"{what} is signed by a key that the policy does not name ({Short(stored.SignedBy)})",
            Trust.CommittedInTree => $"{what} is committed in the tree that it speaks of",
            Trust.Tampered => $"{what} was changed after it was made",
        };
    }

    private static string? KeyDoubt(StoredFact stored, PolicyDocument policy, string what)
    {
        var right = stored.Fact.Kind switch
        {
            FactKind.Approval or FactKind.Request or FactKind.Decision or FactKind.Revocation => "approval",
            FactKind.Review => "review",
            FactKind.Acknowledgement => "acknowledgement",
            FactKind.Provenance => "provenance",
            FactKind.Signature => "signature",
            _ => "report",
        };
        var key = policy.Keys.FirstOrDefault(key => key.KeyId == stored.SignedBy);
        if (key is null)
            return $"{what} is signed by a key that the policy does not name ({Short(stored.SignedBy)})";
        return key.May.Contains(right) ? null : $"{what} is signed by {key.Name}, whose key may not state {(right[0] is 'a' ? "an" : "a")} {right}";
    }

    private static string Short(string? keyId) => keyId is null ? "unknown" : keyId[..Math.Min(12, keyId.Length)];
}
