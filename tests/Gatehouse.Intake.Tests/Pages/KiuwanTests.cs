using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class KiuwanTests
{
    private const string Csv = "Rule code,Rule,Priority,CWE,Software characteristic,Vulnerability type,Language,Effort,File,Line number,Line text,Source file,Source line number,Source line text,Muted,Normative,Status,CWE Scope,Framework\n"
        + "OPT.XPATH,XPath injection,Very High,643,Security,Injection,Java,30m,src/A.java,144,\"evaluate(a, b)\",src/A.java,130,x,No,\"CWE:643,OWASP:2013:A1\",none,,\n"
        + "OPT.UNUSED,Unused variable,Very High,,Maintainability,Other,Java,03m,src/B.java,12,x,,,,Yes,CWE:563,none,,\n";

    private const string Insights = """
        [ { "id": 1, "cve": "CVE-2021-30468", "cwe": "CWE-835", "muted": false, "cVSSv3BaseScore": "7.5", "securityRisk": "HIGH", "description": "Loops", "components": [ { "id": 7, "artifact": "org.apache.cxf:cxf-core", "version": "3.3.5" }, { "id": 8, "artifact": "org.apache.cxf:cxf-rt", "version": "3.3.5" } ] },
          { "id": 2, "cve": "CVE-2023-1", "muted": true, "securityRisk": "LOW", "description": "Accepted" } ]
        """;

    [Fact]
    public void A_row_has_its_place_and_weakness_and_quality_is_one_step_lower()
    {
        var findings = Report.Findings(Csv);
        Assert.Equal(("OPT.XPATH", Severity.Critical, "src/A.java:144:1"), (findings[0].RuleId, findings[0].Severity, findings[0].Location!.ToString()));
        Assert.Equal([643], findings[0].Cwe);
        Assert.Equal(Severity.High, findings[1].Severity);
        Assert.Equal([563], findings[1].Cwe);
        Assert.Equal([false, true], findings.Select(finding => finding.Suppression is not null));
    }

    [Fact]
    public void A_vulnerability_is_one_of_each_component_and_a_muted_one_is_suppressed()
    {
        var findings = Report.Findings(Insights);
        Assert.Equal(["pkg:maven/org.apache.cxf/cxf-core@3.3.5", "pkg:maven/org.apache.cxf/cxf-rt@3.3.5"], findings[..2].Select(finding => finding.Component!.Purl!.ToString()).Order());
        Assert.Equal((Severity.High, 7.5), (findings[0].Severity, findings[0].Vulnerability!.Cvss));
        Assert.Equal([835], findings[0].Cwe);
        Assert.Equal(("CVE-2023-1", true), (findings[2].RuleId, findings[2].Suppression is not null));
    }

    [Fact]
    public void An_empty_list_is_a_clean_scan_where_the_importer_is_named() => Assert.Empty(Report.Findings(Report.Fact("[]", "kiuwan-sca")));

    [Theory]
    [InlineData(Csv, "kiuwan")]
    [InlineData(Insights, "kiuwan-sca")]
    public void Damage_never_throws(string report, string importer) => Report.SurvivesDamage(report, importer);
}
