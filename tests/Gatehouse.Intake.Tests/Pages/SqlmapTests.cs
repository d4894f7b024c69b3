using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SqlmapTests
{
    private const string Many = """
        Target URL,Place,Parameter,Technique(s),Note(s)
        http://app.example/item?id=1,GET,id,BTU,
        http://app.example/login,POST,user,E,
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.WebScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "sql-injection HIGH Web @ http://app.example/item?id=1; CWE-89",
                "sql-injection HIGH Web @ http://app.example/login; CWE-89",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("Target URL,Place,Parameter,Technique(s),Note(s)\n", FactKind.WebScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "sqlmap");
}
