using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: src/main/resources/samples/osa-vulns.json and osa-libs.json of checkmarx-ltd/cx-flow
public sealed class CheckmarxOsaTests
{
    private const string Many = """
        [ { "id": "1", "cveName": "CVE-2026-1", "score": 7.5, "severity": { "name": "High", "id": 2 }, "publishDate": "2026-01-01T00:00:00", "url": "https://example.org/1", "description": "it overflows", "recommendations": "Upgrade to version demo 1.1", "sourceFileName": null, "libraryId": "L1", "state": { "id": 1, "actionType": "Regular", "name": "TO_VERIFY" }, "commentsAmount": 0 },
          { "id": "2", "cveName": "CVE-2026-2", "score": 3.5, "severity": { "name": "Low", "id": 0 }, "description": "it leaks", "libraryId": "L1", "state": { "id": 2, "actionType": "Ignore", "name": "NOT_EXPLOITABLE" } } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 HIGH Vulnerability",
                "CVE-2026-2 LOW Vulnerability; (NOT_EXPLOITABLE in Checkmarx)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Fact]
    public void A_library_beside_it_is_its_component() =>
        Assert.Equal(
            ["CVE-2026-1 HIGH Vulnerability; demo-1.0.tgz 1.0"],
            Brief.Of(Report.Fact("""[ [ { "id": "1", "cveName": "CVE-2026-1", "score": 7.5, "severity": { "name": "High" }, "libraryId": "L1", "state": { "actionType": "Regular", "name": "TO_VERIFY" } } ], [ { "id": "L1", "name": "demo-1.0.tgz", "version": "1.0" } ] ]""")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "checkmarx-osa");
}
