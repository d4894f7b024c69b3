using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ShellCheckTests
{
    private const string Many = """
        {"comments":[{"file":"bin/run.sh","line":2,"endLine":2,"column":4,"endColumn":6,"level":"info","code":2086,"message":"Double quote to prevent globbing and word splitting.","fix":null},
          {"file":"bin/run.sh","line":5,"endLine":5,"column":1,"endColumn":9,"level":"error","code":2068,"message":"Double quote array expansions.","fix":null}]}
        """;

    [Fact]
    public void A_comment_is_a_flaw_with_its_place_and_weakness()
    {
        var findings = Report.Findings(Many);
        Assert.Equal((FindingKind.Code, "SC2086", Severity.Info, "bin/run.sh:2:4"), (findings[1].Kind, findings[1].RuleId, findings[1].Severity, findings[1].Location!.ToString()));
        Assert.Equal([88], findings[1].Cwe);
        Assert.Equal(Severity.Medium, findings[0].Severity);
    }

    [Fact]
    public void A_script_that_could_not_be_parsed_makes_it_partial()
    {
        var fact = Report.Fact(Many.Replace("2068", "1072", StringComparison.Ordinal));
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Single(Report.Findings(fact));
    }

    [Fact]
    public void No_comment_is_a_clean_scan_where_the_user_says_whose_it_is() => Assert.Empty(Report.Findings(Report.Fact("""{"comments":[]}""", "shellcheck")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "shellcheck");
}
