using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class ReviewProof : ICriterionProof
{
    public string Criterion => "code.review";

    public ProofScene Passes() => Reviewed("bob@example.org");

    public ProofScene Fails() => Reviewed(ProofScene.Author);

    public ProofScene Lacks() => new() { IsChangeRequest = true };

    private static ProofScene Reviewed(string reviewer) =>
        new ProofScene { IsChangeRequest = true }.With(FactKind.Review, new ReviewPredicate(reviewer, ProofScene.Author, IsApproval: true));
}
