using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class WizTests
{
    private const string Many = """
        Created At,Title,Severity,Status,Resource Type,Resource external ID,Control ID,Resource Name,Subscription Name,Wiz URL,Resolution,Remediation Recommendation
        2026-01-02T10:00:00Z,Bucket is open,CRITICAL,OPEN,Bucket,arn:aws:s3:::shop,wc-1,shop,Shop,https://wiz.example/issues#1,,Close it.
        2026-01-02T10:00:00Z,Role with wildcards,INFORMATIONAL,RESOLVED,Role,k8s/role/1,wc-2,role,Shop,https://wiz.example/issues#2,ISSUE_FIXED,Narrow it.
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "wc-1 CRITICAL Misconfiguration @ arn:aws:s3:::shop",
                "wc-2 INFO Misconfiguration @ k8s/role/1; (RESOLVED in Wiz: ISSUE_FIXED)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("Title,Severity,Status,Control ID,Resource external ID,Wiz URL\n", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "wiz");
}
