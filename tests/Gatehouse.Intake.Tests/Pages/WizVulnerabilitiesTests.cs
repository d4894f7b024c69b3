using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class WizVulnerabilitiesTests
{
    private const string Many = """
        ID,WizURL,Name,CVSSSeverity,FindingStatus,VendorSeverity,Remediation,LocationPath,DetailedName,Version,FixedVersion,DetectionMethod,Link,AssetName
        1,https://wiz.example/1,CVE-2026-1,High,Open,Medium,update it,usr/bin/demo,demo,1.0,1.1,Library,https://docs.example/1,node
        2,https://wiz.example/2,CVE-2026-2,Low,Resolved,Low,,,kernel,5,6,OS,,node
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 MEDIUM Vulnerability @ usr/bin/demo; demo 1.0; fixed in 1.1",
                "CVE-2026-2 LOW Vulnerability; kernel 5; fixed in 6; (Resolved in Wiz)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("WizURL,Name,VendorSeverity,FindingStatus,DetailedName,DetectionMethod\n", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "wiz-vulnerabilities");
}
