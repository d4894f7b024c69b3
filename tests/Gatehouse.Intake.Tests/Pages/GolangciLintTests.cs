using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class GolangciLintTests
{
    // Shape: pkg/result/issue.go and pkg/printers/json.go of golangci/golangci-lint.
    private const string Many = """
        { "Issues": [ { "FromLinter": "gosec", "Text": "G204: Subprocess launched with variable", "Severity": "", "SourceLines": [ "x" ], "Replacement": null, "Pos": { "Filename": "cmd/run.go", "Offset": 90, "Line": 14, "Column": 9 }, "ExpectNoLint": false },
          { "FromLinter": "errcheck", "Text": "Error return value is not checked", "Severity": "error", "Pos": { "Filename": "a.go", "Line": 3, "Column": 2 } } ],
          "Report": { "Linters": [ { "Name": "gosec", "Enabled": true } ] } }
        """;

    [Fact]
    public void A_gosec_issue_has_gosecs_rule_and_others_are_low() =>
        Assert.Equal(["G204 MEDIUM Code @ cmd/run.go:14:9", "errcheck LOW Code @ a.go:3:2"], Brief.Of(Report.Fact(Many)));

    [Theory]
    [InlineData("""{ "Issues": [], "Report": { "Linters": [ { "Name": "gosec", "Enabled": true } ] } }""", Completeness.Complete)]
    [InlineData("""{ "Issues": null, "Report": { "Linters": [ { "Name": "gosec" } ], "Error": "out of memory" } }""", Completeness.Failed)]
    [InlineData("""{ "Issues": [ { "FromLinter": "typecheck", "Text": "undefined: x", "Pos": { "Filename": "b.go", "Line": 1, "Column": 1 } } ], "Report": { "Linters": [] } }""", Completeness.Partial)]
    public void What_it_could_not_do_is_told(string report, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal(completeness, fact.Completeness);
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "golangci-lint");
}
