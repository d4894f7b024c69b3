using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class GrypeTests
{
    private const string Many = """
        { "descriptor": { "name": "grype", "version": "0.80.0", "timestamp": "2026-01-02T10:00:00Z" }, "source": { "type": "directory", "target": "." }, "matches": [
          { "vulnerability": { "id": "GHSA-aaaa-bbbb-cccc", "dataSource": "https://github.com/advisories/GHSA-aaaa-bbbb-cccc", "severity": "High", "description": "it overflows", "cvss": [ { "version": "3.1", "vector": "CVSS:3.1/AV:N", "metrics": { "baseScore": 8.1 } } ], "fix": { "versions": [ "1.1" ], "state": "fixed" } }, "relatedVulnerabilities": [ { "id": "CVE-2026-1" } ], "artifact": { "name": "demo", "version": "1.0", "type": "npm", "purl": "pkg:npm/demo@1.0", "locations": [ { "path": "/web/package-lock.json" } ] } } ],
          "ignoredMatches": [ { "vulnerability": { "id": "CVE-2026-2", "severity": "Negligible", "fix": { "versions": [] } }, "artifact": { "name": "calm", "version": "2", "type": "python", "purl": "pkg:pypi/calm@2", "locations": [ { "path": "/requirements.txt" } ] }, "appliedIgnoreRules": [ { "vulnerability": "CVE-2026-2", "reason": "not reached" } ] } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "GHSA-aaaa-bbbb-cccc HIGH Vulnerability @ web/package-lock.json; CVE-2026-1; pkg:npm/demo@1.0; fixed in 1.1",
                "CVE-2026-2 INFO Vulnerability @ requirements.txt; pkg:pypi/calm@2; (not reached)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"descriptor\": { \"name\": \"grype\" }, \"source\": { \"type\": \"image\" }, \"matches\": [] }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void A_scan_of_an_image_is_about_its_digest()
    {
        var fact = Report.Fact($$"""{ "descriptor": { "name": "grype" }, "source": { "type": "image", "target": { "userInput": "demo:1", "manifestDigest": "sha256:{{Report.Digest}}" } }, "matches": [] }""");
        Assert.Equal(SubjectKind.Image, Assert.Single(fact.Subjects).Kind);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "grype");
}
