using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: spec/openapi.yaml of sonatype-nexus-community/nexus-iq-api-client
public sealed class SonatypeIqTests
{
    private const string Many = """
        { "components": [ { "packageUrl": "pkg:maven/org.demo/demo@1.0?type=jar", "hash": "00", "displayName": "org.demo : demo : 1.0", "componentIdentifier": { "format": "maven", "coordinates": { "groupId": "org.demo", "artifactId": "demo", "version": "1.0" } }, "proprietary": false, "matchState": "exact", "pathnames": [ "lib/demo.jar" ], "dependencyData": { "directDependency": true }, "securityData": { "securityIssues": [ { "source": "cve", "reference": "CVE-2026-1", "severity": 9.8, "status": "Open", "url": "https://example.org/1", "threatCategory": "critical", "cwe": "120", "cvssVector": "CVSS:3.1/AV:N" }, { "source": "sonatype", "reference": "sonatype-2026-2", "severity": 5.3, "status": "Not Applicable", "threatCategory": "severe" } ] } } ], "matchSummary": { "totalComponentCount": 1, "knownComponentCount": 1 } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 CRITICAL Vulnerability @ lib/demo.jar; CWE-120; pkg:maven/org.demo/demo@1.0?type=jar",
                "sonatype-2026-2 HIGH Vulnerability @ lib/demo.jar; pkg:maven/org.demo/demo@1.0?type=jar; (Not Applicable in Sonatype Lifecycle)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"components\": [], \"matchSummary\": { \"totalComponentCount\": 0, \"knownComponentCount\": 0 } }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Its_policy_report_lists_violations() =>
        Assert.Equal(
            ["Security-Critical CRITICAL Vulnerability @ lib/demo.jar; CVE-2026-1; pkg:maven/org.demo/demo@1.0", "License-Copyleft HIGH License @ lib/demo.jar; pkg:maven/org.demo/demo@1.0; (waived in Sonatype Lifecycle)"],
            Report.Facts("""{ "application": { "publicId": "shop" }, "counts": {}, "reportTime": 1767348000, "reportTitle": "Build Report", "components": [ { "packageUrl": "pkg:maven/org.demo/demo@1.0", "displayName": "org.demo : demo : 1.0", "matchState": "exact", "pathnames": [ "lib/demo.jar" ], "violations": [ { "policyName": "Security-Critical", "policyThreatCategory": "SECURITY", "policyThreatLevel": 10, "waived": false, "constraints": [ { "constraintName": "c", "conditions": [ { "conditionSummary": "s", "conditionReason": "Found security vulnerability CVE-2026-1 with severity >= 9 (severity = 9.8)" } ] } ] }, { "policyName": "License-Copyleft", "policyThreatCategory": "LICENSE", "policyThreatLevel": 7, "waived": true, "constraints": [] } ] } ] }""").SelectMany(Brief.Of));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "sonatype-iq");
}
