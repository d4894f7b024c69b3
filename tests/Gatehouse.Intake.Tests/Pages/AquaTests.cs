using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: AquaScannerParser and its sample of jenkinsci/analysis-model, data of aquasecurity/postee
public sealed class AquaTests
{
    private const string Many = """
        { "image": "demo:1", "registry": "example", "digest": "sha256:00", "os": "debian", "resources": [ { "resource": { "format": "deb", "name": "libdemo", "version": "1.0", "license": "MIT" }, "scanned": true, "vulnerabilities": [ { "name": "CVE-2026-1", "description": "it overflows", "nvd_score_v3": 7.5, "nvd_vectors_v3": "CVSS:3.1/AV:N", "nvd_url": "https://example.org/1", "aqua_severity": "high", "aqua_score": 7.5, "fix_version": "1.1", "solution": "Upgrade" } ] }, { "resource": { "name": "calm" }, "scanned": true } ], "vulnerability_summary": { "total": 1 }, "sensitive_data": [ { "filename": "id", "path": "/srv/id", "type": "RSA", "hash": "hidden" } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.SecretsScan, FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "sensitive-RSA HIGH PossibleSecret @ file:///srv/id; CWE-798",
                "CVE-2026-1 HIGH Vulnerability @ demo:1; pkg:deb/libdemo@1.0; fixed in 1.1",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"image\": \"demo:1\", \"registry\": \"example\", \"resources\": [], \"vulnerability_summary\": { \"total\": 0 } }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Theory]
    [InlineData("""[ { "results": { "image": "demo:1", "resources": [ { "resource": { "format": "deb", "name": "libdemo", "version": "1.0" }, "vulnerabilities": [ { "name": "CVE-2026-1", "aqua_severity": "high", "fix_version": "1.1" } ] } ] } } ]""", " @ demo:1")]
    [InlineData("""{ "count": 1, "page": 1, "result": [ { "name": "CVE-2026-1", "aqua_severity": "high", "fix_version": "1.1", "resource": { "format": "deb", "name": "libdemo", "version": "1.0" } } ] }""", "")]
    public void Its_job_and_its_interface_say_the_same(string report, string place) =>
        Assert.Equal([$"CVE-2026-1 HIGH Vulnerability{place}; pkg:deb/libdemo@1.0; fixed in 1.1"], Brief.Of(Report.Fact(report)));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "aqua");
}
