using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: deepfence_server/model/scans.go and deepfence_worker/tasks/reports/xlsx.go of deepfence/ThreatMapper
public sealed class DeepfenceThreatMapperTests
{
    private const string Many = """
        { "vulnerabilities": [ { "node_id": "1", "cve_id": "CVE-2026-1", "cve_severity": "critical", "cve_caused_by_package": "demo:1.0", "cve_caused_by_package_path": "app/package.json", "cve_link": "https://example.org/1", "masked": false, "cve_type": "javascript", "cve_fixed_in": "1.1", "cve_cvss_score": 9.8, "cve_attack_vector": "CVSS:3.1/AV:N" }, { "cve_id": "CVE-2026-2", "cve_severity": "low", "cve_caused_by_package": "demo:1.0", "masked": true } ], "severity_counts": { "critical": 1 } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 CRITICAL Vulnerability @ app/package.json; demo 1.0; fixed in 1.1",
                "CVE-2026-2 LOW Vulnerability; demo 1.0; (masked in ThreatMapper)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "deepfence-threatmapper");
}
