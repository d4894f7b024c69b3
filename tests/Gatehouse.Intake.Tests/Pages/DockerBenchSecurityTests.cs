using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: functions/output_lib.sh of docker/docker-bench-security
public sealed class DockerBenchSecurityTests
{
    private const string Many = """
        { "dockerbenchsecurity": "1.6.0", "start": 1767348000, "tests": [ { "id": "1", "desc": "Host Configuration", "results": [
          { "id": "1.1.1", "desc": "Ensure a separate partition for containers", "result": "WARN", "remediation": "Create a partition" },
          { "id": "1.1.3", "desc": "Ensure auditing of the daemon", "result": "PASS" },
          { "id": "1.2.2", "desc": "Ensure the version is up to date", "result": "INFO", "details": "Using 29.0" },
          { "id": "5.2", "desc": "Ensure SELinux", "result": "NOTE", "details": "Containers: web", "items": [ "web" ] } ] } ], "checks": 4, "score": 0, "end": 1767348010 }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "1.1.1 MEDIUM Misconfiguration @ Host Configuration",
                "1.2.2 INFO Misconfiguration @ Host Configuration",
                "5.2 INFO Misconfiguration @ Host Configuration",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"dockerbenchsecurity\": \"1.6.0\", \"start\": 1767348000, \"tests\": [], \"checks\": 0, \"score\": 0, \"end\": 1767348010 }", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "docker-bench-security");
}
