using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: cloudsplaining/scan/authorization_details.py and managed_policy_detail.py of salesforce/cloudsplaining
public sealed class CloudsplainingTests
{
    private const string Many = """
        { "groups": {}, "users": {}, "roles": { "AROA1": { "arn": "arn:aws:iam::1:role/web", "name": "web", "AssumableByAnyPrincipal": { "severity": "critical", "description": "d", "findings": [ "*" ] } } }, "aws_managed_policies": {}, "customer_managed_policies": { "ANPA1": { "PolicyName": "shop", "PolicyId": "ANPA1", "Arn": "arn:aws:iam::1:policy/shop", "PrivilegeEscalation": { "severity": "high", "description": "d", "findings": [ { "type": "CreateAccessKey", "actions": [ "iam:createaccesskey" ] } ], "links": {} }, "DataExfiltration": { "severity": "medium", "description": "d", "findings": [] }, "ServicesAffected": [ "iam" ] } }, "inline_policies": {}, "exclusions": {}, "links": {} }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "AssumableByAnyPrincipal CRITICAL Misconfiguration @ arn:aws:iam::1:role/web; CWE-250",
                "PrivilegeEscalation HIGH Misconfiguration @ arn:aws:iam::1:policy/shop; CWE-250",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"groups\": {}, \"users\": {}, \"roles\": {}, \"aws_managed_policies\": {}, \"customer_managed_policies\": {}, \"inline_policies\": {}, \"exclusions\": {}, \"links\": {} }", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "cloudsplaining");
}
