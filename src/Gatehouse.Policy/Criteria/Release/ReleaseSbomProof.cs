using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class ReleaseSbomProof : ICriterionProof
{
    public string Criterion => "release.sbom";

    public Outcome Failure => Outcome.Undecided;

    public ProofScene Passes() => Listed(new Component("part", "1"));

    public ProofScene Fails() => Listed();

    private static ProofScene Listed(params ReadOnlySpan<Component> components) =>
        new ProofScene().With(FactKind.Sbom, new SbomPredicate { Format = "CycloneDX 1.6", Components = [.. components] });
}
