using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class StackHawkTests
{
    private const string Many = """
        { "service": "StackHawk", "scanCompleted": { "scan": { "hawkscanVersion": "3.1.0", "status": "COMPLETED", "startedTimestamp": "2026-01-02T10:00:00Z" }, "findings": [
          { "pluginId": "40012", "pluginName": "Cross site scripting", "severity": "High", "host": "https://app.example", "totalCount": "2", "paths": [ { "path": "/a", "method": "GET", "status": "NEW" }, { "path": "/b", "method": "GET", "status": "FALSE_POSITIVE" } ], "findingURL": "https://hawk.example/1" },
          { "pluginId": "10063", "pluginName": "No policy", "severity": "Low", "host": "https://app.example", "paths": [ { "path": "/", "method": "GET", "status": "RISK_ACCEPTED" } ] } ] } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.WebScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "40012 HIGH Web @ https://app.example/a",
                "10063 LOW Web @ https://app.example/; (RISK_ACCEPTED in StackHawk)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"service\": \"StackHawk\", \"scanCompleted\": { \"scan\": { \"hawkscanVersion\": \"3\" }, \"findings\": [] } }", FactKind.WebScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "stackhawk");
}
