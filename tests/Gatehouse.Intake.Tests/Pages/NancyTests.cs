using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class NancyTests
{
    private const string Many = """
        { "audited": [], "exclusions": [], "invalid": [ { "Coordinates": "pkg:golang/example.org/odd@rc1", "Vulnerabilities": null, "InvalidSemVer": true } ], "num_audited": 3, "num_vulnerable": 1, "version": "1.0.52",
          "vulnerable": [ { "Coordinates": "pkg:golang/golang.org/x/crypto@v0.1.0", "Reference": "https://index.example/c", "InvalidSemVer": false, "Vulnerabilities": [
            { "ID": "CVE-2026-1", "Title": "[CVE-2026-1] CWE-770: no limits", "Description": "d", "CvssScore": "7.5", "CvssVector": "CVSS:3.1/AV:N", "Cve": "CVE-2026-1", "Reference": "https://index.example/1", "Excluded": false },
            { "Id": "0d1e", "Title": "CWE-79: scripting", "Description": "d", "CvssScore": "5.0", "CvssVector": "", "Cve": "", "Reference": "https://index.example/2", "Excluded": true } ] } ] }
        """;

    [Fact]
    public void A_vulnerability_has_its_score_weakness_and_module()
    {
        var fact = Report.Fact(Many);
        var finding = Report.Findings(fact)[0];
        Assert.Equal((FactKind.VulnerabilityScan, "1.0.52", "CVE-2026-1", Severity.High, "pkg:golang/golang.org/x/crypto@v0.1.0"), (fact.Kind, fact.Producer.Version, finding.RuleId, finding.Severity, finding.Component!.Purl!.ToString()));
        Assert.Equal([770], finding.Cwe);
    }

    [Fact]
    public void An_excluded_one_is_suppressed() => Assert.Equal([("CVE-2026-1", false), ("0d1e", true)], Report.Findings(Many).Select(finding => (finding.RuleId, finding.Suppression is not null)));

    [Fact]
    public void A_module_that_was_not_looked_up_makes_the_scan_partial()
    {
        Assert.Equal(Completeness.Partial, Report.Fact(Many).Completeness);
        Assert.Equal(Completeness.Complete, Report.Fact("""{ "audited": [], "invalid": [], "num_audited": 0, "num_vulnerable": 0, "vulnerable": [] }""").Completeness);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "nancy");
}
