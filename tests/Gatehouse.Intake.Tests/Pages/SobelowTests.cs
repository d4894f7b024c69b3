using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SobelowTests
{
    // Shape: lib/sobelow/finding_log.ex and print.ex of nccgroup/sobelow.
    private const string Many = """
        { "findings": { "high_confidence": [ { "type": "SQL.Query: SQL injection", "file": "lib/app/repo.ex", "line": 12, "variable": "name" } ], "medium_confidence": [ { "type": "XSS.Raw: XSS", "file": "lib/app_web/page.html.eex", "line": 3, "variable": "body" } ], "low_confidence": [ { "type": "Config.HTTPS: HTTPS Not Enabled", "file": "config/prod.exs", "line": 0 } ] }, "sobelow_version": "0.13.0", "total_findings": 3 }
        """;

    [Fact]
    public void A_finding_has_its_confidence_as_severity()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(("0.13.0", Completeness.Complete), (fact.Producer.Version, fact.Completeness));
        Assert.Equal(["SQL.Query HIGH Code @ lib/app/repo.ex:12:1; CWE-89", "XSS.Raw MEDIUM Code @ lib/app_web/page.html.eex:3:1; CWE-79", "Config.HTTPS LOW Code @ config/prod.exs; CWE-319"], Brief.Of(fact));
    }

    [Fact]
    public void A_clean_scan_is_one() => Assert.Empty(Report.Findings("""{ "findings": { "high_confidence": [], "medium_confidence": [], "low_confidence": [] }, "sobelow_version": "0.8.0", "total_findings": 0 }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "sobelow");
}
