using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class TrustwaveFusionTests
{
    private const string Many = """
        { "items": [
          { "customerId": 1, "severity": "LOW", "classification": "Information Leak", "name": "No clickjacking protection", "location": { "domain": "app.example", "ip": "192.0.2.1", "port": 443, "url": "https://app.example/" }, "kb": { "id": "SLID-1", "cves": [ "CVE-NO-MATCH" ], "cvssV3BaseScore": 3.1 } },
          { "customerId": 1, "severity": "LOW", "classification": "Information Leak", "name": "No clickjacking protection", "location": { "domain": null, "ip": "192.0.2.1", "port": 443, "url": "https://app.example/" }, "kb": { "id": "SLID-1", "cves": [ "CVE-NO-MATCH" ] } },
          { "customerId": 1, "severity": "CRITICAL", "classification": "Old", "name": "Old server", "location": { "ip": "192.0.2.2", "port": 80 }, "kb": { "id": "SLID-2", "cves": [ "CVE-2026-1" ] } } ], "totalCount": 3 }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.WebScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "SLID-2 CRITICAL Web @ 192.0.2.2:80; CVE-2026-1",
                "SLID-1 LOW Web @ https://app.example/; CVE-NO-MATCH",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "trustwave-fusion-api");
}
