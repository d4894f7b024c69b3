using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>The artifact is signed, and every verification that was made accepted it.</summary>
[Criterion]
internal sealed class SignatureCriterion : ICriterion
{
    public string Id => "release.signature";

    public Stage Stage => Stage.Release;

    public string Question => "Is the artifact signed by whom it should be?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.Signature];

    public string OwedBy => "the job that signs the artifact";

    public CriterionResult Judge(CriterionInput input)
    {
        var signatures = input.Facts.Of(FactKind.Signature);
        if (signatures.Count == 0)
            return input.Missing([FactKind.Signature], "Sign the artifact, verify it (cosign verify), and add the result with gatehouse fact add");
        if (SignatureRule.IsRefused(signatures))
            return input.Result(Outcome.Fail, "a signature does not verify", signatures, remedy: "Find out who made the artifact before anything else", owedBy: OwedBy);
        var identities = signatures.Select(stored => (SignaturePredicate)stored.Fact.Predicate).Where(signature => signature.IsVerified).Select(signature => signature.Identity ?? "a key without a name").Distinct().Order(StringComparer.Ordinal);
        return input.Result(Outcome.Pass, $"signed by {string.Join(", ", identities)}", signatures);
    }
}
