using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SnykTests
{
    private const string Many = """
        { "ok": false, "dependencyCount": 12, "packageManager": "npm", "displayTargetFile": "package-lock.json", "vulnerabilities": [
          { "id": "SNYK-JS-DEMO-1", "title": "Prototype Pollution", "severity": "high", "packageName": "demo", "version": "1.0.0", "from": [ "shop@1", "left@2", "demo@1.0.0" ], "cvssScore": 7.3, "CVSSv3": "CVSS:3.1/AV:N", "identifiers": { "CVE": [ "CVE-2026-1" ], "CWE": [ "CWE-1321" ], "GHSA": [ "GHSA-aaaa-bbbb-cccc" ] }, "fixedIn": [ "1.0.1" ] },
          { "id": "SNYK-JS-DEMO-1", "title": "Prototype Pollution", "severity": "high", "packageName": "demo", "version": "1.0.0", "from": [ "shop@1", "right@2", "demo@1.0.0" ], "identifiers": { "CVE": [ "CVE-2026-1" ], "CWE": [ "CWE-1321" ] } },
          { "id": "snyk:lic:npm:gpl:GPL-3.0", "type": "license", "title": "GPL-3.0 license", "severity": "medium", "packageName": "gpl", "version": "2.0.0", "from": [ "shop@1", "gpl@2.0.0" ], "license": "GPL-3.0" } ],
          "filtered": { "ignore": [ { "id": "SNYK-JS-CALM-1", "title": "ReDoS", "severity": "low", "packageName": "calm", "version": "1.0.0", "from": [ "shop@1", "calm@1.0.0" ], "filtered": { "ignored": [ { "reason": "not reached" } ] } } ] } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan, FactKind.LicenseScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "SNYK-JS-DEMO-1 HIGH Vulnerability @ package-lock.json; CWE-1321; CVE-2026-1; GHSA-aaaa-bbbb-cccc; pkg:npm/demo@1.0.0; fixed in 1.0.1",
                "SNYK-JS-CALM-1 LOW Vulnerability @ package-lock.json; pkg:npm/calm@1.0.0; (not reached)",
                "snyk:lic:npm:gpl:GPL-3.0 MEDIUM License @ package-lock.json; pkg:npm/gpl@2.0.0",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"ok\": true, \"dependencyCount\": 3, \"packageManager\": \"deb\", \"vulnerabilities\": [] }", FactKind.VulnerabilityScan, Completeness.Complete)]
    [InlineData("{ \"ok\": false, \"error\": \"Could not detect supported target files\", \"path\": \"/work\" }", FactKind.VulnerabilityScan, Completeness.Failed)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void What_the_project_names_itself_is_direct() =>
        Assert.Equal(["demo False", "calm True", "gpl True"], Report.Facts(Many).SelectMany(fact => Report.Findings(fact)).Select(finding => $"{finding.Component!.Name} {finding.Component.IsDirect}"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "snyk");
}
