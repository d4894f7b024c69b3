using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SemgrepTests
{
    private const string Many = """
        { "version": "1.90.0", "paths": { "scanned": [ "a.py", "b.py" ] }, "errors": [ { "code": 3, "level": "error", "type": "Syntax error", "message": "could not parse", "path": "b.py" }, { "level": "warn", "message": "slow" } ],
          "results": [
            { "check_id": "python.lang.exec-detected", "path": "a.py", "start": { "line": 3, "col": 5 }, "end": { "line": 4, "col": 2 }, "extra": { "message": "exec", "severity": "ERROR", "is_ignored": false, "metadata": { "cwe": [ "CWE-95: Eval Injection" ], "confidence": "LOW", "source": "https://semgrep.example/r/x" } } },
            { "check_id": "python.lang.exec-detected", "path": "a.py", "start": { "line": 3, "col": 5 }, "end": { "line": 4, "col": 2 }, "extra": { "message": "exec", "severity": "ERROR", "metadata": {} } } ] }
        """;

    [Fact]
    public void A_result_that_comes_twice_is_one_finding()
    {
        var fact = Report.Fact(Many);
        var finding = Assert.Single(Report.Findings(fact));
        Assert.Equal((Severity.High, Confidence.Low, new Region(3, 5, 4, 2), "exec (and 1 more of the same)"), (finding.Severity, finding.Confidence, finding.Location!.Region, finding.Message));
        Assert.Equal([95], finding.Cwe);
        Assert.Equal(2, Assert.IsType<ScanPredicate>(fact.Predicate).Judged);
    }

    [Fact]
    public void Only_what_semgrep_calls_an_error_makes_it_partial()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((Completeness.Partial, "b.py"), (fact.Completeness, Assert.Single(fact.Notices).Path));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "semgrep");
}
