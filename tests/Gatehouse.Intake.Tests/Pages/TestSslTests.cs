using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: fileout_json_finding, fileout_pretty_json_banner and fileout_csv_finding in testssl.sh.
public sealed class TestSslTests
{
    private const string Flat = """
        [ { "id": "service", "ip": "app.example/192.0.2.1", "port": "443", "severity": "INFO", "finding": "HTTP" },
          { "id": "SSLv3", "ip": "app.example/192.0.2.1", "port": "443", "severity": "HIGH", "finding": "offered" },
          { "id": "heartbleed", "ip": "app.example/192.0.2.1", "port": "443", "severity": "CRITICAL", "cve": "CVE-2014-0160", "cwe": "CWE-119", "finding": "VULNERABLE" },
          { "id": "TLS1_2", "ip": "app.example/192.0.2.1", "port": "443", "severity": "OK", "finding": "offered" },
          { "id": "scanTime", "ip": "app.example/192.0.2.1", "port": "443", "severity": "INFO", "finding": "61" } ]
        """;

    private const string Pretty = """
        { "Invocation": "testssl.sh app.example", "at": "host:/usr/bin/openssl", "version": "3.2 ", "openssl": "OpenSSL 3", "startTime": "1767225600",
          "scanResult": [ { "targetHost": "app.example", "ip": "192.0.2.1", "port": "443", "rDNS": "", "service": "HTTP", "protocols": [ { "id": "TLS1", "severity": "LOW", "finding": "offered (deprecated)" } ],
            "vulnerabilities": [ { "id": "BREACH", "severity": "WARN", "finding": "Test failed as HTTP request stalled" }, { "id": "LUCKY13", "severity": "LOW", "cve": "CVE-2013-0169", "cwe": "CWE-310", "finding": "potentially vulnerable" } ] } ],
          "scanTime": 61 }
        """;

    private const string Header = "\"id\",\"fqdn/ip\",\"port\",\"severity\",\"finding\",\"cve\",\"cwe\"\n";

    [Fact]
    public void A_flat_report_has_a_finding_for_what_is_not_ok()
    {
        var fact = Report.Fact(Flat);
        Assert.Equal(["heartbleed CRITICAL Web @ app.example/192.0.2.1:443; CWE-119; CVE-2014-0160", "SSLv3 HIGH Web @ app.example/192.0.2.1:443"], Brief.Of(fact));
        Assert.Equal((FactKind.OtherScan, Completeness.Complete), (fact.Kind, fact.Completeness));
    }

    [Fact]
    public void A_test_that_failed_makes_a_pretty_report_partial()
    {
        var fact = Report.Fact(Pretty);
        Assert.Equal(["LUCKY13 LOW Web @ app.example:443; CWE-310; CVE-2013-0169", "TLS1 LOW Web @ app.example:443"], Brief.Of(fact));
        Assert.Equal(Completeness.Partial, fact.Completeness);
    }

    [Fact]
    public void A_scan_that_was_interrupted_has_failed() =>
        Assert.Equal(Completeness.Failed, Report.Fact(Pretty.Replace("\"scanTime\": 61", "\"scanTime\": \"Scan interrupted\"", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void A_row_of_the_csv_is_one_too()
    {
        Assert.Equal(["SSLv2 CRITICAL Web @ app.example/192.0.2.1:443; CWE-310"], Brief.Of(Report.Fact(Header + "\"SSLv2\",\"app.example/192.0.2.1\",\"443\",\"CRITICAL\",\"offered\",\"\",\"CWE-310\"\n\"TLS1\",\"app.example/192.0.2.1\",\"443\",\"OK\",\"no\",\"\",\"\"\n")));
        Assert.Empty(Report.Findings(Header));
    }

    [Theory]
    [InlineData(Flat)]
    [InlineData(Pretty)]
    public void Damage_never_throws(string report) => Report.SurvivesDamage(report, "testssl");
}
