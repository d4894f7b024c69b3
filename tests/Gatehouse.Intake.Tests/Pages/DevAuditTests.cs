using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class DevAuditTests
{
    private const string Many = """
        { "Packages Audited": 2, "Vulnerabilities Found": 2, "Packages": [
            { "Package": { "pm": "npm", "group": "None", "name": "react-dom", "version": "16.4.1" }, "Vulnerabilities": [ { "id": "422f", "title": "CWE-79: scripting", "cvssScore": "6.1", "cvssVector": "CVSS:3.0/AV:N", "cwe": "CWE-79", "reference": "https://index.example/1" } ] },
            { "Package": { "pm": "maven", "group": "g", "name": "a", "version": "1" }, "Vulnerabilities": [ { "id": "5a", "title": "CVE-2026-1 in a", "cvssScore": "", "cwe": "" } ] } ] }
        """;

    [Fact]
    public void A_vulnerability_has_its_score_weakness_and_package()
    {
        var finding = Report.Findings(Many).Single(finding => finding.RuleId == "422f");
        Assert.Equal((Severity.Medium, "pkg:npm/react-dom@16.4.1"), (finding.Severity, finding.Component!.Purl!.ToString()));
        Assert.Equal([79], finding.Cwe);
    }

    [Fact]
    public void Without_a_score_it_is_medium_and_a_group_is_part_of_the_package()
    {
        var finding = Report.Findings(Many).Single(finding => finding.RuleId == "5a");
        Assert.Equal((Severity.Medium, "pkg:maven/g/a@1"), (finding.Severity, finding.Component!.Purl!.ToString()));
        Assert.Equal(["CVE-2026-1"], finding.Aliases);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "ossindex-devaudit");
}
