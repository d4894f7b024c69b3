using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CobaltTests
{
    private const string Many = "Token,Tag,Title,Type,CreatedAt,BrowserUrl,HttpRequest,CriticalityJustification,Description,StepsToReproduce,ToolsUsed,SuggestedFix,RequestParams,Prerequisites,AssignedTo,EvaluatedResult,ReportUrl,ReportedBy,ResearcherUrl,RefKey\n"
        + "'vu_a,#T_1,'Stored XSS in notes,Cross-Site Scripting (XSS),2026-01-01,'https://app.example/notes,\"GET /\nCookie: x\",'why,'what,'how,,'Encode it,,,,Valid,https://cobalt.example/1,r,u,\n"
        + "'vu_b,#T_2,'Odd,Other,2026-01-01,,,,,,,,,,,Out of scope,,r,u,\n";

    [Fact]
    public void A_row_is_a_finding_without_its_apostrophes()
    {
        var finding = Report.Findings(Many)[0];
        Assert.Equal(("Cross-Site Scripting (XSS)", "Stored XSS in notes", Severity.Medium, "https://app.example/notes", "Encode it"), (finding.RuleId, finding.Title, finding.Severity, finding.Location!.Path, finding.Remedy));
        Assert.Equal([79], finding.Cwe);
        Assert.Null(finding.Suppression);
    }

    [Fact]
    public void What_is_out_of_scope_is_suppressed() => Assert.Equal("Out of scope at Cobalt", Report.Findings(Many)[1].Suppression!.Reason);

    [Fact]
    public void A_header_alone_is_a_clean_pentest() => Assert.Empty(Report.Findings(Many[..(Many.IndexOf('\n', StringComparison.Ordinal) + 1)]));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "cobalt");
}
