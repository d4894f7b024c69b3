using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CloudsploitTests
{
    private const string Many = """
        [ { "plugin": "s3Encryption", "category": "S3", "title": "S3 encryption", "description": "d", "resource": "arn:aws:s3:::b", "region": "global", "status": "FAIL", "message": "not encrypted" },
          { "plugin": "mfa", "category": "IAM", "title": "MFA", "resource": "N/A", "region": [ "global" ], "status": "WARN", "message": "weak" },
          { "plugin": "ok", "category": "IAM", "title": "Fine", "resource": "r", "region": "global", "status": "OK", "message": "fine" } ]
        """;

    [Fact]
    public void What_failed_is_worse_than_a_warning_and_what_is_ok_is_none()
    {
        var findings = Report.Findings(Many);
        Assert.Equal([("s3Encryption", Severity.Medium, "arn:aws:s3:::b"), ("mfa", Severity.Low, "IAM:global")], findings.Select(finding => (finding.RuleId, finding.Severity, finding.Location!.Path)));
        Assert.Equal("S3 encryption: not encrypted", findings[0].Message);
    }

    [Fact]
    public void What_could_not_be_checked_makes_the_scan_partial()
    {
        var fact = Report.Fact(Many.Replace("\"OK\"", "\"UNKNOWN\"", StringComparison.Ordinal));
        Assert.Equal((Completeness.Partial, 2), (fact.Completeness, Report.Findings(fact).Length));
    }

    [Fact]
    public void Csv_is_read_likewise() => Assert.Equal(Severity.Medium, Assert.Single(Report.Findings("category,title,resource,region,statusWord,message\nS3,S3 encryption,b,global,FAIL,no\nS3,Other,b,global,OK,yes\n")).Severity);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "cloudsploit");
}
