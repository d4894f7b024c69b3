using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class FlawsProof : ICriterionProof
{
    public string Criterion => "code.flaws";

    public ProofScene Passes() => new ProofScene().Scan(FactKind.CodeScan);

    public ProofScene Fails() => new ProofScene().Scan(FactKind.CodeScan, ProofScene.Critical(FindingKind.Code));
}
