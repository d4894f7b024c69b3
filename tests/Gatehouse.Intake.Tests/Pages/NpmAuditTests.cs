using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class NpmAuditTests
{
    private const string Old = """
        { "actions": [], "advisories": { "1500": { "findings": [ { "version": "9.0.1", "paths": [ "a>yargs-parser" ] } ], "id": 1500, "title": "Prototype Pollution", "module_name": "yargs-parser", "cves": [ "CVE-2020-7608" ],
          "patched_versions": ">=13.1.2", "severity": "low", "cwe": "[\"CWE-915\",\"CWE-1321\"]", "recommendation": "Upgrade to 13.1.2", "url": "https://npm.example/advisories/1500" } },
          "muted": [], "metadata": { "vulnerabilities": { "low": 1 }, "totalDependencies": 4 } }
        """;

    private const string New = """
        { "auditReportVersion": 2, "vulnerabilities": {
            "debug": { "name": "debug", "severity": "high", "isDirect": true, "via": [ { "source": 1, "name": "debug", "title": "Slow", "url": "https://github.com/advisories/GHSA-gxpj-cx7g-858c", "cwe": [ "CWE-400" ], "cvss": { "score": 7.5, "vectorString": "CVSS:3.1/AV:N" } } ], "range": "<2.6.9", "fixAvailable": { "name": "express", "version": "4.18.3" } },
            "send": { "name": "send", "severity": "moderate", "isDirect": false, "via": [ "debug" ], "range": "*", "fixAvailable": false } },
          "metadata": { "vulnerabilities": { "total": 2 }, "dependencies": { "prod": 3 } } }
        """;

    [Fact]
    public void An_advisory_of_npm_6_is_a_finding()
    {
        var finding = Assert.Single(Report.Findings(Old));
        Assert.Equal(("1500", Severity.Low, "yargs-parser 9.0.1: Prototype Pollution"), (finding.RuleId, finding.Severity, finding.Message));
        Assert.Equal([915, 1321], finding.Cwe);
        Assert.Equal(["CVE-2020-7608"], finding.Aliases);
        Assert.Equal("pkg:npm/yargs-parser@9.0.1", finding.Component!.Purl!.ToString());
        Assert.Equal([">=13.1.2"], finding.Vulnerability!.FixedVersions);
    }

    [Fact]
    public void A_package_of_npm_7_is_vulnerable_itself_or_through_another()
    {
        var findings = Report.Findings(New);
        Assert.Equal(("GHSA-gxpj-cx7g-858c", Severity.High, true, "Update express to 4.18.3."), (findings[0].RuleId, findings[0].Severity, findings[0].Component!.IsDirect, findings[0].Remedy));
        Assert.Equal(("send-through-debug", "send *: vulnerable through debug", false, null), (findings[1].RuleId, findings[1].Message, findings[1].Component!.IsDirect, findings[1].Remedy));
        Assert.Equal(7.5, findings[0].Vulnerability!.Cvss);
    }

    [Fact]
    public void Fewer_packages_than_npm_counts_make_it_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact(New.Replace("\"total\": 2", "\"total\": 3", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Old, "npm-audit");
        Report.SurvivesDamage(New, "npm-audit-7-plus");
    }
}
