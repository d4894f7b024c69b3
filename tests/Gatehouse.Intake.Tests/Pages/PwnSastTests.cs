using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PwnSastTests
{
    private const string Many = """
        { "report_name": "shop", "data": [ { "timestamp": "2026-02-01 09:11:52 -0600", "security_references": { "sast_module": "PWN::SAST::Eval", "section": "MALICIOUS CODE PROTECTION", "cwe_id": "95", "cwe_uri": "https://cwe.example/95" }, "filename": { "git_repo_root_uri": "https://git.example/tree/dev", "entry": "request.php" },
          "line_no_and_contents": [ { "line_no": "1430", "contents": "eval(hidden-line)", "author": "Author: A <a@example.org>" }, { "line_no": "8414", "contents": "eval(b)", "author": "a" }, { "line_no": "8414", "contents": "eval(b)", "author": "a" } ] } ] }
        """;

    [Fact]
    public void A_line_is_a_finding_once()
    {
        var findings = Report.Findings(Many);
        Assert.Equal([("PWN::SAST::Eval", Severity.Medium, "request.php:1430:1"), ("PWN::SAST::Eval", Severity.Medium, "request.php:8414:1")], findings.Select(finding => (finding.RuleId, finding.Severity, finding.Location!.ToString())));
        Assert.Equal([95], findings[0].Cwe);
        Assert.Contains("1 more", findings[1].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, finding => finding.ToString().Contains("hidden-line", StringComparison.Ordinal));
    }

    [Fact]
    public void No_data_is_a_clean_scan() => Assert.Empty(Report.Findings("""{ "report_name": "shop", "data": [] }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "pwn-sast");
}
