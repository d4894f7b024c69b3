using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: AppScan's test files of OWASP-Benchmark/BenchmarkUtils and the appscan plugin of infobyte/faraday_plugins.
public sealed class AppScanTests
{
    private const string Dast = """
        <?xml version="1.0" encoding="utf-8"?><xml-report name="AppScan Report" technology="DAST" xmlExportVersion="2.6"><scan-information><product-name>HCL AppScan Standard</product-name><product-version>10.0.6</product-version></scan-information>
        <dictionary><item id="s3">High</item></dictionary><url-group><item id="u1"><name>https://app.example/item</name></item></url-group><entity-group><item id="e1"><name>id</name><url-name>https://app.example/item</url-name></item></entity-group>
        <remediation-group><item id="r1"><name>Bind parameters</name></item></remediation-group><issue-type-group><item id="attSql"><name>SQL Injection</name></item></issue-type-group>
        <issue-group total="2"><item id="1"><cwe>89</cwe><severity-id>s3</severity-id><cvss-score>9.0</cvss-score><issue-type><ref>attSql</ref></issue-type><url><ref>u1</ref></url><entity><ref>e1</ref></entity><remediation><ref>r1</ref></remediation><variant-group><item id="v"><reasoning>It answered differently</reasoning><test-http-traffic>hidden-request</test-http-traffic></item></variant-group></item>
        <item id="2"><cwe>614</cwe><severity>Low</severity><issue-type><ref>attCookie</ref></issue-type><url><ref>u1</ref></url></item></issue-group></xml-report>
        """;

    private const string Sast = """
        <?xml version="1.0" encoding="UTF-8"?><xml-report name="AppScan Report" xmlExportVersion="2.4" technology="SAST"><scan-information><product-version>1.0</product-version></scan-information><issue-type-group><item id="PathTraversal"><name>Path Traversal</name></item></issue-type-group>
        <issue-group total="1"><item caller="Shop.read()" filename="src/Shop.java:42" cve="" context="new File ( name )" language="Java" id="1"><severity-id>4</severity-id><cwe><ref>22</ref></cwe><issue-type><ref>PathTraversal</ref></issue-type></item></issue-group></xml-report>
        """;

    [Fact]
    public void An_issue_of_a_site_has_its_address_and_weakness()
    {
        var finding = Report.Findings(Dast)[0];
        Assert.Equal(["attSql HIGH Web @ https://app.example/item id; CWE-89", "attCookie LOW Web @ https://app.example/item; CWE-614"], Brief.Of(Report.Fact(Dast)));
        Assert.Equal(("SQL Injection", "Bind parameters", 9.0), (finding.Title, finding.Remedy, finding.Vulnerability!.Cvss));
        Assert.DoesNotContain("hidden-request", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_issue_of_code_has_its_line()
    {
        var fact = Report.Fact(Sast);
        Assert.Equal(["PathTraversal CRITICAL Code @ src/Shop.java:42:1 Shop.read(); CWE-22"], Brief.Of(fact));
        Assert.Equal(FactKind.CodeScan, fact.Kind);
    }

    // Shape: the appscan_csv plugin of infobyte/faraday_plugins.
    [Fact]
    public void The_csv_of_the_cloud_begins_after_what_it_says_of_itself() =>
        Assert.Equal(
            ["SQL Injection HIGH Code @ src/Db.java:7:1 Db.read; CWE-89", "Open Redirect LOW Web @ https://app.example/go; CWE-601"],
            Report.Facts("HCL AppScan on Cloud,,,,,,,,,,\nReport created,,,,,,,,,,\nIssue Id,Issue Type Name,Severity,Location,Source File,Line,Cwe,Cve,Security Risk,Remediation,Calling Method\n1,SQL Injection,High,x,src/Db.java,7,89,,Data may be read,Bind it,Db.read\n2,Open Redirect,Low,https://app.example/go,,,601,,,,\nFix Group Attributes:,,,,,,,,,,\nName,Type,1,,,,,,,,\n").SelectMany(Brief.Of));

    [Theory]
    [InlineData("DAST", FactKind.WebScan)]
    [InlineData("SAST", FactKind.CodeScan)]
    public void No_issues_are_a_clean_scan(string technology, FactKind kind)
    {
        var fact = Report.Fact($"<xml-report name=\"AppScan Report\" technology=\"{technology}\"><issue-group total=\"0\"/></xml-report>");
        Assert.Equal(kind, fact.Kind);
        Assert.Empty(Report.Findings(fact));
    }

    [Theory]
    [InlineData(Dast)]
    [InlineData(Sast)]
    public void Damage_never_throws(string report) => Report.SurvivesDamage(report, "appscan");
}
