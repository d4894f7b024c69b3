using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class RequirementsProof : ICriterionProof
{
    public string Criterion => "plan.requirements";

    public ProofScene Passes() => Tested("Case.holds");

    public ProofScene Fails() => Tested(null);

    private static ProofScene Tested(string? test) => new ProofScene { ChangedPaths = ["src/a"] }.With(FactKind.ThreatModel, new ThreatModelPredicate
    {
        Threats = [new Threat("T-1", "a case", "S", Severity.High) { MitigatedBy = ["R-1"] }],
        Requirements = [new Requirement("R-1", "a case", "olga@example.org", test)],
    });
}
