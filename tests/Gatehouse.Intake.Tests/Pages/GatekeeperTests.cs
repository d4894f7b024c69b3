using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class GatekeeperTests
{
    private const string Many = """
        { "apiVersion": "v1", "kind": "List", "items": [
          { "apiVersion": "constraints.gatekeeper.sh/v1beta1", "kind": "K8sRequiredLabels", "metadata": { "name": "owner" }, "spec": { "enforcementAction": "deny" }, "status": { "auditTimestamp": "2026-01-02T10:00:00Z", "totalViolations": 1, "violations": [ { "enforcementAction": "deny", "kind": "Namespace", "version": "v1", "name": "shop", "message": "you must provide labels: owner" } ] } },
          { "apiVersion": "constraints.gatekeeper.sh/v1beta1", "kind": "K8sNoRoot", "metadata": { "name": "root" }, "spec": { "enforcementAction": "dryrun" }, "status": { "totalViolations": 1, "violations": [ { "enforcementAction": "dryrun", "kind": "Pod", "namespace": "shop", "name": "web", "message": "runs as root" } ] } } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "K8sRequiredLabels HIGH Misconfiguration @ Namespace/shop",
                "K8sNoRoot LOW Misconfiguration @ shop/Pod/web",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"apiVersion\": \"constraints.gatekeeper.sh/v1beta1\", \"kind\": \"K8sNoRoot\", \"metadata\": { \"name\": \"root\" }, \"status\": { \"totalViolations\": 0 } }", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void An_audit_that_reached_its_limit_is_partial()
    {
        var violations = string.Join(',', Enumerable.Repeat("""{ "kind": "Pod", "name": "p", "message": "m", "enforcementAction": "warn" }""", 20));
        var fact = Report.Fact($$"""{ "apiVersion": "constraints.gatekeeper.sh/v1beta1", "kind": "K8sNoRoot", "metadata": { "name": "root" }, "status": { "totalViolations": 57, "violations": [ {{violations}} ] } }""");
        Assert.Equal((Completeness.Partial, "K8sNoRoot/root"), (fact.Completeness, Assert.Single(fact.Notices).Path));
        Assert.Contains("57", fact.Notices[0].Reason, StringComparison.Ordinal);
        Assert.All(Report.Findings(fact), finding => Assert.Equal(Severity.Medium, finding.Severity));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "gatekeeper");
}
