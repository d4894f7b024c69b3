using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class FlawfinderTests
{
    private const string Many = "File,Line,Column,DefaultLevel,Level,Category,Name,Warning,Suggestion,Note,CWEs,Context,Fingerprint,ToolVersion,RuleId,HelpUri\r\n"
        + "./src/a.c,12,5,4,4,buffer,strcpy,\"Does not check, at all\",Use strlcpy,,\"CWE-120, CWE-20\",\"strcpy(a,\n b);\",f00,2.0.19,FF1001,https://cwe.example/\r\n"
        + "src/b.c,3,1,1,1,integer,atoi,Unless checked,,,CWE-190,x,f01,2.0.19,FF1041,\r\n";

    [Fact]
    public void A_row_is_a_finding_with_its_place_and_weaknesses()
    {
        var findings = Report.Findings(Many);
        Assert.Equal(("FF1001", Severity.High, "src/a.c:12:5", "Does not check, at all", "Use strlcpy"), (findings[0].RuleId, findings[0].Severity, findings[0].Location!.ToString(), findings[0].Message, findings[0].Remedy));
        Assert.Equal([20, 120], findings[0].Cwe);
        Assert.Equal(Severity.Low, findings[1].Severity);
    }

    [Fact]
    public void A_header_alone_is_a_clean_scan() => Assert.Empty(Report.Findings(Many[..(Many.IndexOf('\n', StringComparison.Ordinal) + 1)]));

    [Fact]
    public void A_row_of_too_many_cells_is_told() => Assert.Equal(Completeness.Partial, Report.Fact(Many + "a,1,1,1,1,c,n,w,s,n,,x,f,v,r,h,more,cells\n").Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "flawfinder");
}
