using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class AlertsProof : ICriterionProof
{
    public string Criterion => "operate.alerts";

    public ProofScene Passes() => Seen();

    public ProofScene Fails() => Seen(new RuntimeAlert("A-1", "Shell in container", Severity.Critical, DateTimeOffset.UnixEpoch, "a case"));

    private static ProofScene Seen(params ReadOnlySpan<RuntimeAlert> alerts) => new ProofScene().With(FactKind.Alerts, new AlertsPredicate { Alerts = [.. alerts] });
}
