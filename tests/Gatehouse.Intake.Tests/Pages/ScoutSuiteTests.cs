using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ScoutSuiteTests
{
    private const string Many = """
        scoutsuite_results =
        { "provider_code": "aws", "last_run": { "ruleset_name": "default", "version": "5.12.0", "time": "2026-01-02 10:00:00+0100" },
          "services": { "s3": { "findings": {
            "s3-bucket-open": { "description": "Bucket is open", "level": "danger", "flagged_items": 2, "items": [ "s3.buckets.a.open", "s3.buckets.b.open" ], "remediation": "Close it.", "references": [ "https://docs.example/s3" ] },
            "s3-bucket-logging": { "description": "No logging", "level": "warning", "flagged_items": 0, "items": [] } } } } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "s3-bucket-open HIGH Misconfiguration @ s3.buckets.a.open",
                "s3-bucket-open HIGH Misconfiguration @ s3.buckets.b.open",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("x = { \"provider_code\": \"gcp\", \"last_run\": { \"ruleset_name\": \"default\" }, \"services\": {} };", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "scout-suite");
}
