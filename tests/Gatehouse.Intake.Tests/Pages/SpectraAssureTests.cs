using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SpectraAssureTests
{
    private const string Many = """
        { "schema": 3, "timestamp": "2026-02-01T10:00:00Z", "version": "5.3", "report": { "info": { "file": { "name": "setup.exe" }, "statistics": { "components": 3 } }, "metadata": {
            "components": {
              "c1": { "name": "app.exe", "path": "bin/app.exe", "identity": { "product": "App", "version": "2", "purl": "", "dependencies": [ "d1" ], "vulnerabilities": { "active": [ "CVE-2026-1" ], "triaged": [ "CVE-2026-9" ] } } },
              "c2": { "name": "app.exe", "path": "bin/app.exe", "identity": { "product": "App", "version": "2", "dependencies": [ "d1" ], "vulnerabilities": null } } },
            "dependencies": { "d1": { "product": "zlib", "version": "1.2.7", "purl": "", "vulnerabilities": { "active": [ "CVE-2026-2" ], "triaged": [] } } },
            "vulnerabilities": { "CVE-2026-1": { "cvss": { "baseScore": "5.9" } }, "CVE-2026-2": { "cvss": { "baseScore": "9.8" } }, "CVE-2026-9": { "cvss": { "baseScore": "7.0" } } },
            "violations": {
              "v1": { "rule_id": "SQ31102", "category": "vulnerabilities", "severity": "high", "status": "fail", "description": "vulnerabilities" },
              "v2": { "rule_id": "SQ30101", "category": "malware", "severity": "high", "status": "fail", "description": "Detected malware." },
              "v3": { "rule_id": "SQ14122", "category": "hardening", "severity": "medium", "status": "pass", "description": "no CFG" } } } } }
        """;

    [Fact]
    public void A_vulnerability_is_of_the_component_that_has_it_once_a_path()
    {
        var findings = Report.Findings(Report.Facts(Many)[0]);
        Assert.Equal(
            [("CVE-2026-2", Severity.Critical, "zlib", "bin/app.exe"), ("CVE-2026-1", Severity.Medium, "App", "bin/app.exe"), ("CVE-2026-9", Severity.High, "App", "bin/app.exe")],
            findings.Where(finding => finding.Kind == FindingKind.Vulnerability).Select(finding => (finding.RuleId, finding.Severity, finding.Component!.Name, finding.Location!.Path)));
        Assert.Equal("CVE-2026-9", Assert.Single(findings, finding => finding.Suppression is not null).RuleId);
    }

    [Fact]
    public void A_violation_that_does_not_pass_is_a_finding_where_it_says_something_new()
    {
        var finding = Assert.Single(Report.Findings(Report.Facts(Many)[0]), finding => finding.Kind == FindingKind.Artifact);
        Assert.Equal(("SQ30101", Severity.High, "setup.exe"), (finding.RuleId, finding.Severity, finding.Location!.Path));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "reversinglabs-spectraassure");
}
