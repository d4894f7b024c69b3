using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class QualysTests
{
    private const string Many = """
        <?xml version="1.0" encoding="UTF-8" ?><!DOCTYPE ASSET_DATA_REPORT SYSTEM "https://qualys.example/asset_data_report.dtd">
        <ASSET_DATA_REPORT><HEADER/><HOST_LIST><HOST><IP network_id="0">192.0.2.1</IP><TRACKING_METHOD>IP</TRACKING_METHOD><VULN_INFO_LIST>
            <VULN_INFO><QID id="qid_38739">38739</QID><TYPE>Vuln</TYPE><PORT>22</PORT><PROTOCOL>tcp</PROTOCOL><VULN_STATUS>Active</VULN_STATUS></VULN_INFO>
            <VULN_INFO><QID id="qid_45038">45038</QID><TYPE>Ig</TYPE></VULN_INFO>
            <VULN_INFO><QID id="qid_38739">38739</QID><TYPE>Practice</TYPE><PORT>2222</PORT><PROTOCOL>tcp</PROTOCOL><VULN_STATUS>Fixed</VULN_STATUS></VULN_INFO>
          </VULN_INFO_LIST></HOST></HOST_LIST>
          <GLOSSARY><VULN_DETAILS_LIST>
            <VULN_DETAILS id="qid_38739"><QID id="qid_38739">38739</QID><TITLE><![CDATA[Deprecated SSH settings]]></TITLE><SEVERITY>4</SEVERITY><SOLUTION><![CDATA[Avoid <B>them</B>.]]></SOLUTION><CVSS_SCORE><CVSS_BASE source="service">6.4</CVSS_BASE></CVSS_SCORE><CVE_ID_LIST><CVE_ID><ID>CVE-2026-1</ID><URL>u</URL></CVE_ID></CVE_ID_LIST></VULN_DETAILS>
            <VULN_DETAILS id="qid_45038"><QID id="qid_45038">45038</QID><TITLE>Host Scan Time</TITLE><SEVERITY>2</SEVERITY></VULN_DETAILS>
          </VULN_DETAILS_LIST></GLOSSARY></ASSET_DATA_REPORT>
        """;

    // Shape: the SCAN report that the qualysguard plugin of infobyte/faraday_plugins reads.
    [Fact]
    public void The_report_of_a_scan_has_its_categories_by_port()
    {
        const string Scan = """<SCAN value="scan/1"><IP value="192.0.2.1" name="db.example"><INFOS><CAT value="Information gathering"><INFO number="45017" severity="2"><TITLE>System</TITLE></INFO></CAT></INFOS><VULNS><CAT value="TLS" port="443" protocol="tcp"><VULN number="38140" severity="4"><TITLE>SSL 3</TITLE><CVE_ID_LIST><CVE_ID><ID>CVE-2014-3566</ID></CVE_ID></CVE_ID_LIST></VULN></CAT></VULNS><PRACTICES><CAT value="TCP"><PRACTICE number="82" severity="1"><TITLE>Guessable</TITLE></PRACTICE></CAT></PRACTICES></IP></SCAN>""";
        Assert.Equal(["38140 HIGH Web @ 192.0.2.1:443/tcp; CVE-2014-3566", "45017 INFO Web @ 192.0.2.1", "82 INFO Web @ 192.0.2.1"], Brief.Of(Report.Fact(Scan)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_vulnerability_takes_title_level_and_cves_from_the_glossary()
    {
        var finding = Report.Findings(Many).Single(finding => finding.Location!.Path == "192.0.2.1:22/tcp");
        Assert.Equal(("38739", "Deprecated SSH settings", Severity.High, 6.4, "Avoid them ."), (finding.RuleId, finding.Title, finding.Severity, finding.Vulnerability!.Cvss, finding.Remedy));
        Assert.Equal(["CVE-2026-1"], finding.Aliases);
    }

    [Fact]
    public void What_was_only_gathered_is_info_and_what_is_fixed_is_suppressed()
    {
        Assert.Equal(Severity.Info, Report.Findings(Many).Single(finding => finding.RuleId == "45038").Severity);
        Assert.Equal("192.0.2.1:2222/tcp", Assert.Single(Report.Findings(Many), finding => finding.Suppression is not null).Location!.Path);
    }

    [Fact]
    public void The_csv_reports_are_read_the_header_may_stand_below_other_lines()
    {
        var finding = Assert.Single(Report.Findings("\"Report\",\"02/01/2026\"\n\"Example\",\"Street\"\n\n\"IP\",\"DNS\",\"QID\",\"Title\",\"Vuln Status\",\"Type\",\"Severity\",\"Port\",\"Protocol\",\"CVE ID\",\"Solution\"\n\"192.0.2.1\",\"srv\",\"38739\",\"Deprecated\",\"Active\",\"Vuln\",\"5\",\"22\",\"tcp\",\"CVE-2026-1, CVE-2026-2\",\"Avoid it\"\n"));
        Assert.Equal(("38739", Severity.Critical, "192.0.2.1:22/tcp"), (finding.RuleId, finding.Severity, finding.Location!.Path));
        Assert.Equal(["CVE-2026-1", "CVE-2026-2"], finding.Aliases);

        var listed = Assert.Single(Report.Findings("CVE,QID,Title,Severity,KB Severity,Type Detected,Protocol,Port,Status,Asset Name,Asset IPV4,Solution\nCVE-2026-1,7,Old kernel,4,4,Confirmed,,,Fixed,srv,192.0.2.9,Update it\n"));
        Assert.Equal((Severity.High, "192.0.2.9", Confidence.High, "fixed in Qualys"), (listed.Severity, listed.Location!.Path, listed.Confidence, listed.Suppression!.Reason));

        var pci = Assert.Single(Report.Findings("IP,HOSTNAME,LAST SCAN,QID,VULN TITLE,TYPE,SEVERITY,PORT,PROTOCOL,IS_PCI,FALSE POSITIVE STATUS,CVSS_BASE,Q_SEVERITY,CVEID\n192.0.2.1,srv,01/02/2026,86476,Stopped responding,POTENTIAL,Medium,80,tcp,Fail,Requested,6.4,3,-\n"));
        Assert.Equal(("86476", Severity.Medium, Confidence.Low, 6.4, false), (pci.RuleId, pci.Severity, pci.Confidence, pci.Vulnerability!.Cvss, pci.Suppression is not null));
        Assert.Empty(pci.Aliases);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "qualys");
}
