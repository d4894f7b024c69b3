using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class ImagesProof : ICriterionProof
{
    public string Criterion => "deploy.images";

    public ProofScene Passes() => Deployed("registry.example.org/app@sha256:" + Digest);

    public ProofScene Fails() => Deployed("registry.example.org/app:latest");

    private const string Digest = "c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1";

    private static ProofScene Deployed(string image) => new ProofScene()
        .With(FactKind.Deployment, new DeploymentPredicate("production", [image]))
        .With(FactKind.Signature, new SignaturePredicate(IsVerified: true, "builder@example.org", null), Subject.OfSha256(SubjectKind.Image, "app", Digest));
}
