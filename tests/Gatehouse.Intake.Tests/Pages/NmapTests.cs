using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class NmapTests
{
    private const string Many = """
        <?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nmaprun>
        <nmaprun scanner="nmap" args="nmap -sV" start="1769940000" version="7.95" xmloutputversion="1.05">
          <host><status state="up"/><address addr="192.0.2.1" addrtype="ipv4"/><address addr="00:00:5E:00:53:01" addrtype="mac"/>
            <ports>
              <port protocol="tcp" portid="22"><state state="open"/><service name="ssh" product="OpenSSH" version="7.4"/>
                <script id="vulners" output="x"><table key="cpe:/a:openbsd:openssh:7.4"><table><elem key="cvss">7.5</elem><elem key="id">CVE-2026-1</elem><elem key="type">cve</elem></table></table></script></port>
              <port protocol="tcp" portid="80"><state state="open"/><service name="http"/>
                <script id="http-vuln-x" output="x"><table key="NMAP-1"><elem key="title">Traversal</elem><elem key="state">VULNERABLE (Exploitable)</elem><table key="ids"><elem>CVE:CVE-2026-2</elem></table></table></script>
                <script id="http-vuln-y" output="x"><table key="NMAP-2"><elem key="title">Other</elem><elem key="state">NOT VULNERABLE</elem></table></script></port>
              <port protocol="tcp" portid="81"><state state="filtered"/></port>
            </ports></host>
          <runstats><finished exit="success"/><hosts up="1" down="0" total="1"/></runstats>
        </nmaprun>
        """;

    [Fact]
    public void What_scripts_found_is_worse_than_an_open_port_and_a_closed_one_is_nothing() =>
        Assert.Equal(
            [("http-vuln-x", Severity.High, "192.0.2.1:80"), ("CVE-2026-1", Severity.High, "192.0.2.1:22"), ("open-port", Severity.Info, "192.0.2.1:22"), ("open-port", Severity.Info, "192.0.2.1:80")],
            Report.Findings(Many).OrderByDescending(finding => finding.Severity).ThenByDescending(finding => finding.RuleId, StringComparer.Ordinal).ThenBy(finding => finding.Location!.Path, StringComparer.Ordinal).Select(finding => (finding.RuleId, finding.Severity, finding.Location!.Path)));

    [Fact]
    public void A_script_names_its_product_and_its_cve()
    {
        var findings = Report.Findings(Many);
        var scored = findings.Single(finding => finding.RuleId == "CVE-2026-1");
        Assert.Equal((7.5, "OpenSSH", "7.4"), (scored.Vulnerability!.Cvss, scored.Component!.Name, scored.Component.Version));
        Assert.Equal(["CVE-2026-2"], findings.Single(finding => finding.RuleId == "http-vuln-x").Aliases);
    }

    [Fact]
    public void A_scan_that_ended_in_an_error_has_failed() =>
        Assert.Equal(Completeness.Failed, Report.Fact(Many.Replace("exit=\"success\"", "exit=\"error\"", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "nmap");
}
