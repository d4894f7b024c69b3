using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class LicensesProof : ICriterionProof
{
    public string Criterion => "build.licenses";

    public ProofScene Passes() => Licensed("MIT");

    public ProofScene Fails() => Licensed("GPL-3.0-only");

    public ProofScene Lacks() => new() { Policy = Denying };

    private static PolicyDocument Denying => PolicyDocument.Default with { DeniedLicenses = ["GPL-3.0-only"] };

    private static ProofScene Licensed(string license) => new ProofScene { Policy = Denying }
        .With(FactKind.Sbom, new SbomPredicate { Format = "CycloneDX 1.6", Components = [new Component("part", "1") { Licenses = [license] }] });
}
