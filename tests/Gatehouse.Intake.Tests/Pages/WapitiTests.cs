using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: jsonreportgenerator.py, xmlreportgenerator.py and csvreportgenerator.py of wapiti-scanner/wapiti.
public sealed class WapitiTests
{
    private const string Json = """
        { "classifications": { "SQL Injection": { "desc": "d", "sol": "Bind it.", "ref": { "OWASP: SQL Injection": "https://owasp.example/", "CWE-89: SQL": "https://cwe.mitre.org/data/definitions/89.html" }, "wstg": [ "WSTG-INPV-05" ] } },
          "vulnerabilities": { "SQL Injection": [ { "method": "GET", "path": "/item", "info": "through id", "level": 4, "parameter": "id", "referer": "", "module": "sql", "http_request": "hidden-request", "curl_command": "curl" } ], "Backup file": [] },
          "anomalies": { "Internal Server Error": [ { "method": "GET", "path": "/x", "info": "500", "level": 1, "parameter": "a" } ] },
          "additionals": { "Fingerprint web technology": [ { "method": "GET", "path": "/", "info": "nginx", "level": 0, "parameter": "" } ] },
          "infos": { "target": "https://app.example/shop/", "version": "Wapiti 3.2.0", "scope": "folder", "crawled_pages_nbr": 12, "detailed_report_level": 0 } }
        """;

    private const string Xml = """
        <?xml version="1.0" ?>
        <report type="security"><report_infos><info name="generatorName">wapiti</info><info name="generatorVersion">Wapiti 3.0.3</info><info name="target">https://app.example/</info></report_infos>
        <vulnerabilities><vulnerability name="Cross Site Scripting"><solution><![CDATA[Encode it.]]></solution><references><reference><title>CWE-79: XSS</title><url>u</url></reference></references>
        <entries><entry><method>GET</method><path>/search</path><level>2</level><parameter>q</parameter><info>through q</info><http_request>hidden-request</http_request></entry></entries></vulnerability></vulnerabilities><anomalies/><additionals/></report>
        """;

    private const string Header = "\"category\",\"level\",\"description\",\"method\",\"parameter\",\"url\",\"body\",\"referer\",\"wstg\",\"auth\",\"module\"\n";

    [Fact]
    public void An_entry_has_its_address_level_and_the_weakness_of_its_class()
    {
        var fact = Report.Fact(Json);
        Assert.Equal(
            [
                "SQL Injection CRITICAL Web @ https://app.example/item; CWE-89",
                "Internal Server Error LOW Web @ https://app.example/x",
                "Fingerprint web technology INFO Web @ https://app.example/",
            ],
            Brief.Of(fact));
        Assert.Equal(("3.2.0", "Bind it."), (fact.Producer.Version, Report.Findings(fact)[0].Remedy));
        Assert.DoesNotContain("hidden-request", Report.Findings(fact)[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_xml_report_says_the_same() => Assert.Equal(["Cross Site Scripting MEDIUM Web @ https://app.example/search; CWE-79"], Brief.Of(Report.Fact(Xml)));

    [Fact]
    public void So_does_the_csv()
    {
        Assert.Equal(["Backup file MEDIUM Web @ https://app.example/a.bak"], Brief.Of(Report.Fact(Header + "\"Backup file\",2,\"found\",\"GET\",\"\",\"https://app.example/a.bak\",\"\",\"\",\"\",\"\",\"backup\"\n")));
        Assert.Empty(Report.Findings(Header));
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(Xml)]
    public void Damage_never_throws(string report) => Report.SurvivesDamage(report, "wapiti");
}
