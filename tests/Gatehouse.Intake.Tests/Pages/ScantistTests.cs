using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ScantistTests
{
    private const string Many = """
        [ { "Public ID": "CVE-2026-100", "Library": "org.example demo", "Library Version": "1.0", "Issue Source": "source_code", "Issue Type": "cve", "Description": "it overflows", "File Path": "service/build.gradle", "Score": "High", "Patched Version": "1.1" },
          { "Public ID": "SEC-1", "Library": "left", "Library Version": "2", "Issue Type": "bug", "Description": "odd", "File Path": "CMakeLists.txt", "Score": "Low", "Patched Version": "" } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-100 HIGH Vulnerability @ service/build.gradle; pkg:maven/org.example/demo@1.0; fixed in 1.1",
                "SEC-1 LOW Vulnerability @ CMakeLists.txt; left 2",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("[]", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report, "scantist");
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "scantist");
}
