using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: policy-report/pkg/api/wgpolicyk8s.io of kubernetes-sigs/wg-policy-prototypes
public sealed class PolicyReportTests
{
    private const string Many = """
        { "apiVersion": "v1", "kind": "List", "items": [ { "apiVersion": "wgpolicyk8s.io/v1alpha2", "kind": "PolicyReport", "metadata": { "name": "r", "namespace": "shop" }, "scope": { "kind": "Deployment", "name": "web", "namespace": "shop" }, "summary": { "error": 0, "fail": 1, "pass": 1, "skip": 0, "warn": 1 }, "results": [ { "source": "kyverno", "policy": "require-labels", "rule": "check", "result": "fail", "severity": "high", "message": "a label is missing", "scored": true }, { "policy": "no-latest", "result": "warn", "message": "a tag is missing", "resources": [ { "kind": "Pod", "name": "old", "namespace": "shop" } ] }, { "policy": "calm", "result": "pass" } ] } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "require-labels/check HIGH Misconfiguration @ shop/Deployment/web",
                "no-latest LOW Misconfiguration @ shop/Pod/old",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"apiVersion\": \"openreports.io/v1alpha1\", \"kind\": \"Report\", \"metadata\": {}, \"summary\": {} }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"apiVersion\": \"wgpolicyk8s.io/v1alpha2\", \"kind\": \"ClusterPolicyReport\", \"results\": [ { \"policy\": \"p\", \"rule\": \"r\", \"result\": \"error\", \"message\": \"no rights\" } ] }", FactKind.ConfigurationScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "policy-report");
}
