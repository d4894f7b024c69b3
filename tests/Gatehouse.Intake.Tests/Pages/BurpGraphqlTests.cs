using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class BurpGraphqlTests
{
    private const string Many = """
        { "Issues": [
          { "issue_type": { "name": "TLS certificate", "vulnerability_classifications_html": "<ul><li><a href=\"https://cwe.mitre.org/data/definitions/295.html\">CWE-295: X</a></li></ul>", "remediation_html": "<p>Renew it.</p>" }, "severity": "medium", "path": "/", "origin": "https://app.example", "evidence": [ { "request_index": 0, "request_segments": null } ] },
          { "issue_type": { "name": "Header", "remediation_html": null }, "remediation_html": null, "severity": "info", "path": "/a", "origin": "https://app.example", "evidence": null } ] }
        """;

    [Fact]
    public void An_issue_has_its_address_and_weaknesses()
    {
        var findings = Report.Findings(Many);
        Assert.Equal(("TLS certificate", Severity.Medium, "https://app.example/", "Renew it."), (findings[0].RuleId, findings[0].Severity, findings[0].Location!.Path, findings[0].Remedy));
        Assert.Equal([295], findings[0].Cwe);
        Assert.Equal((Severity.Info, null), (findings[1].Severity, findings[1].Remedy));
    }

    [Fact]
    public void An_empty_answer_counts_only_by_name()
    {
        Assert.Empty(Report.Findings(Report.Fact("""{ "Issues": [] }""", "burp-graphql")));
        Assert.NotEmpty(Report.Import("""{ "Issues": [] }""").Problems);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "burp-graphql");
}
