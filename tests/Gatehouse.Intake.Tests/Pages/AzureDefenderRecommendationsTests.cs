using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: columns as an energy labeller reads them from Defender for Cloud's resource graph
public sealed class AzureDefenderRecommendationsTests
{
    private const string Many = """
        subscriptionId,subscriptionName,resourceGroup,resourceType,resourceName,resourceId,recommendationId,recommendationName,recommendationDisplayName,description,remediationSteps,severity,state,notApplicableReason,azurePortalRecommendationLink
        1,shop,rg,vm,web,/subscriptions/1/vm/web,/subscriptions/1/providers/Microsoft.Security/assessments/aaaa-1,aaaa-1,Disks should be encrypted,d,<p>Encrypt them</p>,High,Unhealthy,,portal.example.org
        1,shop,rg,vm,calm,/subscriptions/1/vm/calm,/subscriptions/1/providers/Microsoft.Security/assessments/aaaa-1,aaaa-1,Disks should be encrypted,d,,High,Healthy,,
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "aaaa-1 HIGH Misconfiguration @ /subscriptions/1/vm/web",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("subscriptionId,resourceId,recommendationId,recommendationName,severity,state\n", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "azure-defender-recommendations");
}
