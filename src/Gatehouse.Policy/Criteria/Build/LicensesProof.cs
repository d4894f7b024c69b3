using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class LicensesProof : ICriterionProof
{
    public string Criterion => "build.licenses";

    public ProofScene Passes() => new ProofScene().Scan(FactKind.LicenseScan);

    public ProofScene Fails() => new ProofScene().Scan(FactKind.LicenseScan, ProofScene.Critical(FindingKind.License));
}
