using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Sarif;

/// <summary>DevSkim and both Mayhems report in SARIF alone; what they look for is known by their names.</summary>
public sealed class DevSkimAndMayhemTests
{
    private static string Run(string tool, string results = "") => $$"""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "{{tool}}", "rules": [] } }, "results": [ {{results}} ] } ] }""";

    [Theory]
    [InlineData("devskim", FactKind.CodeScan)]
    [InlineData("Mayhem Code Security", FactKind.CodeScan)]
    [InlineData("mAPI", FactKind.WebScan)]
    public void A_run_without_results_states_what_was_looked_for(string tool, FactKind expected) => Assert.Equal(expected, Report.Fact(Run(tool)).Kind);

    [Fact]
    public void A_flaw_of_an_api_is_a_web_finding()
    {
        var finding = Assert.Single(Report.Findings(Run("mAPI", """{ "ruleId": "default-credentials", "level": "error", "message": { "text": "Default credentials in 'GET /info'" }, "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "unknown-file" } } } ] }""")));
        Assert.Equal((FindingKind.Web, Severity.High), (finding.Kind, finding.Severity));
    }
}
