using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class GitGuardianTests
{
    private const string Many = """
        { "id": "scan", "type": "commit-range", "total_incidents": 2, "total_occurrences": 3, "secrets_engine_version": "2.120", "scans": [ { "id": "abc", "type": "commit", "total_incidents": 2, "total_occurrences": 3, "entities_with_incidents": [ { "mode": "NEW", "filename": "app/config.py", "total_incidents": 2, "total_occurrences": 3, "incidents": [
          { "policy": "Secrets detection", "type": "AWS Keys", "validity": "valid", "ignore_sha": "aaa", "total_occurrences": 1, "incident_url": "https://dashboard.example/1", "known_secret": true, "occurrences": [ { "match": "hidden-one", "type": "client_id", "line_start": 4, "line_end": 4, "index_start": 1, "index_end": 9, "post_line_start": 5 }, { "match": "hidden-two", "type": "client_secret", "line_start": 4, "line_end": 4, "index_start": 1, "index_end": 9, "post_line_start": 5 } ] },
          { "policy": "Secrets detection", "type": "Generic High Entropy Secret", "validity": "no_checker", "ignore_sha": "bbb", "total_occurrences": 1, "incident_url": "", "known_secret": false, "occurrences": [ { "match": "hidden-three", "type": "apikey", "line_start": 9, "line_end": 9, "index_start": 1, "index_end": 9 } ] } ] } ] } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.SecretsScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "AWS Keys CRITICAL Credential @ app/config.py:5:1; CWE-798",
                "Generic High Entropy Secret HIGH PossibleSecret @ app/config.py:9:1; CWE-798",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"id\": \".\", \"type\": \"path_scan\", \"total_incidents\": 0, \"total_occurrences\": 0 }", FactKind.SecretsScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void No_secret_is_kept() => Assert.DoesNotContain(Report.Findings(Many), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "ggshield");
}
