using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class RedHatSatelliteTests
{
    private const string Many = """
        { "total": 2, "subtotal": 2, "selectable": 2, "page": 1, "per_page": 20, "error": null, "search": null, "sort": { "by": "updated", "order": "desc" }, "results": [
            { "id": 1, "errata_id": "RHSA-2026:1", "title": "Important: browser update", "severity": "Important", "summary": "s", "solution": "Apply it.", "type": "security", "cves": [ { "cve_id": "CVE-2026-1" } ], "packages": [ "firefox-11", "firefox-12" ] },
            { "id": 2, "errata_id": "RHBA-2026:2", "title": "bug fix", "severity": "None", "summary": "s", "type": "bugfix", "cves": [], "packages": [] } ] }
        """;

    [Fact]
    public void An_erratum_has_its_severity_cves_and_packages()
    {
        var fact = Report.Fact(Many);
        var findings = Report.Findings(fact);
        Assert.Equal([("RHSA-2026:1", Severity.High), ("RHBA-2026:2", Severity.Info)], findings.Select(finding => (finding.RuleId, finding.Severity)));
        Assert.Equal(["CVE-2026-1"], findings[0].Aliases);
        Assert.Equal(["firefox-11", "firefox-12"], findings[0].Vulnerability!.FixedVersions);
        Assert.Equal(Completeness.Complete, fact.Completeness);
    }

    [Fact]
    public void A_page_of_several_is_partial() => Assert.Equal(Completeness.Partial, Report.Fact(Many.Replace("\"subtotal\": 2", "\"subtotal\": 40", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void No_errata_are_a_clean_scan() => Assert.Empty(Report.Findings("""{ "total": 0, "subtotal": 0, "selectable": 0, "page": 1, "per_page": 20, "sort": {}, "results": [] }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "red-hat-satellite");
}
