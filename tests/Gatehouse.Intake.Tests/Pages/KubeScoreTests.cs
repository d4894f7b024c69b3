using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: renderer/json_v2/api.go of zegl/kube-score
public sealed class KubeScoreTests
{
    private const string Many = """
        [ { "object_name": "Deployment/apps/v1//web", "type_meta": { "kind": "Deployment", "apiVersion": "apps/v1" }, "object_meta": { "name": "web" }, "checks": [
          { "check": { "name": "Container Security Context", "id": "container-security-context", "target_type": "all", "comment": "c", "optional": false }, "grade": 1, "skipped": false, "comments": [ { "path": "web", "summary": "Container has no configured security context", "description": "Set securityContext" } ] },
          { "check": { "name": "Label values", "id": "label-values" }, "grade": 10, "skipped": false, "comments": null },
          { "check": { "name": "Stable version", "id": "stable-version" }, "grade": 0, "skipped": true, "comments": [ { "path": "", "summary": "Skipped because stable-version is ignored", "description": "" } ] },
          { "check": { "name": "Pod Antiaffinity", "id": "deployment-has-host-podantiaffinity" }, "grade": 0, "skipped": true, "comments": [ { "path": "", "summary": "Skipped because the deployment has less than 2 replicas", "description": "" } ] } ], "file_name": "web.yaml", "file_row": 7 } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "container-security-context HIGH Misconfiguration @ web.yaml:7:1 Deployment/apps/v1//web",
                "stable-version MEDIUM Misconfiguration @ web.yaml:7:1 Deployment/apps/v1//web; (Skipped because stable-version is ignored)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("[ { \"object_name\": \"Service/v1//web\", \"type_meta\": {}, \"object_meta\": {}, \"checks\": [ { \"check\": { \"id\": \"label-values\" }, \"grade\": 10, \"skipped\": false, \"comments\": null } ], \"file_name\": \"STDIN\", \"file_row\": 1 } ]", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "kube-score");
}
