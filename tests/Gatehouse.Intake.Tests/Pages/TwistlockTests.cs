using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: PrismaCloudParser of jenkinsci/analysis-model, fixtures of bridgecrewio/checkov, post-scans of pan.dev
public sealed class TwistlockTests
{
    private const string Many = """
        { "results": [ { "id": "sha256:00", "name": "demo:1", "distro": "Debian", "packages": [], "compliances": [ { "id": 41, "title": "Image should be created with a non-root user", "severity": "high", "cause": "no user" } ], "complianceDistribution": { "critical": 0, "high": 1, "medium": 0, "low": 0, "total": 1 }, "complianceScanPassed": true, "vulnerabilities": [ { "id": "CVE-2026-1", "status": "fixed in 1.1", "cvss": 9.8, "vector": "CVSS:3.1/AV:N", "description": "it overflows", "severity": "critical", "packageName": "libdemo", "packageVersion": "1.0", "link": "https://example.org/1" }, { "id": "CVE-2026-2", "status": "needed", "severity": "moderate", "packageName": "libdemo", "packageVersion": "1.0" } ], "vulnerabilityDistribution": { "total": 2 }, "vulnerabilityScanPassed": true } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 CRITICAL Vulnerability @ demo:1; libdemo 1.0; fixed in 1.1",
                "CVE-2026-2 MEDIUM Vulnerability @ demo:1; libdemo 1.0",
                "prisma-41 HIGH Misconfiguration @ demo:1",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Fact]
    public void A_clean_image_gives_both_scans() =>
        Assert.Equal(
            [FactKind.VulnerabilityScan, FactKind.ConfigurationScan],
            Report.Facts("""{ "results": [ { "id": "sha256:00", "name": "demo:1", "complianceDistribution": { "total": 0 }, "vulnerabilityDistribution": { "total": 0 } } ] }""").Select(fact => fact.Kind));

    [Theory]
    [InlineData("""[ { "entityInfo": { "type": "image", "name": "demo:1" }, "results": [ { "vulnerabilities": [ { "id": "CVE-2026-1", "status": "fixed in 1.1", "severity": "critical", "packageName": "libdemo", "packageVersion": "1.0" } ], "compliances": [] } ] } ]""", "demo:1")]
    [InlineData("""[ { "_id": "sha256:00", "repoTag": { "registry": "example.org", "repo": "demo", "tag": "1" }, "vulnerabilityDistribution": { "total": 1 }, "vulnerabilities": [ { "id": 46, "cve": "CVE-2026-1", "status": "fixed in 1.1", "severity": "critical", "packageName": "libdemo", "packageVersion": "1.0" } ] } ]""", "example.org/demo:1")]
    [InlineData("Registry,Repository,Tag,Id,Distro,Hosts,Layer,CVE ID,Compliance ID,Type,Severity,Packages,Source Package,Package Version,Package License,CVSS,Fix Status\nexample.org,demo,1,sha256:00,Debian,,,CVE-2026-1,,OS,critical,libdemo,,1.0,,9.8,fixed in 1.1\n", "example.org/demo:1")]
    public void The_console_says_the_same(string report, string image) =>
        Assert.Equal([$"CVE-2026-1 CRITICAL Vulnerability @ {image}; libdemo 1.0; fixed in 1.1"], Report.Facts(report).SelectMany(Brief.Of));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "twistlock");
}
