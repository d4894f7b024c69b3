using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ConftestTests
{
    private const string Many = """
        [ { "filename": "deploy.yaml", "namespace": "main", "successes": 3, "warnings": [ { "msg": "no limits" } ], "failures": [ { "msg": "runs as root", "metadata": { "query": "data.main.deny", "severity": "critical" } } ], "exceptions": [ { "msg": "uses the host network" } ] } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "data.main.deny CRITICAL Misconfiguration @ deploy.yaml",
                "main LOW Misconfiguration @ deploy.yaml",
                "main HIGH Misconfiguration @ deploy.yaml; (an exception of the policy)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("[ { \"filename\": \"deploy.yaml\", \"namespace\": \"main\", \"successes\": 4 } ]", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void A_policy_may_say_the_line_and_one_that_was_skipped_makes_it_partial()
    {
        var fact = Report.Fact("""[ { "filename": "", "namespace": "main", "successes": 0, "skipped": [ { "msg": "later" } ], "failures": [ { "msg": "no", "loc": { "file": "deploy/web.yaml", "line": 7 }, "metadata": { "query": "data.main.deny" } } ] } ]""");
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Equal(["data.main.deny HIGH Misconfiguration @ deploy/web.yaml:7:1"], Brief.Of(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "conftest");
}
