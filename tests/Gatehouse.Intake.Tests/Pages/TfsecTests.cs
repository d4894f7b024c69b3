using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class TfsecTests
{
    private const string Many = """
        { "results": [
          { "rule_id": "AVD-AWS-0086", "long_id": "aws-s3-block-public-acls", "rule_description": "Bucket has no block", "rule_provider": "aws", "resolution": "Block it", "links": [ "https://docs.example/86" ], "description": "No public access block", "severity": "HIGH", "status": 0, "resource": "aws_s3_bucket.shop", "location": { "filename": "main.tf", "start_line": 1, "end_line": 3 } },
          { "rule_id": "AVD-AWS-0089", "long_id": "aws-s3-enable-logging", "rule_description": "No logging", "description": "No logging", "severity": "LOW", "status": 2, "resource": "aws_s3_bucket.shop", "location": { "filename": "main.tf", "start_line": 1, "end_line": 3 } },
          { "rule_id": "AVD-AWS-0090", "long_id": "aws-s3-enable-versioning", "description": "fine", "severity": "MEDIUM", "status": 1, "location": { "filename": "main.tf", "start_line": 1, "end_line": 3 } } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "aws-s3-block-public-acls HIGH Misconfiguration @ main.tf:1:1-3:1 aws_s3_bucket.shop; AVD-AWS-0086",
                "aws-s3-enable-logging LOW Misconfiguration @ main.tf:1:1-3:1 aws_s3_bucket.shop; AVD-AWS-0089; (ignored in the code)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "tfsec");
}
