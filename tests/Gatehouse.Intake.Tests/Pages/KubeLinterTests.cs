using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: pkg/run, pkg/diagnostic and pkg/lintcontext of stackrox/kube-linter
public sealed class KubeLinterTests
{
    private const string Many = """
        { "Checks": [ { "name": "no-read-only-root-fs", "description": "The root is writable", "remediation": "Set it" } ], "Reports": [ { "Diagnostic": { "Message": "container \"web\" has no read-only root file system" }, "Check": "no-read-only-root-fs", "Remediation": "Set it", "Object": { "Metadata": { "FilePath": "web.yaml" }, "K8sObject": { "Namespace": "shop", "Name": "web", "GroupVersionKind": { "Group": "apps", "Version": "v1", "Kind": "Deployment" } } } } ], "Summary": { "ChecksStatus": "Failed", "CheckEndTime": "2026-01-02T10:00:00Z", "KubeLinterVersion": "0.7.1" } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "no-read-only-root-fs MEDIUM Misconfiguration @ web.yaml shop/Deployment/web",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"Checks\": [], \"Reports\": null, \"Summary\": { \"ChecksStatus\": \"Passed\", \"CheckEndTime\": \"2026-01-02T10:00:00Z\", \"KubeLinterVersion\": \"0.7.1\" } }", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "kube-linter");
}
