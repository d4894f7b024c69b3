using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class EslintTests
{
    private const string Many = """
        [ { "filePath": "src/run.js", "errorCount": 1, "warningCount": 1, "fatalErrorCount": 0, "messages": [ { "ruleId": "no-eval", "severity": 2, "message": "eval can be harmful.", "line": 3, "column": 5, "endLine": 3, "endColumn": 9 }, { "ruleId": "semi", "severity": 1, "message": "Missing semicolon.", "line": 9, "column": 1 } ], "suppressedMessages": [ { "ruleId": "security/detect-child-process", "severity": 2, "message": "A command from input", "line": 5, "column": 1, "suppressions": [ { "kind": "directive", "justification": "a constant" } ] } ] } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.CodeScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "no-eval MEDIUM Code @ src/run.js:3:5-3:9; CWE-95",
                "semi LOW Code @ src/run.js:9:1",
                "security/detect-child-process MEDIUM Code @ src/run.js:5:1; CWE-78; (a constant)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("[ { \"filePath\": \"a.js\", \"errorCount\": 0, \"warningCount\": 0, \"messages\": [] } ]", FactKind.CodeScan, Completeness.Complete)]
    [InlineData("[ { \"filePath\": \"a.js\", \"errorCount\": 1, \"warningCount\": 0, \"messages\": [ { \"ruleId\": null, \"fatal\": true, \"severity\": 2, \"message\": \"Parsing error\", \"line\": 1, \"column\": 1 } ] } ]", FactKind.CodeScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Theory]
    [InlineData("/checkout/shop", "/checkout/shop/src/a.js", "src/a.js:1:16-1:20")]
    [InlineData("C:\\checkout\\shop\\", "C:\\checkout\\shop\\src\\a.js", "src/a.js:1:16-1:20")]
    [InlineData("/checkout/shop", "/checkout/shop-old/src/a.js", "file:///checkout/shop-old/src/a.js:1:16-1:20")]
    public void An_absolute_path_below_the_working_tree_is_a_file_of_it(string root, string path, string place)
    {
        var report = $$"""[ { "filePath": "{{path.Replace("\\", "\\\\", StringComparison.Ordinal)}}", "messages": [ { "ruleId": "no-eval", "severity": 2, "message": "`eval` can be harmful.", "line": 1, "column": 16, "endLine": 1, "endColumn": 20 } ], "suppressedMessages": [], "errorCount": 1, "fatalErrorCount": 0, "warningCount": 0 } ]""";
        var result = ReportIntake.Import(new ReportFile("eslint.json", System.Text.Encoding.UTF8.GetBytes(report)), Report.Context with { Root = root });
        Assert.Equal([$"no-eval MEDIUM Code @ {place}; CWE-95"], Brief.Of(Assert.Single(result.Facts)));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "eslint");
}
