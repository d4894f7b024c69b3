using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class WebProof : ICriterionProof
{
    public string Criterion => "test.web";

    public ProofScene Passes() => new ProofScene().Scan(FactKind.WebScan);

    public ProofScene Fails() => new ProofScene().Scan(FactKind.WebScan, ProofScene.Critical(FindingKind.Web));
}
