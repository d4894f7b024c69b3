using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: printer.go of Shopify/kubeaudit
public sealed class KubeauditTests
{
    private const string Many = """
        {"AuditResultName":"PrivilegedTrue","Container":"web","ResourceApiVersion":"apps/v1","ResourceKind":"Deployment","ResourceName":"web","ResourceNamespace":"shop","level":"error","msg":"privileged is set to true","time":"2026-01-02T10:00:00Z"}
        {"AuditResultName":"RunAsNonRootPSCFalseAllowed","Container":"agent","ResourceApiVersion":"apps/v1","ResourceKind":"DaemonSet","ResourceName":"agent","level":"warning","msg":"it is overridden by a label"}
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "PrivilegedTrue HIGH Misconfiguration @ shop/Deployment/web web",
                "RunAsNonRootPSCFalseAllowed MEDIUM Misconfiguration @ DaemonSet/agent agent; (allowed by a label)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "kubeaudit");
}
