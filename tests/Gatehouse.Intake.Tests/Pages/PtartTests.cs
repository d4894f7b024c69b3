using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PtartTests
{
    private const string Many = """
        { "name": "Test", "end_date": "2026-02-01", "pentesters": [], "methodologies": [],
          "assessments": [ { "title": "API", "hits": [
            { "id": "PTART-2026-1", "title": "Broken access", "body": "b", "remediation": "Check it.", "asset": "https://app.example", "severity": 1, "cvss_vector": "CVSS:3.1/AV:N", "cvss_score": "10.0", "cwes": [ { "cwe_id": 862, "title": "CWE-862" } ], "screenshots": [ { "screenshot": { "data": "hidden-picture" } } ] },
            { "id": "PTART-2026-2", "title": "Unrated", "body": "b", "severity": 5 } ] } ],
          "retests": [ { "name": "Again", "hits": [
            { "id": "PTART-2026-1-RT", "status": "F", "body": "gone", "original_hit": { "id": "PTART-2026-1", "title": "Broken access", "asset": "https://app.example", "severity": 1, "cwes": [ { "cwe_id": 862 } ] } },
            { "id": "PTART-2026-3-RT", "status": "NF", "body": "still", "original_hit": { "id": "PTART-2026-3", "title": "Injection", "severity": 2 } } ] } ] }
        """;

    [Fact]
    public void A_hit_has_its_asset_severity_and_weakness()
    {
        var finding = Report.Findings(Many).First(finding => finding.RuleId == "PTART-2026-1" && finding.Suppression is null);
        Assert.Equal((Severity.Critical, "https://app.example", "Check it.", 10.0), (finding.Severity, finding.Location!.Path, finding.Remedy, finding.Vulnerability!.Cvss));
        Assert.Equal([862], finding.Cwe);
        Assert.Equal(Severity.Info, Report.Findings(Many).Single(finding => finding.RuleId == "PTART-2026-2").Severity);
    }

    [Fact]
    public void What_a_retest_found_fixed_is_suppressed_and_what_it_found_again_is_not()
    {
        var findings = Report.Findings(Many);
        Assert.Equal("fixed in a retest", Assert.Single(findings, finding => finding.Suppression is not null).Suppression!.Reason);
        Assert.Equal(Severity.High, findings.Single(finding => finding.RuleId == "PTART-2026-3").Severity);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "ptart");
}
