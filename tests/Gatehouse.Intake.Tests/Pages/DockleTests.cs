using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: pkg/report/json.go of goodwithtech/dockle
public sealed class DockleTests
{
    private const string Many = """
        { "image": "demo:1", "summary": { "fatal": 1, "warn": 1, "info": 0, "skip": 0, "pass": 12 }, "details": [ { "code": "CIS-DI-0010", "title": "Do not store credential in environment variables/files", "level": "FATAL", "alerts": [ "Suspicious ENV key found : TOKEN on ENV TOKEN=hidden" ] },
          { "code": "CIS-DI-0001", "title": "Create a user for the container", "level": "WARN", "alerts": [ "Last user should not be root" ] }, { "code": "DKL-LI-0003", "title": "Only put necessary files", "level": "IGNORE", "alerts": [ "unnecessary file : app/Dockerfile" ] } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CIS-DI-0010 HIGH Misconfiguration @ demo:1; CWE-798",
                "CIS-DI-0001 MEDIUM Misconfiguration @ demo:1; CWE-250",
                "DKL-LI-0003 LOW Misconfiguration @ demo:1; (ignored in Dockle)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"summary\": { \"fatal\": 0, \"warn\": 0, \"info\": 0, \"skip\": 0, \"pass\": 16 }, \"details\": [] }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"summary\": { \"fatal\": 0, \"warn\": 0, \"info\": 0, \"skip\": 1, \"pass\": 15 }, \"details\": [ { \"code\": \"DKL-LI-0001\", \"title\": \"Avoid empty password\", \"level\": \"SKIP\", \"alerts\": [ \"failed to detect etc/shadow\" ] } ] }", FactKind.ConfigurationScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void What_it_quotes_of_a_credential_is_not_taken() =>
        Assert.DoesNotContain(Report.Findings(Report.Fact(Many)), finding => finding.Message.Contains("hidden", StringComparison.Ordinal));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "dockle");
}
