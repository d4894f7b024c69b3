using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: internal/outputer/scheme of Legit-Labs/legitify
public sealed class LegitifyTests
{
    private const string Many = """
        { "type": "flattened", "content": { "data.organization.two_factor": { "policyInfo": { "title": "Two-factor authentication is not enforced", "policyName": "two_factor", "fullyQualifiedPolicyName": "data.organization.two_factor", "severity": "HIGH", "remediationSteps": [ "Open the settings", "Enforce it" ], "namespace": "organization" }, "violations": [ { "violationEntityType": "organization", "canonicalLink": "https://example.org/acme", "aux": null, "status": "FAILED" }, { "canonicalLink": "https://example.org/calm", "status": "PASSED" } ] } } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "data.organization.two_factor HIGH Misconfiguration @ https://example.org/acme",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"type\": \"flattened\", \"content\": {} }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"type\": \"group-by-namespace\", \"content\": { \"organization\": { \"data.organization.two_factor\": { \"policyInfo\": { \"policyName\": \"two_factor\", \"severity\": \"HIGH\" }, \"violations\": [ { \"canonicalLink\": \"https://example.org/acme\", \"status\": \"SKIPPED\" } ] } } } }", FactKind.ConfigurationScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Grouped_it_says_the_same() =>
        Assert.Equal(
            ["data.organization.two_factor HIGH Misconfiguration @ https://example.org/acme"],
            Brief.Of(Report.Fact(Many.Replace("\"content\": {", "\"content\": { \"organization\": {", StringComparison.Ordinal).Replace("flattened", "group-by-namespace", StringComparison.Ordinal) + " }")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "legitify");
}
