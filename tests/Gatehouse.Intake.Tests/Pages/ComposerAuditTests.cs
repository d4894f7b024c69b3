using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: src/Composer/Advisory/Auditor.php and SecurityAdvisory.php of composer/composer
public sealed class ComposerAuditTests
{
    private const string Many = """
        { "advisories": { "acme/demo": [ { "advisoryId": "PKSA-1", "packageName": "acme/demo", "affectedVersions": ">=1,<1.1", "title": "It overflows", "cve": "CVE-2026-1", "link": "https://example.org/1", "reportedAt": "2026-01-01T10:00:00+00:00", "sources": [ { "name": "GitHub", "remoteId": "GHSA-aaaa-bbbb-cccc" } ], "severity": "high" } ], "acme/odd": { "1": { "advisoryId": "PKSA-2", "packageName": "acme/odd", "title": "It leaks", "cve": null, "severity": null, "sources": [] } } },
          "ignored-advisories": { "acme/old": [ { "advisoryId": "PKSA-3", "packageName": "acme/old", "title": "It is old", "severity": "low", "ignoreReason": "never loaded", "sources": [] } ] }, "abandoned": { "acme/old": null } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 HIGH Vulnerability @ composer.lock; GHSA-aaaa-bbbb-cccc; PKSA-1; pkg:composer/acme/demo",
                "PKSA-2 MEDIUM Vulnerability @ composer.lock; pkg:composer/acme/odd",
                "PKSA-3 LOW Vulnerability @ composer.lock; pkg:composer/acme/old; (never loaded)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"advisories\": [], \"abandoned\": [] }", FactKind.VulnerabilityScan, Completeness.Complete)]
    [InlineData("{ \"advisories\": [], \"unreachable-repositories\": [ \"https://packages.example.org\" ], \"abandoned\": [] }", FactKind.VulnerabilityScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "composer-audit");
}
