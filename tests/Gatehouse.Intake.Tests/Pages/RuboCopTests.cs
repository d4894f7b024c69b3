using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class RuboCopTests
{
    private const string Many = """
        { "metadata": { "rubocop_version": "1.60.0" }, "files": [ { "path": "app/run.rb", "offenses": [
          { "severity": "convention", "message": "Prefer safe loading.", "cop_name": "Security/YAMLLoad", "location": { "start_line": 4, "start_column": 3, "last_line": 4, "last_column": 20, "line": 4, "column": 3 } },
          { "severity": "warning", "message": "eval is dangerous.", "cop_name": "Security/Eval", "location": { "line": 9, "column": 1 } },
          { "severity": "convention", "message": "Line is too long.", "cop_name": "Layout/LineLength", "location": { "line": 2, "column": 1 } } ] } ],
          "summary": { "offense_count": 3, "target_file_count": 1, "inspected_file_count": 1 } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.CodeScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "Security/Eval MEDIUM Code @ app/run.rb:9:1; CWE-95",
                "Security/YAMLLoad LOW Code @ app/run.rb:4:3-4:20; CWE-502",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"metadata\": { \"rubocop_version\": \"1.60.0\" }, \"files\": [], \"summary\": { \"offense_count\": 0 } }", FactKind.CodeScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void A_file_that_did_not_parse_makes_it_partial()
    {
        var fact = Report.Fact("""{ "metadata": { "rubocop_version": "1" }, "files": [ { "path": "b.rb", "offenses": [ { "severity": "fatal", "message": "unexpected end", "cop_name": "Lint/Syntax", "location": { "line": 1, "column": 1 } } ] } ], "summary": { "offense_count": 1 } }""");
        Assert.Equal((Completeness.Partial, "b.rb"), (fact.Completeness, Assert.Single(fact.Notices).Path));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "rubocop");
}
