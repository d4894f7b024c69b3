using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: node/src/reporters/json.ts and node/src/types.ts of RetireJS/retire.js
public sealed class RetireJsTests
{
    private const string Many = """
        { "version": "5.2.0", "start": "2026-01-02T10:00:00.000Z", "data": [ { "file": "web/demo.js", "results": [ { "component": "demo", "npmname": "demo-js", "version": "1.0", "detection": "filename", "vulnerabilities": [ { "severity": "high", "identifiers": { "summary": "it runs scripts", "CVE": [ "CVE-2026-1" ], "githubID": "GHSA-aaaa-bbbb-cccc" }, "info": [ "https://example.org/1" ], "below": "1.1", "cwe": [ "CWE-79" ] }, { "severity": "low", "identifiers": { "bug": "99" }, "info": [ "https://example.org/2" ], "below": "2.0" } ] } ] } ], "messages": [], "errors": [], "time": 1.5 }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 HIGH Vulnerability @ web/demo.js; CWE-79; GHSA-aaaa-bbbb-cccc; pkg:npm/demo-js@1.0; fixed in 1.1",
                "99 LOW Vulnerability @ web/demo.js; pkg:npm/demo-js@1.0; fixed in 2.0",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"version\": \"5.2.0\", \"start\": \"2026-01-02T10:00:00.000Z\", \"data\": [], \"messages\": [], \"errors\": [], \"time\": 1 }", FactKind.VulnerabilityScan, Completeness.Complete)]
    [InlineData("{ \"version\": \"5.2.0\", \"start\": \"2026-01-02T10:00:00.000Z\", \"data\": [], \"messages\": [], \"errors\": [ \"could not read a.js\" ], \"time\": 1 }", FactKind.VulnerabilityScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void The_simple_list_says_the_same() =>
        Assert.Equal(
            ["CVE-2026-1 MEDIUM Vulnerability @ web/demo.js; pkg:npm/demo@1.0; fixed in 1.1"],
            Brief.Of(Report.Fact("""[ { "file": "web/demo.js", "results": [ { "component": "demo", "version": "1.0", "vulnerabilities": [ { "below": "1.1", "severity": "medium", "identifiers": { "CVE": [ "CVE-2026-1" ] }, "info": [] } ] } ] } ]""")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "retirejs");
}
