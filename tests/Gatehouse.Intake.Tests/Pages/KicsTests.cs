using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class KicsTests
{
    private const string Many = """
        { "kics_version": "v2.1.0", "files_scanned": 2, "files_parsed": 2, "files_failed_to_scan": 0, "queries_total": 9, "queries_failed_to_execute": 0, "severity_counters": { "HIGH": 1 }, "total_counter": 2, "queries": [
          { "query_name": "Bucket is open", "query_id": "q-1", "query_url": "https://docs.example/q1", "severity": "HIGH", "cwe": "732", "files": [ { "file_name": "main.tf", "line": 12, "resource_type": "aws_s3_bucket", "resource_name": "shop", "search_key": "k", "expected_value": "acl is private", "actual_value": "acl is public" } ] },
          { "query_name": "Passwords And Secrets - Generic Password", "query_id": "q-2", "severity": "CRITICAL", "files": [ { "file_name": "main.tf", "line": 20, "search_key": "k" } ] } ], "end": "2026-01-02T10:00:00Z" }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.SecretsScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "q-2 HIGH PossibleSecret @ main.tf:20:1; CWE-798",
                "q-1 HIGH Misconfiguration @ main.tf:12:1 aws_s3_bucket.shop; CWE-732",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"files_scanned\": 1, \"queries_total\": 9, \"severity_counters\": {}, \"total_counter\": 0, \"queries\": [] }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"files_scanned\": 1, \"files_failed_to_scan\": 1, \"queries_total\": 9, \"severity_counters\": {}, \"queries\": [] }", FactKind.ConfigurationScan, Completeness.Partial)]
    [InlineData("{ \"files_scanned\": 1, \"queries_total\": 9, \"severity_counters\": {}, \"total_counter\": 3, \"queries\": [] }", FactKind.ConfigurationScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "kics");
}
