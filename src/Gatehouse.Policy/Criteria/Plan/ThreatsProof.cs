using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class ThreatsProof : ICriterionProof
{
    public string Criterion => "plan.threats";

    public ProofScene Passes() => Modelled("R-1");

    public ProofScene Fails() => Modelled();

    private static ProofScene Modelled(params ReadOnlySpan<string> mitigatedBy) => new ProofScene().With(FactKind.ThreatModel, new ThreatModelPredicate
    {
        Threats = [new Threat("T-1", "a case", "S", Severity.High) { MitigatedBy = [.. mitigatedBy] }],
        Requirements = [new Requirement("R-1", "a case", "olga@example.org", "Case.holds")],
    });
}
