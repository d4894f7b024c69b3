using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class BrakemanTests
{
    private const string Many = """
        { "scan_info": { "brakeman_version": "6.1.0", "end_time": "2026-01-02 10:00:00 +0000" }, "warnings": [ { "warning_type": "SQL Injection", "check_name": "SQL", "message": "Possible SQL injection", "file": "app/models/user.rb", "line": 20, "link": "https://docs.example/sql", "location": { "type": "method", "class": "User", "method": "find_it" }, "confidence": "High", "cwe_id": [ 89 ] } ],
          "ignored_warnings": [ { "warning_type": "Redirect", "check_name": "Redirect", "message": "Possible redirect", "file": "app/c.rb", "line": 3, "confidence": "Weak", "cwe_id": [ 601 ], "note": "a fixed list" } ], "errors": [], "obsolete": [] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.CodeScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "SQL HIGH Code @ app/models/user.rb:20:1 User#find_it; CWE-89",
                "Redirect LOW Code @ app/c.rb:3:1; CWE-601; (a fixed list)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"scan_info\": { \"brakeman_version\": \"6.1.0\" }, \"warnings\": [], \"errors\": [] }", FactKind.CodeScan, Completeness.Complete)]
    [InlineData("{ \"scan_info\": { \"brakeman_version\": \"6.1.0\" }, \"warnings\": [], \"errors\": [ { \"error\": \"could not parse\", \"location\": \"app/bad.rb\" } ] }", FactKind.CodeScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "brakeman");
}
