using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class TrivyOperatorTests
{
    private const string Many = """
        [ { "apiVersion": "aquasecurity.github.io/v1alpha1", "kind": "VulnerabilityReport", "report": { "registry": { "server": "index.docker.io" }, "artifact": { "repository": "library/demo", "tag": "1" }, "vulnerabilities": [ { "vulnerabilityID": "CVE-2026-1", "resource": "libdemo", "installedVersion": "1.0", "fixedVersion": "1.1", "severity": "CRITICAL", "score": 9.8, "title": "it overflows", "packageType": "debian" } ] } },
          { "apiVersion": "aquasecurity.github.io/v1alpha1", "kind": "ConfigAuditReport", "metadata": { "namespace": "shop", "labels": { "trivy-operator.resource.kind": "Deployment", "trivy-operator.resource.name": "web" } }, "report": { "checks": [ { "checkID": "KSV014", "severity": "LOW", "success": false, "title": "Root is writable", "messages": [ "set readOnlyRootFilesystem" ] }, { "checkID": "KSV001", "severity": "HIGH", "success": true, "title": "fine" } ] } },
          { "apiVersion": "aquasecurity.github.io/v1alpha1", "kind": "ExposedSecretReport", "report": { "registry": { "server": "index.docker.io" }, "artifact": { "repository": "library/demo", "tag": "1" }, "secrets": [ { "ruleID": "aws-access-key-id", "severity": "CRITICAL", "title": "AWS key", "target": "root/key", "match": "hidden-match" } ] } } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.SecretsScan, FactKind.VulnerabilityScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "aws-access-key-id CRITICAL Credential @ index.docker.io/library/demo:1 root/key; CWE-798",
                "CVE-2026-1 CRITICAL Vulnerability @ index.docker.io/library/demo:1; pkg:deb/libdemo@1.0; fixed in 1.1",
                "KSV014 LOW Misconfiguration @ shop/Deployment/web",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"apiVersion\": \"aquasecurity.github.io/v1alpha1\", \"kind\": \"ConfigAuditReport\", \"report\": { \"checks\": [] } }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"apiVersion\": \"aquasecurity.github.io/v1alpha1\", \"kind\": \"ExposedSecretReport\", \"report\": { \"secrets\": [] } }", FactKind.SecretsScan, Completeness.Complete)]
    [InlineData("{ \"apiVersion\": \"aquasecurity.github.io/v1alpha1\", \"kind\": \"VulnerabilityReport\", \"report\": { \"vulnerabilities\": [] } }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void A_check_of_compliance_takes_its_controls_severity_where_it_has_none() =>
        Assert.Equal(
            ["AVD-1 HIGH Misconfiguration @ web"],
            Brief.Of(Report.Fact("""{ "apiVersion": "aquasecurity.github.io/v1alpha1", "kind": "ClusterComplianceReport", "status": { "detailReport": { "results": [ { "id": "1.1", "name": "n", "severity": "HIGH", "checks": [ { "checkID": "AVD-1", "severity": "", "success": false, "target": "web", "title": "t" } ] } ] } } }""")));

    [Fact]
    public void What_matched_is_not_kept() => Assert.DoesNotContain(Report.Facts(Many).SelectMany(fact => Report.Findings(fact)), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "trivy-operator");
}
