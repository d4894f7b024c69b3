using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: the nexpose_full plugin of infobyte/faraday_plugins and the Nexpose scripts of demisto/content.
public sealed class NexposeTests
{
    private const string Xml = """
        <?xml version="1.0"?><NexposeReport version="2.0"><scans><scan id="1" name="s"/></scans><nodes><node address="192.0.2.7" status="alive" device-id="1" risk-score="9"><names><name>db.example</name></names>
        <tests><test id="os-old" status="vulnerable-version" scan-id="1"><Paragraph>It is old</Paragraph></test><test id="icmp" status="not-vulnerable"/></tests>
        <endpoints><endpoint protocol="tcp" port="443" status="open"><services><service name="HTTPS"><tests><test id="ssl-weak" status="vulnerable-exploited" key="/a||b"/><test id="ssl-self" status="exception-vulnerable-exploited"/></tests></service></services></endpoint></endpoints></node></nodes>
        <VulnerabilityDefinitions><vulnerability id="os-old" title="Obsolete system" severity="10" cvssScore="10.0" cvssVector="(AV:N/AC:L/Au:N/C:C/I:C/A:C)"><references><reference source="CVE">CVE-2020-1</reference><reference source="URL">u</reference></references></vulnerability>
        <vulnerability id="ssl-weak" title="Weak ciphers" severity="4" cvssScore="5.0"/><vulnerability id="ssl-self" title="Self-signed" severity="3" cvssScore="3.0"/></VulnerabilityDefinitions></NexposeReport>
        """;

    [Fact]
    public void A_vulnerable_test_is_a_finding_of_its_host_or_port()
    {
        var fact = Report.Fact(Xml);
        Assert.Equal(
            [
                "os-old CRITICAL Web @ 192.0.2.7; CVE-2020-1",
                "ssl-self MEDIUM Web @ 192.0.2.7:443/tcp; (exception-vulnerable-exploited in Nexpose)",
                "ssl-weak HIGH Web @ 192.0.2.7:443/tcp",
            ],
            Brief.Of(fact).Order(StringComparer.Ordinal));
        Assert.Equal((FactKind.OtherScan, 10.0), (fact.Kind, Report.Findings(fact).Single(finding => finding.RuleId == "os-old").Vulnerability!.Cvss));
    }

    [Fact]
    public void No_nodes_are_a_clean_scan() => Assert.Empty(Report.Findings("<NexposeReport version=\"2.0\"><nodes/><VulnerabilityDefinitions/></NexposeReport>"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Xml, "nexpose");
}
