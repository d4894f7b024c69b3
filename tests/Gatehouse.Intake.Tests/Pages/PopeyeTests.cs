using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PopeyeTests
{
    private const string Many = """
        { "popeye": { "score": 67, "grade": "D", "sanitizers": [
            { "sanitizer": "cluster", "gvr": "cluster", "tally": {}, "issues": { "Version": [ { "group": "__root__", "gvr": "cluster", "level": 0, "message": "[POP-406] K8s version OK" } ] } },
            { "sanitizer": "deployments", "gvr": "apps/v1/deployments", "tally": {}, "issues": { "shop/web": [
              { "group": "__root__", "level": 3, "message": "[POP-501] Unhealthy 1 desired but have 0 available" },
              { "group": "c", "level": 2, "message": "[POP-106] No resources requests/limits defined" },
              { "group": "c", "level": 1, "message": "odd" } ] } },
            { "sanitizer": "namespaces", "gvr": "v1/namespaces", "tally": {} } ] } }
        """;

    [Fact]
    public void An_issue_has_its_level_and_object_and_level_0_is_none() =>
        Assert.Equal(
            [("POP-501", Severity.High), ("POP-106", Severity.Medium), ("deployments", Severity.Info)],
            Report.Findings(Many).Select(finding => (finding.RuleId, finding.Severity)));

    [Fact]
    public void The_object_is_the_place_in_both_versions_of_the_report()
    {
        Assert.Equal("apps/v1/deployments/shop/web", Report.Findings(Many)[0].Location!.Path);
        var newer = Report.Findings("""{ "popeye": { "report_time": "2026-02-01T00:00:00Z", "score": 75, "grade": "C", "sections": [ { "linter": "pods", "gvr": "v1/pods", "issues": { "shop/p": [ { "level": 2, "message": "[POP-106] none" } ] } } ] } }""");
        Assert.Equal(("v1/pods/shop/p", "none"), (Assert.Single(newer).Location!.Path, newer[0].Title));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "popeye");
}
