using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class SignatureProof : ICriterionProof
{
    public string Criterion => "release.signature";

    public ProofScene Passes() => Verified(true);

    public ProofScene Fails() => Verified(false);

    private static ProofScene Verified(bool isVerified) =>
        new ProofScene().With(FactKind.Signature, new SignaturePredicate(isVerified, "builder@example.org", null));
}
