using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: Acunetix' and Acunetix 360's test files of OWASP-Benchmark/BenchmarkUtils, and the acunetix plugins of infobyte/faraday_plugins.
public sealed class AcunetixTests
{
    private const string Xml = """
        <?xml version="1.0"?><ScanGroup ExportedOn="2026-01-03"><Scan><Name><![CDATA[n]]></Name><StartURL><![CDATA[https://app.example/]]></StartURL><ReportItems>
        <ReportItem id="1" color="red"><Name><![CDATA[SQL injection]]></Name><ModuleName>Scripting (Sql_Injection.script)</ModuleName><Affects><![CDATA[/item]]></Affects><Parameter><![CDATA[id]]></Parameter><IsFalsePositive>False</IsFalsePositive><Severity><![CDATA[high]]></Severity><Type><![CDATA[sqlinjection]]></Type><Recommendation><![CDATA[<p>Bind it.</p>]]></Recommendation><TechnicalDetails><Request>hidden-request</Request></TechnicalDetails><CWEList><CWE id="89"><![CDATA[CWE-89]]></CWE></CWEList><CVEList><CVE><Text>CVE-2020-1</Text></CVE></CVEList><CVSS3><Descriptor>CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N</Descriptor><Score>7.5</Score></CVSS3></ReportItem>
        <ReportItem id="2" color="blue"><Name>Banner</Name><Affects>/</Affects><IsFalsePositive>True</IsFalsePositive><Severity>informational</Severity><Type>info</Type></ReportItem></ReportItems></Scan></ScanGroup>
        """;

    private const string List = """
        <?xml version="1.0" encoding="utf-8" ?><acunetix-360 generated="01/01/2026 02:02 PM"><target><scan-id>1</scan-id><url>https://app.example/</url></target><vulnerabilities>
        <vulnerability><LookupId>l</LookupId><url>https://app.example/run</url><type>CommandInjection</type><name>Command Injection</name><severity>Critical</severity><confirmed>True</confirmed><state>Present, Accepted Risk</state><classification><cwe>78</cwe></classification></vulnerability></vulnerabilities></acunetix-360>
        """;

    private const string Json = """
        { "export": { "scans": [ { "info": { "host": "app.example", "start_url": "https://app.example/" }, "vulnerability_types": [ { "vt_id": "v1", "name": "Reflected XSS", "severity": 3, "tags": [ "xss", "CWE-79" ], "recommendation": "Encode it." } ], "vulnerabilities": [ { "info": { "vt_id": "v1", "request": "hidden-request" }, "response": "x" } ] } ] } }
        """;

    [Fact]
    public void An_item_has_its_address_severity_and_weakness()
    {
        var findings = Report.Findings(Xml);
        Assert.Equal(["Scripting (Sql_Injection.script) HIGH Web @ https://app.example/item; CWE-89; CVE-2020-1", "info INFO Web @ https://app.example/; (a false positive in Acunetix)"], Brief.Of(Report.Fact(Xml)));
        Assert.Equal(("Bind it.", 7.5), (findings[0].Remedy, findings[0].Vulnerability!.Cvss));
        Assert.DoesNotContain("hidden-request", findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Acunetix_360_lists_vulnerabilities_with_their_state() =>
        Assert.Equal(["CommandInjection CRITICAL Web @ https://app.example/run; CWE-78; (Present, Accepted Risk)"], Brief.Of(Report.Fact(List)));

    [Fact]
    public void The_json_export_finds_the_type_of_each() => Assert.Equal(["v1 HIGH Web @ https://app.example/; CWE-79"], Brief.Of(Report.Fact(Json)));

    [Fact]
    public void The_json_of_Acunetix_360_is_Netsparkers_so_it_wants_the_name()
    {
        const string Shared = """{ "Generated": "g", "Target": { "ScanId": "1" }, "Vulnerabilities": [ { "Type": "Xss", "Name": "XSS", "Severity": "High", "Url": "https://app.example/", "Classification": { "Cwe": "79" } } ] }""";
        Assert.Equal(["Xss HIGH Web @ https://app.example/; CWE-79"], Brief.Of(Report.Fact(Shared, "acunetix")));
        Assert.Equal("Netsparker", Report.Fact(Shared).Producer.Name);
    }

    [Fact]
    public void A_scan_without_findings_is_clean()
    {
        Assert.Empty(Report.Findings("<ScanGroup><Scan><Name>n</Name><ReportItems/></Scan></ScanGroup>"));
        Assert.Empty(Report.Findings("<acunetix-360><target><url>u</url></target><vulnerabilities/></acunetix-360>"));
        Assert.Empty(Report.Findings("""{ "export": { "scans": [] } }"""));
    }

    [Theory]
    [InlineData(Xml)]
    [InlineData(List)]
    [InlineData(Json)]
    public void Damage_never_throws(string report) => Report.SurvivesDamage(report, "acunetix");
}
