using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class AwsProwlerTests
{
    private const string Csv = "PROFILE,ACCOUNT_NUM,REGION,TITLE_ID,CHECK_RESULT,ITEM_SCORED,ITEM_LEVEL,TITLE_TEXT,CHECK_RESULT_EXTENDED,CHECK_ASFF_COMPLIANCE_TYPE,CHECK_SEVERITY,CHECK_SERVICENAME,CHECK_ASFF_RESOURCE_TYPE,CHECK_ASFF_TYPE,CHECK_RISK,CHECK_REMEDIATION,CHECK_DOC,CHECK_CAF_EPIC\n"
        + "p,1,eu-west-1,1.2,FAIL,Scored,Level 1,[check12] Ensure MFA (Scored),User a has no MFA,c,High,iam,t,t,r,Enable it,https://aws.example/mfa,IAM\n"
        + "p,1,eu-west-1,1.3,PASS,Scored,Level 1,[check13] Keys,fine,c,High,iam,t,t,r,x,,IAM\n"
        + "p,1,eu-west-2,2.8,INFO,Scored,Level 1,[check28] KMS,no keys here,c,Medium,kms,t,t,r,x,,IAM\n";

    private const string Lines = """
        {"Profile":"p","Account Number":"1","Control":"[check11] Root","Message":"used","Severity":"High","Status":"Pass","Control ID":"1.01","Region":"eu","Service":"iam"}
        {"Profile":"p","Account Number":"1","Control":"[check114] Root MFA","Message":"only virtual","Severity":"Critical","Status":"FAIL","Control ID":"1.14","Region":"eu","Service":"iam","Remediation":"Buy one","Resource ID":"MFA"}
        """;

    [Fact]
    public void Only_what_failed_is_a_finding()
    {
        var finding = Assert.Single(Report.Findings(Csv));
        Assert.Equal(("check12", "Ensure MFA (Scored)", Severity.High, "aws:1:eu-west-1:iam", "Enable it"), (finding.RuleId, finding.Title, finding.Severity, finding.Location!.Path, finding.Remedy));
        Assert.Equal(FindingKind.Misconfiguration, finding.Kind);
    }

    [Fact]
    public void A_line_of_json_is_read_likewise()
    {
        var finding = Assert.Single(Report.Findings(Lines));
        Assert.Equal(("check114", Severity.Critical, "only virtual", "aws:1:eu:iam:MFA"), (finding.RuleId, finding.Severity, finding.Message, finding.Location!.Path));
    }

    [Fact]
    public void A_line_that_was_cut_makes_the_scan_partial() => Assert.Equal(Completeness.Partial, Report.Fact(Lines[..^20]).Completeness);

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Csv, "aws-prowler");
        Report.SurvivesDamage(Lines, "aws-prowler");
    }
}
