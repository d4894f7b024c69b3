using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: Veracode's reports in OWASP-Benchmark/BenchmarkUtils, mitre/heimdall2 and denimgroup/threadfix, and the test_resource of veracode/veracode-pipeline-scan-results-to-sarif.
public sealed class VeracodeTests
{
    private const string Xml = """
        <?xml version="1.0" encoding="UTF-8"?><detailedreport xmlns="https://www.veracode.com/schema/reports/export/1.0" app_name="shop" version="v1" generation_date="2026-01-11 19:30:26 UTC"><static-analysis rating="B" engine_version="20260101"/>
        <severity level="5"><category categoryid="18" categoryname="Command Injection"><cwe cweid="78" cwename="OS Command"><staticflaws>
        <flaw severity="5" categoryname="OS Command Injection" issueid="1" type="java.lang.Runtime.exec" cweid="78" remediation_status="New" mitigation_status="none" mitigation_status_desc="Not Mitigated" sourcefile="Run.java" line="61" sourcefilepath="org/shop/" functionprototype="void run()"/>
        <flaw severity="5" categoryname="OS Command Injection" issueid="2" type="java.lang.Runtime.exec" cweid="78" remediation_status="Open" mitigation_status="accepted" mitigation_status_desc="Mitigation Accepted" sourcefile="Old.java" line="7" sourcefilepath="/org/shop/"/></staticflaws></cwe></category></severity>
        <severity level="3"><category><cwe cweid="79"><dynamicflaws><flaw severity="3" categoryname="XSS" issueid="3" cweid="79" remediation_status="New" url="https://app.example/q" vuln_parameter="q"/></dynamicflaws></cwe></category></severity>
        <software_composition_analysis third_party_components="1"><vulnerable_components><component file_name="commons-httpclient-3.1.jar" version="3.1" library="HttpClient" library_id="maven:commons-httpclient:commons-httpclient:3.1:"><file_paths><file_path value="app.war#lib/commons-httpclient-3.1.jar"/></file_paths><vulnerabilities><vulnerability cve_id="CVE-2012-5783" cvss_score="5.8" severity="3" cwe_id="CWE-20" cve_summary="It checks no name" mitigation="false"/></vulnerabilities></component></vulnerable_components></software_composition_analysis></detailedreport>
        """;

    private const string Pipeline = """
        { "scan_id": "s", "scan_status": "SUCCESS", "message": "m", "modules": [ "a.jar" ], "findings": [ { "title": "java.sql.Statement.executeQuery", "issue_id": 1000, "severity": 4, "issue_type_id": "taint", "issue_type": "SQL Injection", "cwe_id": "89", "display_text": "d", "files": { "source_file": { "file": "src/Db.java", "line": 21, "qualified_function_name": "Db.main" } } } ] }
        """;

    private const string Rest = """
        { "_embedded": { "findings": [ { "issue_id": 1, "scan_type": "STATIC", "finding_status": { "status": "OPEN", "resolution": "UNRESOLVED", "resolution_status": "NONE" }, "finding_details": { "severity": 2, "cwe": { "id": 117, "name": "Log injection" }, "file_path": "src/Log.java", "file_line_number": 9, "procedure": "Log.write" } },
          { "issue_id": 2, "scan_type": "STATIC", "finding_status": { "status": "CLOSED", "resolution": "FIXED" }, "finding_details": { "severity": 5, "cwe": { "id": 78, "name": "OS Command" }, "file_path": "src/Run.java", "file_line_number": 3 } } ] }, "page": { "size": 100, "total_elements": 2, "total_pages": 1, "number": 0 } }
        """;

    [Fact]
    public void A_detailed_report_is_a_scan_of_code_of_a_site_and_of_packages()
    {
        var facts = Report.Facts(Xml);
        Assert.Equal([FactKind.CodeScan, FactKind.VulnerabilityScan, FactKind.WebScan], facts.Select(fact => fact.Kind).Order());
        Assert.Equal(
            [
                "CWE-78 CRITICAL Code @ org/shop/Old.java:7:1; CWE-78; (Open, Mitigation Accepted in Veracode)",
                "CWE-78 CRITICAL Code @ org/shop/Run.java:61:1 void run(); CWE-78",
                "CWE-79 MEDIUM Web @ https://app.example/q; CWE-79",
                "CVE-2012-5783 MEDIUM Vulnerability @ app.war#lib/commons-httpclient-3.1.jar; CWE-20; pkg:maven/commons-httpclient/commons-httpclient@3.1",
            ],
            facts.SelectMany(Brief.Of).OrderBy(line => line.StartsWith("CVE", StringComparison.Ordinal)).ThenBy(line => line, StringComparer.Ordinal));
    }

    [Fact]
    public void A_pipeline_scan_has_its_line()
    {
        Assert.Equal(["CWE-89 HIGH Code @ src/Db.java:21:1 Db.main; CWE-89"], Brief.Of(Report.Fact(Pipeline)));
        Assert.Empty(Report.Findings("""{ "scan_id": "s", "scan_status": "SUCCESS", "findings": [] }"""));
        Assert.Equal(Completeness.Failed, Report.Fact("""{ "scan_id": "s", "scan_status": "FAILURE", "findings": [] }""").Completeness);
    }

    [Fact]
    public void A_finding_of_the_interface_that_is_closed_is_suppressed()
    {
        var fact = Report.Fact(Rest);
        Assert.Equal(["CWE-117 LOW Code @ src/Log.java:9:1 Log.write; CWE-117", "CWE-78 CRITICAL Code @ src/Run.java:3:1; CWE-78; (CLOSED, FIXED in Veracode)"], Brief.Of(fact).Order(StringComparer.Ordinal));
        Assert.Equal(Completeness.Complete, fact.Completeness);
        Assert.Equal(Completeness.Partial, Report.Fact(Rest.Replace("\"total_pages\": 1", "\"total_pages\": 2", StringComparison.Ordinal)).Completeness);
    }

    [Theory]
    [InlineData(Xml)]
    [InlineData(Pipeline)]
    [InlineData(Rest)]
    public void Damage_never_throws(string report) => Report.SurvivesDamage(report, "veracode");
}
