using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ThreagileTests
{
    private const string Many = """
        [ { "category": "missing-authentication", "risk_status": "unchecked", "severity": "elevated", "exploitation_likelihood": "likely", "exploitation_impact": "high", "title": "<b>Missing Authentication</b> of <b>Link</b>", "synthetic_id": "missing-authentication@link", "most_relevant_technical_asset": "", "most_relevant_communication_link": "web>link" },
          { "category": "missing-vault", "risk_status": "accepted", "severity": "medium", "exploitation_likelihood": "unlikely", "title": "Missing Vault", "synthetic_id": "missing-vault", "most_relevant_technical_asset": "web" } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.OtherScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "missing-authentication HIGH Threat @ web>link web>link",
                "missing-vault MEDIUM Threat @ web web; (accepted in the threat model)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("[]", FactKind.OtherScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report, "threagile");
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "threagile");
}
