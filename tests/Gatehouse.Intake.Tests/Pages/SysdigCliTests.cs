using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SysdigCliTests
{
    private const string Many = """
        { "info": { "scanTime": "2026-01-02T10:00:00Z", "resultUrl": "https://sysdig.example" }, "scanner": { "name": "sysdig-cli-scanner", "version": "1.20.0" }, "result": { "metadata": { "pullString": "demo:1" }, "packages": [
          { "type": "python", "name": "demo", "version": "1.0", "path": "requirements.txt", "vulns": [ { "name": "CVE-2026-1", "severity": { "value": "High" }, "cvssScore": { "value": { "score": 7.5, "vector": "CVSS:3.1/AV:N" } }, "fixedInVersion": "v1.1" } ] },
          { "type": "python", "name": "calm", "version": "2.0", "path": "requirements.txt" } ] } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 HIGH Vulnerability @ requirements.txt; pkg:pypi/demo@1.0; fixed in 1.1",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"scanner\": { \"name\": \"sysdig-cli-scanner\" }, \"result\": { \"metadata\": {}, \"packages\": [] } }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Newer_json_and_csv_say_the_same()
    {
        Assert.Equal(
            ["CVE-2026-1 HIGH Vulnerability @ requirements.txt; pkg:pypi/demo@1.0; fixed in 1.1"],
            Brief.Of(Report.Fact("""{ "scanner": { "name": "sysdig-cli-scanner" }, "result": { "metadata": {}, "packages": { "p": { "type": "python", "name": "demo", "version": "1.0", "path": "requirements.txt" } }, "vulnerabilities": { "v": { "name": "CVE-2026-1", "severity": "high", "fixVersion": "1.1", "packageRef": "p" } } } }""")));
        Assert.Equal(
            ["CVE-2026-1 HIGH Vulnerability @ requirements.txt; pkg:pypi/demo@1.0; fixed in 1.1; (accepted risk in Sysdig)"],
            Brief.Of(Report.Fact("CVE ID,CVE Severity,CVSS Score,Package Name,Package Version,Package Path,Package Type,Fix Version,Risk Accepted\nCVE-2026-1,High,7.5,demo,1.0,requirements.txt,python,v1.1,true\n")));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "sysdig-cli");
}
