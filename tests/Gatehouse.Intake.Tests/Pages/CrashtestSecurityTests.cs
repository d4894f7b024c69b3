using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CrashtestSecurityTests
{
    private const string Many = """
        { "findings": { "commandinjection": [], "xss": [ { "service_type": "xss", "finding_description_slug": "xss", "information": "Found XSS on app.example" } ],
            "portscan": [ { "service_type": "portscan", "finding_description_slug": "portscan", "information": "Port 80" } ],
            "fingerprinting": [ { "service_type": "fingerprinting", "finding_description_slug": "server", "information": "Found X 1.2", "product": "X", "version": "1.2", "cve_findings": [ { "cve_id": "CVE-2026-1", "cvss": 9.8, "information": "Bad.", "product": "x", "version": "1.2" } ] } ] },
          "descriptions": [ { "slug": "xss", "title": "Cross-site scripting", "baseScore": 6.1, "how_to_fix": "Encode it." }, { "slug": "portscan", "title": "Open port", "baseScore": 0 } ] }
        """;

    [Fact]
    public void A_finding_is_joined_with_its_description()
    {
        var fact = Report.Facts(Many).Single(fact => fact.Kind == FactKind.WebScan);
        var findings = Report.Findings(fact).ToDictionary(finding => finding.RuleId);
        Assert.Equal(("Cross-site scripting", Severity.Medium, "Encode it.", "Found XSS on app.example"), (findings["xss"].Title, findings["xss"].Severity, findings["xss"].Remedy, findings["xss"].Message));
        Assert.Equal((Severity.Info, Severity.Medium), (findings["portscan"].Severity, findings["server"].Severity));
    }

    [Fact]
    public void A_product_that_was_recognised_has_its_vulnerabilities()
    {
        var finding = Assert.Single(Report.Findings(Report.Facts(Many).Single(fact => fact.Kind == FactKind.VulnerabilityScan)));
        Assert.Equal(("CVE-2026-1", Severity.Critical, 9.8, "x", "1.2"), (finding.RuleId, finding.Severity, finding.Vulnerability!.Cvss, finding.Component!.Name, finding.Component.Version));
    }

    [Fact]
    public void The_answer_of_the_service_is_read_too() => Assert.Equal(2, Report.Facts($$"""{ "message": "scan_findings_retrieved", "data": {{Many}} }""").Length);

    [Fact]
    public void A_scan_without_findings_is_clean() => Assert.Empty(Report.Findings("""{ "findings": { "commandinjection": [], "xss": [] }, "descriptions": [] }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "crashtest-security");
}
