using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CloudflareInsightsTests
{
    private const string Csv = "severity,issue_class,subject,issue_type,scan_performed_on,status,insight,detection_method,risk,recommended_action\n"
        + "Moderate,Unproxied 'A' Records,a.example,Exposed infrastructure,2026-01-01T00:00:00Z,Active,,,,\"Proxy it, now\"\n"
        + "Critical,Managed Rules not deployed,b.example,Configuration suggestion,2026-01-01T00:00:00Z,Archived,No rules.,,,Deploy them\n";

    private const string Json = """
        [ { "id": "1", "issue_class": "security_txt_not_enabled", "issue_type": "configuration_suggestion", "severity": "Low", "subject": "a.example", "timestamp": "2026-01-01T00:00:00Z", "dismissed": true, "since": "2025-01-01T00:00:00Z" } ]
        """;

    [Fact]
    public void An_insight_has_its_severity_subject_and_remedy()
    {
        var findings = Report.Findings(Csv);
        Assert.Equal([(Severity.Medium, "a.example", null), (Severity.Critical, "b.example", "Archived at Cloudflare")], findings.Select(finding => (finding.Severity, finding.Location!.Path, finding.Suppression?.Reason)));
        Assert.Equal(("Unproxied 'A' Records", "Proxy it, now"), (findings[0].RuleId, findings[0].Remedy));
    }

    [Fact]
    public void The_json_of_the_service_is_read_alone_and_in_its_answer()
    {
        Assert.Equal("dismissed at Cloudflare", Assert.Single(Report.Findings(Json)).Suppression!.Reason);
        Assert.Equal(Severity.Low, Assert.Single(Report.Findings($$"""{ "success": true, "result": { "count": 1, "issues": {{Json}} } }""")).Severity);
    }

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Csv, "cloudflare-insights");
        Report.SurvivesDamage(Json, "cloudflare-insights");
    }
}
