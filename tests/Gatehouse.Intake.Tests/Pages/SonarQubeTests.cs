using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SonarQubeTests
{
    private const string Many = """
        { "total": 3, "paging": { "pageIndex": 1, "pageSize": 100, "total": 3 }, "components": [], "issues": [
          { "key": "1", "rule": "python:S2077", "severity": "BLOCKER", "component": "shop:src/db.py", "line": 12, "status": "OPEN", "message": "Do not build SQL", "tags": [ "cwe-89", "sql" ], "type": "VULNERABILITY" },
          { "key": "2", "rule": "python:S1", "severity": "CRITICAL", "component": "shop:src/db.py", "line": 14, "status": "RESOLVED", "resolution": "FALSE-POSITIVE", "message": "odd", "type": "BUG" },
          { "key": "3", "rule": "OWASP:UsingComponentWithKnownVulnerability", "severity": "MAJOR", "component": "shop", "status": "OPEN", "message": "Filename: demo.jar | Reference: CVE-2026-1 | CVSS Score: 6.4 | Category: CWE-120 | it overflows", "tags": [ "cve" ], "type": "VULNERABILITY" } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.CodeScan, FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "python:S2077 CRITICAL Code @ src/db.py:12:1; CWE-89",
                "python:S1 HIGH Code @ src/db.py:14:1; (FALSE-POSITIVE in SonarQube)",
                "OWASP:UsingComponentWithKnownVulnerability MEDIUM Vulnerability; CWE-120; CVE-2026-1; demo.jar",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"paging\": { \"pageIndex\": 1, \"total\": 0 }, \"issues\": [], \"components\": [] }", FactKind.CodeScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void A_hotspot_has_its_probability_and_a_reviewed_one_is_suppressed() =>
        Assert.Equal(
            ["python:S4 HIGH Code @ a.py:3:1", "python:S5 LOW Code @ b.py:4:1; (SAFE in SonarQube)"],
            Brief.Of(Report.Fact("""{ "paging": { "pageIndex": 1, "total": 2 }, "components": [], "hotspots": [ { "component": "shop:a.py", "securityCategory": "xss", "vulnerabilityProbability": "HIGH", "status": "TO_REVIEW", "line": 3, "message": "m", "ruleKey": "python:S4" }, { "component": "shop:b.py", "securityCategory": "xss", "vulnerabilityProbability": "LOW", "status": "REVIEWED", "resolution": "SAFE", "line": 4, "message": "m", "ruleKey": "python:S5" } ] }""")));

    [Fact]
    public void Sonar_report_names_weaknesses_in_the_text_of_a_rule() =>
        Assert.Equal(
            ["python:S4502 HIGH Code @ app.py:8:1; CWE-352"],
            Brief.Of(Report.Fact("""{ "sonarBaseURL": "https://sonar.example", "sonarComponent": "shop", "rules": { "python:S4502": { "htmlDesc": "<a href='https://cwe.mitre.org/data/definitions/352.html'>MITRE</a>" } }, "issues": [ { "rule": "python:S4502", "severity": "CRITICAL", "status": "TO_REVIEW", "component": "app.py", "line": 8, "description": "CSRF", "message": "m", "key": "k" } ] }""")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "sonarqube");
}
