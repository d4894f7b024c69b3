using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: pkg/validator/output.go of FairwindsOps/polaris
public sealed class PolarisTests
{
    private const string Many = """
        { "PolarisOutputVersion": "1.0", "AuditTime": "2026-01-02T10:00:00Z", "SourceType": "Path", "Results": [ { "Name": "web", "Namespace": "shop", "Kind": "Deployment", "Results": { "deploymentMissingReplicas": { "ID": "deploymentMissingReplicas", "Message": "Only one replica", "Success": false, "Severity": "warning", "Category": "Reliability" } },
          "PodResult": { "Name": "", "Results": { "hostIPCSet": { "ID": "hostIPCSet", "Message": "fine", "Success": true, "Severity": "danger" } }, "ContainerResults": [ { "Name": "web", "Results": { "runAsPrivileged": { "ID": "runAsPrivileged", "Message": "Should not be privileged", "Success": false, "Severity": "danger" }, "tagNotSpecified": { "ID": "tagNotSpecified", "Message": "No tag", "Success": false, "Severity": "ignore" } } } ] } } ], "Score": 80 }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "runAsPrivileged HIGH Misconfiguration @ shop/Deployment/web web",
                "deploymentMissingReplicas MEDIUM Misconfiguration @ shop/Deployment/web",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"PolarisOutputVersion\": \"1.0\", \"AuditTime\": \"2026-01-02T10:00:00Z\", \"Results\": [], \"Score\": 100 }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"PolarisOutputVersion\": \"1.0\", \"Results\": null, \"Score\": 100 }", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "polaris");
}
