using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class OpaTests
{
    private const string Many = """
        { "result": [ { "expressions": [ { "value": [ "runs as root", { "msg": "no limits", "id": "limits", "severity": "medium" } ], "text": "data.main.deny", "location": { "row": 1, "col": 1 } }, { "value": true, "text": "data.main.allow", "location": { "row": 1, "col": 1 } } ] } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "data.main.deny HIGH Misconfiguration",
                "limits MEDIUM Misconfiguration",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"result\": [ { \"expressions\": [ { \"value\": [], \"text\": \"data.main.deny\" } ] } ] }", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "opa");
}
