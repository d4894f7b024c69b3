using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class NucleiTests
{
    private const string Many = """
        {"template-id":"CVE-2026-1","info":{"name":"Demo RCE","severity":"critical","reference":["https://docs.example/1"],"classification":{"cve-id":["cve-2026-1"],"cwe-id":["cwe-94"],"cvss-score":9.8}},"type":"http","host":"https://app.example","matched-at":"https://app.example/run","request":"GET / hidden","timestamp":"2026-01-02T10:00:00Z"}
        {"template-id":"tech-detect","matcher-name":"nginx","info":{"name":"Technology","severity":"info"},"type":"http","host":"https://app.example","matched-at":"https://app.example"}
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.WebScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 CRITICAL Web @ https://app.example/run; CWE-94; cve-2026-1",
                "tech-detect INFO Web @ https://app.example",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("\n", FactKind.WebScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report, "nuclei");
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "nuclei");
}
