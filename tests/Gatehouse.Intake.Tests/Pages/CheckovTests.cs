using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CheckovTests
{
    private const string Many = """
        [ { "check_type": "terraform", "results": { "passed_checks": [], "failed_checks": [ { "check_id": "CKV_AWS_20", "check_name": "Ensure the bucket is private", "check_result": { "result": "FAILED" }, "file_path": "/main.tf", "file_line_range": [ 1, 5 ], "resource": "aws_s3_bucket.shop", "severity": null, "guideline": "https://docs.example/20" } ], "skipped_checks": [ { "check_id": "CKV_AWS_18", "check_name": "Ensure logging", "check_result": { "result": "SKIPPED", "suppress_comment": "a public site" }, "file_path": "/main.tf", "file_line_range": [ 1, 5 ], "resource": "aws_s3_bucket.shop", "severity": "LOW" } ], "parsing_errors": [] }, "summary": { "failed": 1, "checkov_version": "3.2.0" } },
          { "check_type": "secrets", "results": { "failed_checks": [ { "check_id": "CKV_SECRET_6", "check_name": "Base64 High Entropy String", "file_path": "/main.tf", "file_line_range": [ 9, 10 ], "resource": "hidden-hash", "severity": "CRITICAL" } ] }, "summary": { "failed": 1 } } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.SecretsScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CKV_SECRET_6 HIGH PossibleSecret @ main.tf:9:1-10:1; CWE-798",
                "CKV_AWS_20 MEDIUM Misconfiguration @ main.tf:1:1-5:1 aws_s3_bucket.shop",
                "CKV_AWS_18 LOW Misconfiguration @ main.tf:1:1-5:1 aws_s3_bucket.shop; (a public site)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"passed\": 0, \"failed\": 0, \"skipped\": 0, \"parsing_errors\": 0, \"resource_count\": 0, \"checkov_version\": \"3.2.0\" }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"check_type\": \"secrets\", \"results\": { \"failed_checks\": [] }, \"summary\": {} }", FactKind.SecretsScan, Completeness.Complete)]
    [InlineData("{ \"check_type\": \"terraform\", \"results\": { \"failed_checks\": [], \"parsing_errors\": [ \"bad.tf\" ] }, \"summary\": {} }", FactKind.ConfigurationScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "checkov");
}
