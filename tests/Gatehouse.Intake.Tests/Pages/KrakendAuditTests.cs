using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: audit.go of krakend/krakend-audit
public sealed class KrakendAuditTests
{
    private const string Many = """
        { "recommendations": [ { "rule": "2.1.3", "severity": "CRITICAL", "message": "TLS is configured and switched off." }, { "rule": "3.1.1", "severity": "MEDIUM", "message": "Set a limit." } ], "stats": {} }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "2.1.3 CRITICAL Misconfiguration",
                "3.1.1 MEDIUM Misconfiguration",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"recommendations\": [], \"stats\": {} }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"recommendations\": null, \"stats\": {} }", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "krakend-audit");
}
