using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class AsffTests
{
    private const string Many = """
        [ { "SchemaVersion": "2018-10-08", "Id": "1", "ProductArn": "arn:p", "AwsAccountId": "1", "GeneratorId": "AWSInspector", "Severity": { "Label": "HIGH", "Normalized": 70 }, "Title": "CVE-2026-1 - a:b", "Description": "d", "Resources": [ { "Id": "arn:aws:ec2:i-1" } ], "RecordState": "ACTIVE",
            "Vulnerabilities": [ { "Id": "CVE-2026-1", "VulnerablePackages": [ { "Name": "a:b", "Version": "1.0", "PackageManager": "JAR", "FixedInVersion": "1.1" }, { "Name": "a:c", "Version": "1.0", "PackageManager": "JAR", "FixedInVersion": "NotAvailable" } ], "Cvss": [ { "Version": "2.0", "BaseScore": 5 }, { "Version": "3.1", "BaseScore": 7.5, "BaseVector": "CVSS:3.1/AV:N" } ] } ] },
          { "SchemaVersion": "2018-10-08", "Id": "2", "ProductArn": "arn:p", "AwsAccountId": "1", "GeneratorId": "g/S3.1", "Severity": { "Normalized": 40 }, "Title": "Bucket is public", "Description": "d", "Compliance": { "Status": "FAILED", "SecurityControlId": "S3.1" }, "Resources": [ { "Id": "arn:aws:s3:::b" } ], "Workflow": { "Status": "SUPPRESSED" }, "RecordState": "ACTIVE", "Note": { "Text": "a public site" } },
          { "SchemaVersion": "2018-10-08", "Id": "3", "ProductArn": "arn:p", "AwsAccountId": "1", "GeneratorId": "g", "Severity": { "Label": "INFORMATIONAL" }, "Title": "fine", "Compliance": { "Status": "PASSED" } } ]
        """;

    [Fact]
    public void A_vulnerability_has_its_component_and_its_newest_cvss()
    {
        var finding = Assert.Single(Report.Findings(Report.Facts(Many)[0]));
        Assert.Equal(("CVE-2026-1", Severity.High, FindingKind.Vulnerability, "arn:aws:ec2:i-1", 7.5), (finding.RuleId, finding.Severity, finding.Kind, finding.Location!.Path, finding.Vulnerability!.Cvss));
        Assert.Equal("pkg:maven/a/b@1.0", finding.Component!.Purl!.ToString());
        Assert.Equal(["1.1"], finding.Vulnerability.FixedVersions);
    }

    [Fact]
    public void A_failed_control_is_a_misconfiguration_a_passed_one_none_and_a_suppressed_one_says_why()
    {
        var fact = Report.Facts(Many)[1];
        var finding = Assert.Single(Report.Findings(fact));
        Assert.Equal((FactKind.ConfigurationScan, "S3.1", Severity.Medium, "SUPPRESSED in Security Hub: a public site"), (fact.Kind, finding.RuleId, finding.Severity, finding.Suppression!.Reason));
    }

    [Fact]
    public void The_answer_of_the_command_line_is_read_too() => Assert.Equal(2, Report.Facts($$"""{ "Findings": {{Many}} }""").Length);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "asff");
}
