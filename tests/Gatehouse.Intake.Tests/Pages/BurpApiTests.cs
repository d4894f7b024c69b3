using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class BurpApiTests
{
    private const string Many = """
        { "task_id": "5", "scan_status": "succeeded", "message": "", "issue_events": [
          { "id": "1", "type": "issue_found", "issue": { "name": "SQL injection", "type_index": 1049088, "origin": "https://app.example", "path": "/q", "severity": "high", "confidence": "firm", "caption": "/q [id parameter]", "remediation": "<p>Bind it.</p>", "evidence": [ { "request_response": { "request": [ { "data": "eA==" } ] } } ] } },
          { "id": "2", "type": "issue_found", "issue": { "name": "Noise", "type_index": 2, "origin": "https://app.example", "path": "/", "severity": "false_positive", "confidence": "certain" } } ] }
        """;

    [Fact]
    public void An_issue_has_its_address_and_remedy()
    {
        var fact = Report.Fact(Many);
        var finding = Report.Findings(fact)[0];
        Assert.Equal(("1049088", Severity.High, "https://app.example/q", "SQL injection: /q [id parameter]", "Bind it."), (finding.RuleId, finding.Severity, finding.Location!.Path, finding.Message, finding.Remedy));
        Assert.Equal((Completeness.Complete, true), (fact.Completeness, Report.Findings(fact)[1].Suppression is not null));
    }

    [Theory]
    [InlineData("auditing", Completeness.Partial)]
    [InlineData("failed", Completeness.Failed)]
    public void A_scan_that_has_not_succeeded_says_so(string status, Completeness completeness) =>
        Assert.Equal(completeness, Report.Fact(Many.Replace("succeeded", status, StringComparison.Ordinal)).Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "burp-api");
}
