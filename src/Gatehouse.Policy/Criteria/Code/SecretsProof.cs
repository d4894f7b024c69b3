using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class SecretsProof : ICriterionProof
{
    public string Criterion => "code.secrets";

    public ProofScene Passes() => new ProofScene().Scan(FactKind.SecretsScan);

    public ProofScene Fails() => new ProofScene().Scan(FactKind.SecretsScan, ProofScene.Critical(FindingKind.Credential));
}
