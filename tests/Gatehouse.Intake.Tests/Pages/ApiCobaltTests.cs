using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ApiCobaltTests
{
    private const string Many = """
        { "data": [
          { "resource": { "id": "vu_a", "tag": "#PT1_1", "title": "SQL injection in search", "description": "The q parameter.", "type_category": "SQLi", "severity": "high", "affected_targets": [ "https://app.example/search" ], "suggested_fix": "Bind it.", "pentest_id": "pt_1", "state": "need_fix" }, "links": { "ui": { "url": "https://cobalt.example/1" } } },
          { "resource": { "id": "vu_b", "tag": "#PT1_2", "title": "Old TLS", "type_category": null, "severity": null, "affected_targets": [], "pentest_id": "pt_1", "state": "wont_fix" } } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_address_and_remedy()
    {
        var finding = Report.Findings(Many)[0];
        Assert.Equal(("SQLi", Severity.High, FindingKind.Web, "https://app.example/search", "Bind it."), (finding.RuleId, finding.Severity, finding.Kind, finding.Location!.Path, finding.Remedy));
        Assert.Equal(["vu_a"], finding.Aliases);
    }

    [Fact]
    public void What_will_not_be_fixed_is_suppressed_and_no_severity_is_medium()
    {
        var finding = Report.Findings(Many)[1];
        Assert.Equal(("#PT1_2", Severity.Medium, "wont_fix at Cobalt"), (finding.RuleId, finding.Severity, finding.Suppression!.Reason));
    }

    [Fact]
    public void An_empty_answer_counts_only_by_name()
    {
        Assert.Empty(Report.Findings(Report.Fact("""{ "data": [] }""", "api-cobalt")));
        Assert.Contains("holds nothing by which to tell whose", Report.Problem("""{ "data": [] }"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "api-cobalt");
}
