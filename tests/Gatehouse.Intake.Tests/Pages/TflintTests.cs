using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: formatter/json.go of terraform-linters/tflint
public sealed class TflintTests
{
    private const string Many = """
        { "issues": [ { "rule": { "name": "aws_instance_invalid_type", "severity": "error", "link": "https://example.org/rule.md" }, "message": "\"t9\" is no type", "range": { "filename": "main.tf", "start": { "line": 3, "column": 5 }, "end": { "line": 3, "column": 20 } }, "callers": [], "fixable": false, "fixed": false },
          { "rule": { "name": "terraform_deprecated_index", "severity": "warning", "link": "" }, "message": "an old index", "range": { "filename": "main.tf", "start": { "line": 9, "column": 1 }, "end": { "line": 9, "column": 4 } }, "callers": [], "fixable": true, "fixed": true } ], "errors": [] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "aws_instance_invalid_type MEDIUM Misconfiguration @ main.tf:3:5-3:20",
                "terraform_deprecated_index LOW Misconfiguration @ main.tf:9:1-9:4; (fixed by TFLint)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{\"issues\":[],\"errors\":[]}", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{\"issues\":[],\"errors\":[{\"summary\":\"Invalid block\",\"message\":\"it has no end\",\"severity\":\"error\",\"range\":{\"filename\":\"main.tf\",\"start\":{\"line\":1,\"column\":1},\"end\":{\"line\":1,\"column\":2}}}]}", FactKind.ConfigurationScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "tflint");
}
