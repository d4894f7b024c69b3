using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class ConfigurationProof : ICriterionProof
{
    public string Criterion => "deploy.configuration";

    public ProofScene Passes() => new ProofScene().Scan(FactKind.ConfigurationScan);

    public ProofScene Fails() => new ProofScene().Scan(FactKind.ConfigurationScan, ProofScene.Critical(FindingKind.Misconfiguration));
}
