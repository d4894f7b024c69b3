using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SslLabsTests
{
    private const string Many = """
        [ { "host": "www.example.org", "port": 443, "status": "READY", "testTime": 1767225600000, "engineVersion": "2.3.0", "criteriaVersion": "2009q", "endpoints": [ { "ipAddress": "192.0.2.1", "statusMessage": "Ready", "grade": "A+" }, { "ipAddress": "192.0.2.2", "statusMessage": "Ready", "grade": "F" } ] } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.OtherScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "ssl-labs-grade-F CRITICAL Web @ https://www.example.org:443",
                "ssl-labs-grade-A+ INFO Web @ https://www.example.org:443",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("[ { \"host\": \"h\", \"port\": 443, \"engineVersion\": \"2\", \"criteriaVersion\": \"q\", \"endpoints\": [ { \"ipAddress\": \"192.0.2.1\", \"statusMessage\": \"Unable to connect to the server\" } ] } ]", FactKind.OtherScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "ssl-labs");
}
