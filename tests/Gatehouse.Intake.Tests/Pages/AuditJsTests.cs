using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: src/Types/OssIndexServerResult.ts of sonatype-nexus-community/auditjs
public sealed class AuditJsTests
{
    private const string Many = """
        [ { "coordinates": "pkg:npm/demo@1.0", "description": "d", "reference": "https://example.org/demo", "vulnerabilities": [ { "id": "CVE-2026-1", "title": "[CVE-2026-1] CWE-79: it runs scripts", "description": "d", "cvssScore": "6.1", "cvssVector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", "cve": "CVE-2026-1", "reference": "https://example.org/1" } ] }, { "coordinates": "pkg:npm/calm@2.0", "reference": "https://example.org/calm", "vulnerabilities": [] } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 MEDIUM Vulnerability; CWE-79; pkg:npm/demo@1.0",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("[ { \"coordinates\": \"pkg:npm/calm@2.0\", \"reference\": \"https://example.org/calm\", \"vulnerabilities\": [] } ]", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "auditjs");
}
