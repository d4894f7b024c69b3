using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class AwsProwlerV3plusTests
{
    private const string Own = """
        [ { "FindingUniqueId": "u", "CheckID": "s3_public", "CheckTitle": "Bucket is private", "Status": "FAIL", "StatusExtended": "Bucket b is public", "Severity": "high", "ResourceArn": "arn:aws:s3:::b", "Remediation": { "Recommendation": { "Text": "Close it", "Url": "https://aws.example/s3" } } },
          { "FindingUniqueId": "v", "CheckID": "s3_public", "CheckTitle": "Bucket is private", "Status": "PASS", "StatusExtended": "fine", "Severity": "high" } ]
        """;

    private const string Ocsf = """
        [ { "metadata": { "event_code": "iam_role", "product": { "name": "Prowler", "version": "5.1" } }, "severity": "Critical", "status": "New", "status_code": "FAIL", "status_detail": "Role r is wide", "finding_info": { "title": "Roles are narrow", "uid": "u" }, "resources": [ { "uid": "arn:aws:iam::1:role/r" } ], "remediation": { "desc": "Narrow it" } },
          { "metadata": { "event_code": "iam_role", "product": { "name": "Prowler" } }, "severity": "Low", "status": "Suppressed", "status_code": "FAIL", "status_detail": "Role s is wide", "finding_info": { "title": "Roles are narrow", "uid": "v" } },
          { "metadata": { "event_code": "iam_role", "product": { "name": "Prowler" } }, "severity": "Low", "status": "New", "status_code": "MANUAL", "finding_info": { "title": "Look", "uid": "w" } } ]
        """;

    private const string Csv = "AUTH_METHOD;TIMESTAMP;FINDING_UID;PROVIDER;CHECK_ID;CHECK_TITLE;STATUS;STATUS_EXTENDED;MUTED;SEVERITY;RESOURCE_UID\n"
        + "p;t;u;aws;s3_public;Bucket is private;FAIL;Bucket b is public;True;medium;arn:aws:s3:::b\np;t;v;aws;s3_public;Bucket is private;PASS;fine;False;medium;arn:aws:s3:::c\n";

    [Fact]
    public void A_failed_check_has_its_resource_and_remedy()
    {
        var finding = Assert.Single(Report.Findings(Own));
        Assert.Equal(("s3_public", Severity.High, "Bucket b is public", "arn:aws:s3:::b", "Close it"), (finding.RuleId, finding.Severity, finding.Message, finding.Location!.Path, finding.Remedy));
    }

    [Fact]
    public void Ocsf_is_read_and_what_was_muted_is_suppressed()
    {
        var fact = Report.Fact(Ocsf);
        Assert.Equal("5.1", fact.Producer.Version);
        Assert.Equal([(Severity.Critical, "arn:aws:iam::1:role/r", false), (Severity.Low, "v", true)], Report.Findings(fact).Select(finding => (finding.Severity, finding.Location!.Path, finding.Suppression is not null)));
    }

    [Fact]
    public void Csv_is_read_likewise()
    {
        var finding = Assert.Single(Report.Findings(Csv));
        Assert.Equal((Severity.Medium, "muted in Prowler"), (finding.Severity, finding.Suppression!.Reason));
    }

    [Fact]
    public void An_empty_list_counts_only_by_name()
    {
        Assert.Empty(Report.Findings(Report.Fact("[]", "aws-prowler-v3plus")));
        Assert.NotEmpty(Report.Import("[]").Problems);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Ocsf, "aws-prowler-v3plus");
}
