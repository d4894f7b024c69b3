using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class ApprovalProof : ICriterionProof
{
    public string Criterion => "release.approval";

    public ProofScene Passes() => Approved("bob@example.org");

    public ProofScene Fails() => Approved(ProofScene.Author);

    private static ProofScene Approved(string approver) =>
        new ProofScene().With(FactKind.Approval, new ApprovalPredicate(approver, Stage.Release, "a case", Expires: null));
}
