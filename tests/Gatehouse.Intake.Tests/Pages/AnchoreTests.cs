using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: swagger.yaml of anchore/anchore-engine, AnchoreCtlParser and its samples of jenkinsci/analysis-model
public sealed class AnchoreTests
{
    private const string Many = """
        { "imageDigest": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "vulnerability_type": "all", "vulnerabilities": [ { "feed": "vulnerabilities", "feed_group": "debian:12", "fix": "1.1", "package": "libdemo-1.0", "package_name": "libdemo", "package_path": "pkgdb", "package_type": "dpkg", "package_version": "1.0", "severity": "High", "url": "https://example.org/1", "vuln": "CVE-2026-1", "nvd_data": [ { "id": "CVE-2026-1", "cvss_v3": { "base_score": 7.5 } } ] }, { "fix": "None", "package_name": "demo", "package_type": "python", "package_version": "2.0", "package_path": "/app/demo", "severity": "Negligible", "vuln": "CVE-2026-2" } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 HIGH Vulnerability @ pkgdb; pkg:deb/libdemo@1.0; fixed in 1.1",
                "CVE-2026-2 INFO Vulnerability @ file:///app/demo; pkg:pypi/demo@2.0",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"imageDigest\": \"sha256:00\", \"vulnerabilities\": [], \"vulnerability_type\": \"all\" }", FactKind.VulnerabilityScan, Completeness.Complete)]
    [InlineData("{ \"sbomId\": \"sha256:00\", \"extendedSupport\": false, \"vulnerabilities\": [] }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Theory]
    [InlineData("""{ "sbomId": "sha256:00", "vulnerabilities": [ { "vuln": "CVE-2026-1", "severity": "High", "packageName": "libdemo", "packageVersion": "1.0", "packageType": "rpm", "packagePath": "/lib/libdemo.so", "purl": "pkg:rpm/rhel/libdemo@1.0", "fix": "1.1" } ] }""")]
    [InlineData("""{ "sbom": {}, "policyEvaluation": {}, "vulnerabilities": { "sbomId": "sha256:00", "vulnerabilities": [ { "vuln": "CVE-2026-1", "severity": "High", "packageName": "libdemo", "packageVersion": "1.0", "packagePath": "/lib/libdemo.so", "purl": "pkg:rpm/rhel/libdemo@1.0", "fix": "1.1" } ] } }""")]
    [InlineData("""[ { "vulnerability_id": "CVE-2026-1", "severity": "high", "package_name": "libdemo", "package_version": "1.0", "package_type": "rpm", "package_path": "/lib/libdemo.so", "purl": "pkg:rpm/rhel/libdemo@1.0", "fix_state": "fixed", "fix_versions": [ "1.1" ] } ]""")]
    public void Anchorectl_says_the_same(string report) =>
        Assert.Equal(["CVE-2026-1 HIGH Vulnerability @ file:///lib/libdemo.so; pkg:rpm/rhel/libdemo@1.0; fixed in 1.1"], Brief.Of(Report.Fact(report)));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "anchore");
}
