using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class ProvenanceProof : ICriterionProof
{
    public string Criterion => "release.provenance";

    public ProofScene Passes() => BuiltFrom('a');

    public ProofScene Fails() => BuiltFrom('b');

    private static ProofScene BuiltFrom(char digit) =>
        new ProofScene().With(FactKind.Provenance, new ProvenancePredicate { BuilderId = "https://builder.example.org", SourceCommit = new string(digit, 40) });
}
