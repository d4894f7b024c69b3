using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CheckmarxCxflowSastTests
{
    private const string Many = """
        { "projectId": "1", "project": "p", "files": "7", "scanType": "Full", "version": "9.2", "xissues": [
          { "vulnerability": "SQL_Injection", "cwe": "89", "description": "", "language": "Java", "severity": "High", "link": "https://cx.example/1", "filename": "src/A.java", "details": { "88": { "falsePositive": false, "codeSnippet": "x" }, "91": { "falsePositive": true, "comment": "bound" } }, "allFalsePositive": false },
          { "vulnerability": "Log_Forging", "cwe": "117", "description": "logged as is", "language": "Java", "severity": "Information", "filename": "src/B.java" } ], "unFilteredIssues": [ { "vulnerability": "SQL_Injection" } ] }
        """;

    [Fact]
    public void An_issue_is_a_finding_at_each_of_its_lines()
    {
        var fact = Report.Fact(Many);
        var findings = Report.Findings(fact);
        Assert.Equal([("SQL_Injection", Severity.High, "src/A.java:88:1"), ("Log_Forging", Severity.Info, "src/B.java"), ("SQL_Injection", Severity.High, "src/A.java:91:1")], findings.Select(finding => (finding.RuleId, finding.Severity, finding.Location!.ToString())));
        Assert.Equal([89], findings[0].Cwe);
        Assert.Equal(7, Assert.IsType<ScanPredicate>(fact.Predicate).Judged);
    }

    [Fact]
    public void A_false_positive_is_suppressed_with_its_comment() => Assert.Equal([null, null, "false positive in Checkmarx: bound"], Report.Findings(Many).Select(finding => finding.Suppression?.Reason));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "checkmarx-cxflow-sast");
}
