using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SnykIacTests
{
    private const string Many = """
        [ { "ok": false, "targetFile": "main.tf", "projectType": "terraformconfig", "infrastructureAsCodeIssues": [
            { "id": "SNYK-CC-TF-1", "publicId": "SNYK-CC-TF-1", "title": "Security group is open", "severity": "high", "lineNumber": 10, "isIgnored": false, "path": [ "resource", "aws_security_group[web]", "ingress" ], "iacDescription": { "issue": "The ingress is open", "impact": "Anyone may enter", "resolve": "Narrow cidr_blocks" }, "documentation": "https://docs.example/1" },
            { "id": "SNYK-CC-TF-2", "publicId": "SNYK-CC-TF-2", "title": "No logging", "severity": "low", "lineNumber": 20, "isIgnored": true, "path": [ "resource" ] } ] },
          { "ok": true, "targetFile": "calm.tf", "infrastructureAsCodeIssues": [] } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "SNYK-CC-TF-1 HIGH Misconfiguration @ main.tf:10:1 resource.aws_security_group[web].ingress",
                "SNYK-CC-TF-2 LOW Misconfiguration @ main.tf:20:1 resource; (ignored by Snyk's policy)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"ok\": true, \"targetFile\": \"main.tf\", \"infrastructureAsCodeIssues\": [] }", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "snyk-iac");
}
