using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PipAuditTests
{
    private const string Many = """
        { "dependencies": [ { "name": "Demo", "version": "1.0", "vulns": [ { "id": "PYSEC-2026-1", "fix_versions": [ "1.1", "2.0" ], "aliases": [ "CVE-2026-1" ], "description": "it overflows" } ] }, { "name": "calm", "version": "2.0", "vulns": [] } ], "fixes": [] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "PYSEC-2026-1 HIGH Vulnerability; CVE-2026-1; pkg:pypi/demo@1.0; fixed in 1.1; fixed in 2.0",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"dependencies\": [ { \"name\": \"calm\", \"version\": \"2\", \"vulns\": [] } ], \"fixes\": [] }", FactKind.VulnerabilityScan, Completeness.Complete)]
    [InlineData("{ \"dependencies\": [ { \"name\": \"own\", \"skip_reason\": \"not on the index\" } ], \"fixes\": [] }", FactKind.VulnerabilityScan, Completeness.Partial)]
    [InlineData("[ { \"name\": \"calm\", \"version\": \"2\", \"vulns\": [] } ]", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "pip-audit");
}
