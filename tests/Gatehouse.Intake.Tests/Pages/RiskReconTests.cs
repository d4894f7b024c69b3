using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class RiskReconTests
{
    private const string Many = """
        { "test": true, "findings": [
            { "finding_id": "ff2b", "finding": "Shared Hosting", "finding_context": "shared with others", "security_domain": "defensibility", "security_criteria": "shared_hosting", "severity": "medium", "false_positive": "false", "host_name": "www.example.org" },
            { "finding_id": "ff2c", "finding": "Old TLS", "security_domain": "web_encryption", "security_criteria": "tls", "severity": "critical", "false_positive": "true", "host_name": "", "domain_name": "example.org" } ] }
        """;

    [Fact]
    public void A_finding_has_its_host_and_severity_and_a_false_positive_is_suppressed() =>
        Assert.Equal(
            [("shared_hosting", Severity.Medium, "www.example.org", false), ("tls", Severity.Critical, "example.org", true)],
            Report.Findings(Many).Select(finding => (finding.RuleId, finding.Severity, finding.Location!.Path, finding.Suppression is not null)));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "risk-recon");
}
