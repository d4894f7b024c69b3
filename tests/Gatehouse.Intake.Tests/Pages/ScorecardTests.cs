using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: pkg/scorecard/json.go and docs/checks of ossf/scorecard
public sealed class ScorecardTests
{
    private const string Many = """
        { "date": "2026-01-02T10:00:00Z", "repo": { "name": "example.org/acme/shop", "commit": "" }, "scorecard": { "version": "v5.1.0", "commit": "c" }, "score": 6.2, "checks": [ { "details": null, "score": 0, "reason": "untrusted code is checked out", "name": "Dangerous-Workflow", "documentation": { "url": "https://example.org/d", "short": "Determines if workflows are dangerous" } }, { "details": null, "score": 8, "reason": "branch protection is not maximal", "name": "Branch-Protection", "documentation": {} }, { "score": 10, "reason": "no binaries found", "name": "Binary-Artifacts" }, { "score": -1, "reason": "no releases found", "name": "Signed-Releases" } ], "metadata": null }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "Dangerous-Workflow CRITICAL Misconfiguration @ example.org/acme/shop",
                "Branch-Protection LOW Misconfiguration @ example.org/acme/shop",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"date\": \"2026-01-02\", \"repo\": { \"name\": \"example.org/acme/shop\", \"commit\": \"\" }, \"scorecard\": { \"version\": \"v5.1.0\" }, \"score\": 10, \"checks\": [] }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"date\": \"2026-01-02\", \"repo\": { \"name\": \"example.org/acme/shop\" }, \"scorecard\": { \"version\": \"v5.1.0\" }, \"score\": 10, \"checks\": [ { \"name\": \"Fuzzing\", \"score\": -1, \"reason\": \"internal error: no such host\" } ] }", FactKind.ConfigurationScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "scorecard");
}
