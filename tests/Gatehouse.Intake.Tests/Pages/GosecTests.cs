using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class GosecTests
{
    private const string Many = """
        { "Golang errors": { "cmd/broken.go": [ { "line": 3, "column": 1, "error": "expected declaration" } ] },
          "Issues": [ { "severity": "HIGH", "confidence": "MEDIUM", "cwe": { "id": "89", "url": "https://cwe.mitre.org/data/definitions/89.html" }, "rule_id": "G201", "details": "SQL string formatting", "file": "db/query.go", "code": "x", "line": "14-16", "column": "8", "suppressions": null },
                      { "severity": "LOW", "confidence": "HIGH", "rule_id": "G104", "details": "Errors unhandled", "file": "a.go", "line": "7", "column": "2", "suppressions": [ { "kind": "inSource", "justification": "shutting down" } ] } ],
          "Stats": { "files": 4, "lines": 90, "nosec": 1, "found": 2 }, "GosecVersion": "2.22.0" }
        """;

    [Fact]
    public void A_finding_has_its_place_weakness_and_suppression()
    {
        var fact = Report.Fact(Many);
        var findings = Report.Findings(fact);
        Assert.Equal(("2.22.0", 4), (fact.Producer.Version, Assert.IsType<ScanPredicate>(fact.Predicate).Judged));
        Assert.Equal(("G201", Severity.High, "db/query.go:14:8"), (findings[0].RuleId, findings[0].Severity, findings[0].Location!.ToString()));
        Assert.Equal([89], findings[0].Cwe);
        Assert.Null(findings[0].Suppression);
        Assert.Equal("shutting down", findings[1].Suppression!.Reason);
    }

    [Fact]
    public void A_file_that_did_not_compile_makes_it_partial()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((Completeness.Partial, "cmd/broken.go"), (fact.Completeness, Assert.Single(fact.Notices).Path));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "gosec");
}
