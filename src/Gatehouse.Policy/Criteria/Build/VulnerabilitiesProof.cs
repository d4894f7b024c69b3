using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class VulnerabilitiesProof : ICriterionProof
{
    public string Criterion => "build.vulnerabilities";

    public ProofScene Passes() => new ProofScene().Scan(FactKind.VulnerabilityScan);

    public ProofScene Fails() => new ProofScene().Scan(FactKind.VulnerabilityScan, ProofScene.Critical(FindingKind.Vulnerability));
}
