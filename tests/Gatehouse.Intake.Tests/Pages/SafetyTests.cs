using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: safety/formatters/json.py and tests/test_db/report.json of pyupio/safety
public sealed class SafetyTests
{
    private const string Many = """
        { "report_meta": { "scan_target": "environment", "safety_version": "3.2.0", "timestamp": "2026-01-02 10:00:00" }, "scanned_packages": { "demo": {}, "calm": {} }, "affected_packages": {}, "announcements": [], "vulnerabilities": [ { "vulnerability_id": "70001", "package_name": "demo", "ignored": false, "vulnerable_spec": [ "<1.1" ], "analyzed_version": "1.0", "advisory": "Demo overflows.", "fixed_versions": [ "1.1" ], "CVE": "CVE-2026-1", "severity": { "source": "CVE-2026-1", "cvssv3": { "base_score": 9.8, "base_severity": "CRITICAL", "vector_string": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" } }, "more_info_url": "https://example.org/1" } ],
          "ignored_vulnerabilities": [ { "vulnerability_id": "70002", "package_name": "demo", "ignored": true, "ignored_reason": "not reached", "analyzed_version": "1.0", "advisory": "It leaks.", "CVE": null, "severity": null } ], "remediations": {} }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "70001 CRITICAL Vulnerability; CVE-2026-1; pkg:pypi/demo@1.0; fixed in 1.1",
                "70002 HIGH Vulnerability; pkg:pypi/demo@1.0; (not reached)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"report_meta\": { \"safety_version\": \"3.2.0\" }, \"scanned_packages\": {}, \"vulnerabilities\": [], \"ignored_vulnerabilities\": [] }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void A_scan_of_a_project_says_the_same() =>
        Assert.Equal(
            ["70001 HIGH Vulnerability @ requirements.txt; pkg:pypi/demo@1.0; fixed in 1.1", "70002 HIGH Vulnerability @ requirements.txt; pkg:pypi/demo@1.0; fixed in 1.1; (ignored in Safety: not reached)"],
            Brief.Of(Report.Fact("""{ "meta": { "scan_type": "scan" }, "scan_results": { "globals": [], "projects": [ { "files": [ { "location": "requirements.txt", "type": "requirements.txt", "results": { "dependencies": [ { "name": "demo", "specifications": [ { "raw": "demo==1.0", "vulnerabilities": { "known_vulnerabilities": [ { "id": "70001", "ignored": null, "vulnerable_spec": "<1.1" }, { "id": "70002", "ignored": { "code": "manual", "reason": "not reached" }, "vulnerable_spec": "<1.1" } ], "remediation": { "recommended": "1.1" } } } ] } ] } } ] } ] } }""")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "safety");
}
