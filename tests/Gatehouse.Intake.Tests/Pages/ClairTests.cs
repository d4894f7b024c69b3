using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: vulnerabilityreport.go of quay/claircore, clair.go of optiopay/klar and arminc/clair-scanner
public sealed class ClairTests
{
    private const string Many = """
        { "manifest_hash": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "packages": { "7": { "id": "7", "name": "libdemo", "version": "1.0" } }, "distributions": {}, "environments": {}, "vulnerabilities": { "900": { "id": "900", "name": "CVE-2026-1", "links": "https://example.org/1 https://example.org/2", "severity": "important", "normalized_severity": "High", "package": {}, "distribution": { "did": "debian" }, "fixed_in_version": "1.1" }, "901": { "id": "901", "name": "CVE-2026-2", "normalized_severity": "Unknown", "fixed_in_version": "" } }, "package_vulnerabilities": { "7": [ "900", "901" ] } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 HIGH Vulnerability @ sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef; pkg:deb/libdemo@1.0; fixed in 1.1",
                "CVE-2026-2 MEDIUM Vulnerability @ sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef; libdemo 1.0",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"manifest_hash\": \"sha256:00\", \"packages\": {}, \"vulnerabilities\": {}, \"package_vulnerabilities\": {} }", FactKind.VulnerabilityScan, Completeness.Complete)]
    [InlineData("{ \"image\": \"demo:1\", \"unapproved\": [], \"vulnerabilities\": [] }", FactKind.VulnerabilityScan, Completeness.Complete)]
    [InlineData("{ \"LayerCount\": 3, \"Vulnerabilities\": {} }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Theory]
    [InlineData("""{ "Layer": { "Name": "demo:1", "NamespaceName": "debian:12", "Features": [ { "Name": "libdemo", "NamespaceName": "debian:12", "Version": "1.0", "Vulnerabilities": [ { "Name": "CVE-2026-1", "NamespaceName": "debian:12", "Link": "https://example.org/1", "Severity": "High", "FixedBy": "1.1" } ] } ] } }""", " @ demo:1")]
    [InlineData("""{ "LayerCount": 3, "Vulnerabilities": { "High": [ { "Name": "CVE-2026-1", "NamespaceName": "debian:12", "Severity": "High", "FixedBy": "1.1", "FeatureName": "libdemo", "FeatureVersion": "1.0" } ] } }""", "")]
    [InlineData("""{ "image": "demo:1", "unapproved": [ "CVE-2026-1" ], "vulnerabilities": [ { "featurename": "libdemo", "featureversion": "1.0", "vulnerability": "CVE-2026-1", "namespace": "debian:12", "description": "", "link": "https://example.org/1", "severity": "High", "fixedby": "1.1" } ] }""", " @ demo:1")]
    public void Older_forms_say_the_same(string report, string place) =>
        Assert.Equal([$"CVE-2026-1 HIGH Vulnerability{place}; pkg:deb/libdemo@1.0; fixed in 1.1"], Brief.Of(Report.Fact(report)));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "clair");
}
