using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: converters of anchorectl's evaluations to GitLab's schema and to Jira
public sealed class AnchorectlPoliciesTests
{
    private const string Many = """
        { "imageDigest": "sha256:00", "evaluatedTag": "example.org/demo:1", "evaluations": [ { "status": "fail", "details": { "finalAction": "stop", "findings": [ { "gate": "dockerfile", "trigger": "effective_user", "triggerId": "0a1b", "message": "User root found as effective user", "action": "stop", "policyId": "p", "recommendation": "Add a USER", "allowlisted": false }, { "gate": "vulnerabilities", "trigger": "package", "triggerId": "CVE-2026-1+demo", "message": "HIGH Vulnerability found in demo", "action": "warn", "allowlisted": true } ] } } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "vulnerabilities/package MEDIUM Vulnerability @ example.org/demo:1; CVE-2026-1; (allowlisted in Anchore)",
                "dockerfile/effective_user HIGH Misconfiguration @ example.org/demo:1",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"evaluatedTag\": \"example.org/demo:1\", \"evaluations\": [ { \"status\": \"pass\", \"details\": { \"findings\": null } } ] }", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "anchorectl-policies");
}
