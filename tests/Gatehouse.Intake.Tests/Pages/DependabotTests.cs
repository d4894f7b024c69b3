using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class DependabotTests
{
    private const string Many = """
        [ { "number": 1, "state": "open", "dependency": { "package": { "ecosystem": "pip", "name": "demo" }, "manifest_path": "app/requirements.txt", "relationship": "direct" }, "security_advisory": { "ghsa_id": "GHSA-aaaa-bbbb-cccc", "cve_id": "CVE-2026-1", "summary": "SQL injection", "severity": "critical", "cvss": { "score": 9.1, "vector_string": "CVSS:3.1/AV:N" }, "cwes": [ { "cwe_id": "CWE-89" } ], "identifiers": [ { "type": "GHSA", "value": "GHSA-aaaa-bbbb-cccc" }, { "type": "CVE", "value": "CVE-2026-1" } ] }, "security_vulnerability": { "severity": "critical", "vulnerable_version_range": "< 2.0", "first_patched_version": { "identifier": "2.0" } }, "html_url": "https://github.com/o/r/security/dependabot/1" },
          { "number": 2, "state": "dismissed", "dismissed_reason": "tolerable_risk", "dependency": { "package": { "ecosystem": "npm", "name": "calm" }, "manifest_path": "package.json" }, "security_advisory": { "ghsa_id": "GHSA-dddd-eeee-ffff", "cve_id": null, "summary": "ReDoS", "severity": "low" }, "security_vulnerability": { "severity": "low", "vulnerable_version_range": "< 1" } } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 CRITICAL Vulnerability @ app/requirements.txt; CWE-89; GHSA-aaaa-bbbb-cccc; pkg:pypi/demo; fixed in 2.0",
                "GHSA-dddd-eeee-ffff LOW Vulnerability @ package.json; pkg:npm/calm; (tolerable_risk)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("[]", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report, "dependabot");
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "dependabot");
}
