using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: KubesecParser and its sample of jenkinsci/analysis-model
public sealed class KubesecTests
{
    private const string Many = """
        [ { "object": "Pod/web.default", "valid": true, "fileName": "web.yaml", "message": "Failed with a score of -30 points", "score": -30, "scoring": { "critical": [ { "id": "CapSysAdmin", "selector": "containers[] .securityContext .capabilities .add == SYS_ADMIN", "reason": "CAP_SYS_ADMIN is nearly root", "points": -30 } ], "advise": [ { "selector": "containers[] .resources .limits .cpu", "reason": "A limit prevents exhaustion", "points": 1 } ], "passed": [ { "selector": "x", "reason": "fine" } ] } } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CapSysAdmin HIGH Misconfiguration @ web.yaml Pod/web.default",
                "containers[] .resources .limits .cpu LOW Misconfiguration @ web.yaml Pod/web.default",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("[ { \"object\": \"Pod/web.default\", \"valid\": true, \"message\": \"Passed\", \"score\": 0, \"scoring\": {} } ]", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("[ { \"object\": \"Unknown\", \"valid\": false, \"message\": \"This resource kind is not supported\", \"score\": 0, \"scoring\": {} } ]", FactKind.ConfigurationScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "kubesec");
}
