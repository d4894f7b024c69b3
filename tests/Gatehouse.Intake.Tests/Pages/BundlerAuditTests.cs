using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: lib/bundler/audit/report.rb, advisory.rb and results of rubysec/bundler-audit
public sealed class BundlerAuditTests
{
    private const string Many = """
        { "version": "0.9.2", "created_at": "2026-01-02 10:00:00 +0000", "results": [ { "type": "insecure_source", "source": "git://example.org/demo.git" },
          { "type": "unpatched_gem", "gem": { "name": "demo", "version": "1.0" }, "advisory": { "path": "/db/demo.yml", "id": "CVE-2026-1", "url": "https://example.org/1", "title": "It overflows", "cvss_v3": 9.8, "cve": "2026-1", "ghsa": "aaaa-bbbb-cccc", "patched_versions": [ "~> 1.0.5", ">= 1.1" ], "criticality": "critical" } } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 CRITICAL Vulnerability @ Gemfile.lock; GHSA-aaaa-bbbb-cccc; pkg:gem/demo@1.0; fixed in ~> 1.0.5; fixed in >= 1.1",
                "insecure_source MEDIUM Misconfiguration @ Gemfile.lock; CWE-319",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"version\": \"0.9.2\", \"created_at\": \"2026-01-02 10:00:00 +0000\", \"results\": [] }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "bundler-audit");
}
