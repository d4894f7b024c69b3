using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class DawnscannerTests
{
    private const string Many = """
        { "status": "OK", "dawn_version": "2.1.0", "scan_started": "2026-02-01 10:00:00 +0000", "target": "/code", "applied_checks_count": 235, "vulnerabilities_count": 2,
          "vulnerabilities": [
            { "name": "CVE-2016-6316", "cve_link": "https://cve.example/CVE-2016-6316", "severity": "medium", "cvss_score": 4.3, "message": "XSS in tag helpers", "remediation": "Upgrade actionview." },
            { "name": "Owasp Ror CheatSheet: Cross Site Request Forgery", "severity": "info", "cvss_score": "    ", "message": "No protect_from_forgery", "remediation": "" } ],
          "mitigated_vuln": [ "CVE-2013-0155" ], "reflected_xss": [] }
        """;

    [Fact]
    public void A_flaw_of_a_gem_is_a_vulnerability_and_one_of_the_application_is_code()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.CodeScan, FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        var cve = Report.Findings(facts[1]).Single(finding => finding.RuleId == "CVE-2016-6316");
        Assert.Equal((Severity.Medium, 4.3, "Upgrade actionview.", "2.1.0"), (cve.Severity, cve.Vulnerability!.Cvss, cve.Remedy, facts[1].Producer.Version));
        Assert.Equal(Severity.Info, Assert.Single(Report.Findings(facts[0])).Severity);
    }

    [Fact]
    public void What_is_mitigated_is_suppressed() => Assert.Equal(["CVE-2013-0155"], Report.Facts(Many).SelectMany(fact => Report.Findings(fact)).Where(finding => finding.Suppression is not null).Select(finding => finding.RuleId));

    [Fact]
    public void A_run_that_failed_says_so() => Assert.All(Report.Facts(Many.Replace("\"OK\"", "\"KO\"", StringComparison.Ordinal)), fact => Assert.Equal(Completeness.Failed, fact.Completeness));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "dawnscanner");
}
