using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: the README of whitesource/GprSecurityAction, tests of a synchroniser with Mend's interfaces
public sealed class MendTests
{
    private const string Many = """
        { "projectVitals": { "productName": "shop", "name": "shop" }, "libraries": [ { "keyUuid": "1", "type": "PYTHON_PACKAGE", "name": "demo-1.0.whl", "artifactId": "demo", "version": "1.0", "groupId": "demo", "licenses": [ { "name": "MIT" } ], "vulnerabilities": [ { "name": "CVE-2026-1", "type": "CVE", "severity": "MEDIUM", "score": 5.0, "cvss3_severity": "HIGH", "cvss3_score": 7.5, "scoreMetadataVector": "CVSS:3.1/AV:N", "url": "https://example.org/1", "description": "it overflows", "topFix": { "fixResolution": "Upgrade to version 1.1" } } ] }, { "keyUuid": "2", "name": "calm", "vulnerabilities": [] } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 HIGH Vulnerability; pkg:pypi/demo@1.0",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"projectVitals\": {}, \"libraries\": [] }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Its_interface_says_the_same() =>
        Assert.Equal(
            ["CVE-2026-1 HIGH Vulnerability @ package.json; demo 1.0", "CVE-2026-2 LOW Vulnerability @ package.json; demo 1.0; (IGNORED in Mend)"],
            Brief.Of(Report.Fact("""{ "response": [ { "component": { "name": "demo", "version": "1.0", "dependencyType": "Direct", "dependencyFile": "package.json" }, "vulnerability": { "name": "CVE-2026-1", "score": 7.4, "severity": "high", "references": [] }, "topFix": { "fixResolution": "Upgrade to 1.1" }, "findingInfo": { "status": "ACTIVE" } }, { "component": { "name": "demo", "version": "1.0", "dependencyFile": "package.json" }, "vulnerability": { "name": "CVE-2026-2", "score": 3, "severity": "low" }, "findingInfo": { "status": "IGNORED" } } ] }""")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "mend");
}
