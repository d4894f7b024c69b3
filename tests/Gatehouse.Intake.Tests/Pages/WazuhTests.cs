using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class WazuhTests
{
    private const string Many = """
        { "data": { "affected_items": [ { "cve": "CVE-2026-1", "name": "curl", "version": "1", "severity": "Critical", "cvss3_score": 9.8, "title": "CVE-2026-1 affects curl", "condition": "Package less than 2", "agent_name": "web" }, { "cve": "CVE-2026-2", "name": "vim", "version": "3", "severity": "Untriaged", "title": "CVE-2026-2 affects vim", "condition": "Package unfixed" } ], "failed_items": [], "total_affected_items": 2 }, "message": "All selected vulnerabilities were returned", "error": 0 }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.OtherScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 CRITICAL Vulnerability @ web; curl 1; fixed in 2",
                "CVE-2026-2 LOW Vulnerability; vim 3",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"data\": { \"affected_items\": [], \"failed_items\": [], \"total_affected_items\": 0 }, \"message\": \"All selected vulnerabilities were returned\" }", FactKind.OtherScan, Completeness.Complete)]
    [InlineData("{ \"data\": { \"affected_items\": [], \"failed_items\": [ { \"error\": { \"message\": \"no such agent\" } } ], \"total_affected_items\": 0 }, \"message\": \"No vulnerabilities were returned\" }", FactKind.OtherScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void The_index_of_newer_versions_says_the_same() =>
        Assert.Equal(
            ["CVE-2026-1 HIGH Vulnerability @ web; pkg:deb/curl@1"],
            Brief.Of(Report.Fact("""{ "took": 1, "hits": { "hits": [ { "_index": "wazuh-states-vulnerabilities-web", "_source": { "agent": { "name": "web" }, "package": { "name": "curl", "version": "1", "type": "deb" }, "vulnerability": { "id": "CVE-2026-1", "severity": "High", "score": { "base": 8.1 }, "description": "d" } } } ] } }""")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "wazuh");
}
