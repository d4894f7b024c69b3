using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: core/pkg/resultshandling/printer/v2 of kubescape/kubescape and reporthandling of kubescape/opa-utils
public sealed class KubescapeTests
{
    private const string Many = """
        { "generationTime": "2026-01-02T10:00:00Z", "clusterName": "", "summaryDetails": { "frameworks": [], "controls": { "C-0016": { "controlID": "C-0016", "name": "Allow privilege escalation", "scoreFactor": 6 }, "C-0057": { "controlID": "C-0057", "scoreFactor": 8 } }, "vulnerabilities": { "images": [ "demo:1" ], "CVEs": [ { "severity": "Critical", "id": "CVE-2026-1", "package": "libdemo", "version": "1.0", "fixVersions": [ "1.1" ], "fixedState": "fixed" } ] } },
          "resources": [ { "resourceID": "path=1/apps/v1//Deployment/web", "source": { "relativePath": "deploy/web.yaml" } } ],
          "results": [ { "resourceID": "path=1/apps/v1//Deployment/web", "controls": [
            { "controlID": "C-0016", "name": "Allow privilege escalation", "status": { "status": "failed" }, "rules": [ { "name": "r", "status": "failed" } ] },
            { "controlID": "C-0057", "name": "Privileged container", "severity": "High", "status": { "status": "passed", "subStatus": "w/exceptions" }, "rules": [ { "name": "r", "status": "passed", "exception": [ { "name": "the agent" } ] } ] },
            { "controlID": "C-0001", "name": "fine", "status": { "status": "passed" } } ] } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 CRITICAL Vulnerability @ demo:1; libdemo 1.0; fixed in 1.1",
                "C-0016 MEDIUM Misconfiguration @ deploy/web.yaml path=1/apps/v1//Deployment/web",
                "C-0057 HIGH Misconfiguration @ deploy/web.yaml path=1/apps/v1//Deployment/web; (excepted in Kubescape: the agent)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"generationTime\": \"2026-01-02T10:00:00Z\", \"summaryDetails\": { \"frameworks\": null, \"controls\": {} } }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"generationTime\": \"2026-01-02T10:00:00Z\", \"summaryDetails\": { \"frameworks\": [], \"controls\": { \"C-1\": { \"controlID\": \"C-1\", \"name\": \"Nodes\", \"statusInfo\": { \"status\": \"skipped\", \"subStatus\": \"notEvaluated\", \"info\": \"no rights\" } } } }, \"results\": [] }", FactKind.ConfigurationScan, Completeness.Partial)]
    [InlineData("{ \"name\": \"NSA\", \"controlReports\": [] }", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void The_first_format_says_the_same() =>
        Assert.Equal(
            ["C-0016 MEDIUM Misconfiguration @ Deployment/web", "C-0016 MEDIUM Misconfiguration @ Deployment/old; (excepted in Kubescape: the old one)"],
            Brief.Of(Report.Fact("""[ { "name": "NSA", "controlReports": [ { "id": "C-0016", "name": "Allow privilege escalation", "baseScore": 6, "ruleReports": [ { "name": "r", "ruleStatus": { "status": "failed" }, "ruleResponses": [ { "alertMessage": "container: web may", "ruleStatus": "failed", "alertObject": { "k8sApiObjects": [ { "kind": "Deployment", "metadata": { "name": "web" } } ] } }, { "alertMessage": "container: old may", "ruleStatus": "warning", "alertObject": { "k8sApiObjects": [ { "kind": "Deployment", "name": "old" } ] }, "exception": { "name": "the old one" } } ] } ] } ] } ]""")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "kubescape");
}
