using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: lib/msf/core/db_export.rb of rapid7/metasploit-framework.
public sealed class MetasploitTests
{
    private const string Xml = """
        <?xml version="1.0" encoding="UTF-8"?><MetasploitV4><generated time="2026-01-01 10:00:00 UTC" user="u" project="default" product="framework"/>
        <hosts><host><id>1</id><address>192.0.2.1</address><name>db</name><vulns><vuln><id>1</id><name>MS17-010</name><info>SMB</info><exploited-at>2026-01-01 09:00:00 UTC</exploited-at><refs><ref>CVE-2017-0143</ref><ref>URL-https://news.example/</ref></refs></vuln><vuln><id>2</id><name>SSL 3</name><exploited-at/><refs/></vuln></vulns>
        <creds><cred><port>445</port><sname>smb</sname><user>anna</user><pass>hidden-word</pass></cred></creds></host></hosts>
        <web_vulns><web_vuln><name>XSS</name><path>/q</path><pname>q</pname><risk>3</risk><description>Reflected</description><request>hidden-word</request><vhost>app.example</vhost><host>192.0.2.1</host><port>443</port></web_vuln></web_vulns></MetasploitV4>
        """;

    [Fact]
    public void What_was_exploited_is_high_and_a_credential_is_not_taken()
    {
        var fact = Report.Fact(Xml);
        Assert.Equal(
            [
                "MS17-010 HIGH Web @ 192.0.2.1; CVE-2017-0143",
                "SSL 3 MEDIUM Web @ 192.0.2.1",
                "XSS MEDIUM Web @ app.example:443/q q",
                "taken-credential HIGH Web @ 192.0.2.1:445; CWE-522",
            ],
            Brief.Of(fact).Order(StringComparer.Ordinal));
        Assert.Equal((FactKind.OtherScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.DoesNotContain(Report.Findings(fact), finding => finding.ToString().Contains("hidden-word", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_workspace_has_none() => Assert.Empty(Report.Findings("<MetasploitV5><hosts></hosts></MetasploitV5>"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Xml, "metasploit");
}
