using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CoverityScanTests
{
    private const string Many = """
        { "type": "Coverity issues", "formatVersion": 10, "issues": [
          { "checkerName": "SQLI", "mainEventFilePathname": "/build/src/A.java", "strippedMainEventFilePathname": "src/A.java", "mainEventLineNumber": 12, "mainEventColumnNumber": null, "functionDisplayName": "A.run()", "stateOnServer": null,
            "events": [ { "eventDescription": "Tainted.", "main": false }, { "eventDescription": "The query is built from input.", "main": true }, { "eventDescription": "Bind it.", "main": false, "remediation": true } ],
            "checkerProperties": { "cweCategory": "89", "impact": "High", "subcategoryShortDescription": "SQL injection" } },
          { "checkerName": "DEADCODE", "strippedMainEventFilePathname": "src/B.java", "mainEventLineNumber": 3, "events": [], "checkerProperties": null, "stateOnServer": { "triage": { "classification": "Intentional" } } } ], "error": null, "warnings": [] }
        """;

    [Fact]
    public void An_issue_has_its_place_weakness_and_remedy()
    {
        var finding = Report.Findings(Many)[0];
        Assert.Equal(("SQLI", Severity.High, "src/A.java:12:1", "The query is built from input.", "Bind it."), (finding.RuleId, finding.Severity, finding.Location!.ToString(), finding.Message, finding.Remedy));
        Assert.Equal([89], finding.Cwe);
        Assert.Equal(("SQL injection", "A.run()"), (finding.Title, finding.Location.Symbol));
    }

    [Fact]
    public void What_was_triaged_away_is_suppressed() => Assert.Equal((Severity.Medium, "Intentional in Coverity"), (Report.Findings(Many)[1].Severity, Report.Findings(Many)[1].Suppression!.Reason));

    [Fact]
    public void A_run_with_an_error_failed() => Assert.Equal(Completeness.Failed, Report.Fact(Many.Replace("\"error\": null", "\"error\": \"no licence\"", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "coverity-scan");
}
