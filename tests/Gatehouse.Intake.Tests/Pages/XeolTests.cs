using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: xeol/presenter/models of xeol-io/xeol
public sealed class XeolTests
{
    private const string Many = """
        { "matches": [ { "Cycle": { "ProductName": "Demo Server", "ProductPermalink": "https://example.org/demo", "ReleaseCycle": "2.8", "Eol": "2025-07-31", "LatestRelease": "2.8.9" }, "Package": {}, "artifact": { "name": "demo-server", "version": "2.8.1", "type": "deb", "locations": [ { "path": "/var/lib/dpkg/status" } ], "licenses": [ "MIT" ], "purl": "pkg:deb/debian/demo-server@2.8.1" } } ], "source": { "type": "image", "target": {} }, "distro": { "name": "debian" }, "descriptor": { "name": "xeol", "version": "0.10.0" } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "eol-Demo Server-2.8 MEDIUM Vulnerability @ file:///var/lib/dpkg/status; CWE-1104; pkg:deb/debian/demo-server@2.8.1; fixed in 2.8.9",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"matches\": [], \"source\": { \"type\": \"image\" }, \"distro\": {}, \"descriptor\": { \"name\": \"xeol\", \"version\": \"0.10.0\" } }", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "xeol");
}
