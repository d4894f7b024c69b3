using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: pkg/models/results.go of google/osv-scanner
public sealed class OsvScannerTests
{
    private const string Many = """
        { "results": [ { "source": { "path": "shop/package-lock.json", "type": "lockfile" }, "packages": [
          { "package": { "name": "demo", "version": "1.0", "ecosystem": "npm" }, "vulnerabilities": [
            { "id": "GHSA-aaaa-bbbb-cccc", "aliases": [ "CVE-2026-1" ], "summary": "it overflows", "severity": [ { "type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" } ], "database_specific": { "severity": "CRITICAL", "cwe_ids": [ "CWE-120" ] }, "affected": [ { "package": { "name": "other", "ecosystem": "npm" }, "ranges": [ { "type": "SEMVER", "events": [ { "fixed": "9" } ] } ] }, { "package": { "name": "demo", "ecosystem": "npm" }, "ranges": [ { "type": "GIT", "events": [ { "fixed": "abc" } ] }, { "type": "SEMVER", "events": [ { "introduced": "0" }, { "fixed": "1.1" } ] } ] } ] },
            { "id": "OSV-2026-2", "summary": "it reads too far" } ], "groups": [ { "ids": [ "GHSA-aaaa-bbbb-cccc" ], "max_severity": "9.8" }, { "ids": [ "OSV-2026-2" ], "max_severity": "7.5", "experimental_analysis": { "OSV-2026-2": { "called": false } } } ], "license_violations": [ "GPL-3.0" ] },
          { "package": { "name": "libdemo", "version": "2-1", "ecosystem": "Debian:12" }, "vulnerabilities": [ { "id": "DEBIAN-CVE-2026-3" } ] } ] } ], "experimental_config": { "licenses": {} } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan, FactKind.LicenseScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "GHSA-aaaa-bbbb-cccc CRITICAL Vulnerability @ shop/package-lock.json; CWE-120; CVE-2026-1; pkg:npm/demo@1.0; fixed in 1.1",
                "DEBIAN-CVE-2026-3 MEDIUM Vulnerability @ shop/package-lock.json; pkg:deb/libdemo@2-1",
                "OSV-2026-2 HIGH Vulnerability @ shop/package-lock.json; pkg:npm/demo@1.0; (not called, or unimportant to the distribution, says OSV-Scanner's analysis)",
                "GPL-3.0 MEDIUM License @ shop/package-lock.json; pkg:npm/demo@1.0",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"results\": [], \"experimental_config\": { \"licenses\": { \"summary\": false, \"allowlist\": null } } }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "osv-scanner");
}
