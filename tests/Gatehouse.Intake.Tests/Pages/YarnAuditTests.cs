using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class YarnAuditTests
{
    private const string Many = """
        {"type":"auditAdvisory","data":{"resolution":{"path":"a>demo"},"advisory":{"id":1,"title":"Prototype pollution","module_name":"demo","severity":"high","cves":["CVE-2026-1"],"github_advisory_id":"GHSA-aaaa-bbbb-cccc","cwe":["CWE-1321"],"patched_versions":">=1.3.6","findings":[{"version":"1.3.5"}],"url":"https://github.com/advisories/GHSA-aaaa-bbbb-cccc"}}}
        {"type":"auditAdvisory","data":{"resolution":{"path":"b>demo"},"advisory":{"id":1,"title":"Prototype pollution","module_name":"demo","severity":"high","cves":["CVE-2026-1"],"github_advisory_id":"GHSA-aaaa-bbbb-cccc","findings":[{"version":"1.3.5"}]}}}
        {"type":"auditSummary","data":{"vulnerabilities":{"high":1},"totalDependencies":47}}
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "GHSA-aaaa-bbbb-cccc HIGH Vulnerability; CWE-1321; CVE-2026-1; pkg:npm/demo@1.3.5; fixed in >=1.3.6",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{\"type\":\"auditSummary\",\"data\":{\"totalDependencies\":0}}", FactKind.VulnerabilityScan, Completeness.Complete)]
    [InlineData("{\"type\":\"info\",\"data\":\"No lockfile found.\"}\n{\"type\":\"auditSummary\",\"data\":{}}", FactKind.VulnerabilityScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Yarn_4_says_the_same() =>
        Assert.Equal(
            ["GHSA-aaaa-bbbb-cccc LOW Vulnerability; pkg:npm/demo@4.38", "old-(deprecation) MEDIUM Vulnerability; pkg:npm/old@1"],
            Brief.Of(Report.Fact("""
                {"value":"demo","children":{"ID":7,"Issue":"It is unsafe","URL":"https://github.com/advisories/GHSA-aaaa-bbbb-cccc","Severity":"low","Tree Versions":["4.38"]}}
                {"value":"old","children":{"ID":"old (deprecation)","Issue":"It is old","Severity":"moderate","Tree Versions":["1"]}}
                """)).Order(StringComparer.Ordinal));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "yarn-audit");
}
