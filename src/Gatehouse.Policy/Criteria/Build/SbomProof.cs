using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class SbomProof : ICriterionProof
{
    public string Criterion => "build.sbom";

    public Outcome Failure => Outcome.Undecided;

    public ProofScene Passes() => Listed(ProofScene.Commit);

    public ProofScene Fails() => Listed(Subject.OfCommit(new string('b', 40)));

    private static ProofScene Listed(Subject about) => new ProofScene()
        .With(FactKind.Sbom, new SbomPredicate { Format = "CycloneDX 1.6", Components = [new Component("part", "1")] }, about);
}
