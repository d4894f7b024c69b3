using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: the test data of CyCognito in demisto/content.
public sealed class CyCognitoTests
{
    private const string Json = """
        [ { "id": "issue/192.0.2.1-a", "issue_id": "a", "affected_asset": "ip/192.0.2.1", "title": "Storage lies open", "summary": "Anybody may read it", "issue_type": "Exposed Data", "severity": "high", "severity_score": 8, "investigation_status": "uninvestigated", "issue_status": "normal", "resolved_at": null, "remediation_steps": [ "Close it.", "Look who read it." ], "references": [ "https://news.example/" ] },
          { "id": "issue/192.0.2.1-b", "issue_id": "CVE-2021-44228", "affected_asset": "domain/app.example", "title": "Log4Shell", "issue_type": "Vulnerable Software", "severity": "critical", "severity_score": 10, "investigation_status": "investigated", "resolved_at": "2026-01-01T00:00:00Z" } ]
        """;

    [Fact]
    public void An_issue_has_its_asset_and_what_was_resolved_is_suppressed()
    {
        var fact = Report.Fact(Json);
        Assert.Equal(["Exposed Data HIGH Web @ 192.0.2.1", "Vulnerable Software CRITICAL Web @ app.example; CVE-2021-44228; (resolved 2026-01-01T00:00:00Z in CyCognito)"], Brief.Of(fact));
        Assert.Equal((FactKind.OtherScan, "Close it. Look who read it."), (fact.Kind, Report.Findings(fact)[0].Remedy));
    }

    [Fact]
    public void An_empty_list_is_clean_where_it_is_named() => Assert.Empty(Report.Findings(Report.Fact("[]", "cycognito")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Json, "cycognito");
}
