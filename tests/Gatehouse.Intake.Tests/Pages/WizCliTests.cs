using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class WizCliTests
{
    private const string Many = """
        { "createdAt": "2026-01-02T10:00:00Z", "status": { "state": "SUCCESS", "verdict": "FAILED_BY_POLICY" }, "policies": [], "scanOriginResource": { "name": "demo" }, "result": {
          "osPackages": null, "libraries": [ { "name": "golang.org/x/net", "version": "0.14.0", "path": "/go.mod", "vulnerabilities": [ { "name": "CVE-2026-1", "severity": "HIGH", "fixedVersion": "0.17.0", "score": 7.5, "source": "https://docs.example/1" } ] } ],
          "secrets": [ { "description": "Password in URL (postgresql://u:hidden@host)", "path": "/main.go", "lineNumber": 35, "type": "PASSWORD", "contains": [ { "name": "Password", "type": "PASSWORD" } ] } ],
          "analytics": { "vulnerabilities": { "totalCount": 1 }, "secrets": { "totalCount": 1 } } } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.SecretsScan, FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "PASSWORD HIGH PossibleSecret @ main.go:35:1; CWE-798",
                "CVE-2026-1 HIGH Vulnerability @ go.mod; pkg:golang/golang.org/x/net@0.14.0; fixed in 0.17.0",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"status\": { \"verdict\": \"PASSED_BY_POLICY\" }, \"scanOriginResource\": {}, \"result\": { \"analytics\": { \"vulnerabilities\": { \"totalCount\": 0 } } } }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void A_scan_of_infrastructure_is_one_of_configuration() =>
        Assert.Equal(
            ["wc-1 MEDIUM Misconfiguration @ main.tf:7:1"],
            Brief.Of(Report.Fact("""{ "status": { "verdict": "WARN_BY_POLICY" }, "scanOriginResource": {}, "result": { "scanStatistics": {}, "ruleMatches": [ { "rule": { "shortId": "wc-1", "name": "Open bucket" }, "severity": "MEDIUM", "matches": [ { "resourceName": "b", "fileName": "main.tf", "lineNumber": 7, "expected": "closed" } ] } ] } }""")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "wizcli");
}
