using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class BanditTests
{
    private const string Many = """
        { "errors": [ { "filename": "bad.py", "reason": "syntax error while parsing AST from file" } ], "generated_at": "2026-02-01T10:00:00Z", "metrics": { "_totals": { "loc": 9 } },
          "results": [
            { "filename": "./app/run.py", "issue_confidence": "HIGH", "issue_cwe": { "id": 78, "link": "https://cwe.mitre.org/data/definitions/78.html" }, "issue_severity": "HIGH", "issue_text": "subprocess call with shell=True", "line_number": 12, "more_info": "https://bandit.example/b602", "test_id": "B602", "test_name": "subprocess_popen" },
            { "filename": "app/x.py", "issue_confidence": "LOW", "issue_severity": "UNDEFINED", "issue_text": "odd", "line_number": 1, "test_id": "B999", "test_name": "odd" } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.CodeScan, new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero)), (fact.Kind, fact.Time));
        var finding = Report.Findings(fact)[0];
        Assert.Equal(("B602", Severity.High, Confidence.High, "app/run.py:12:1"), (finding.RuleId, finding.Severity, finding.Confidence, finding.Location!.ToString()));
        Assert.Equal([78], finding.Cwe);
        Assert.Equal(Severity.Low, Report.Findings(fact)[1].Severity);
    }

    [Fact]
    public void A_file_that_bandit_could_not_read_makes_the_scan_partial()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Equal("bad.py", Assert.Single(fact.Notices).Path);
        Assert.Equal(Completeness.Complete, Report.Fact("""{ "errors": [], "generated_at": "2026-02-01T10:00:00Z", "metrics": { "_totals": {} }, "results": [] }""").Completeness);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "bandit");
}
