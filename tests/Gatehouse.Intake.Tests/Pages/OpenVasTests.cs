using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class OpenVasTests
{
    private const string Many = """
        <report id="1" format_id="2" extension="xml" content_type="text/xml"><name>n</name><report id="3"><gmp><version>22.6</version></gmp><scan_run_status>Done</scan_run_status><scan_end>2026-02-01T10:00:00Z</scan_end>
          <results start="1" max="-1">
            <result id="a"><name>Old browser</name><host>192.0.2.1<asset asset_id="x"/><hostname>srv</hostname></host><port>443/tcp</port><nvt oid="1.3.6.1.4.1.25623.1.0.1"><type>nvt</type><name>Old browser</name><refs><ref id="CVE-2026-1" type="cve"/><ref id="https://x.example" type="url"/></refs><solution type="VendorFix">Update it.</solution></nvt><threat>High</threat><severity>10.0</severity><description>Installed: 116</description></result>
            <result id="b"><name>Wrong</name><host>192.0.2.1</host><port>general/tcp</port><nvt oid="1.3.6.1.4.1.25623.1.0.2"><name>Wrong</name><cve>NOCVE</cve></nvt><threat>False Positive</threat><severity>-1.0</severity></result>
          </results><errors/></report></report>
        """;

    private const string Header = "IP,Hostname,Port,Port Protocol,CVSS,Severity,QoD,Solution Type,NVT Name,Summary,Specific Result,NVT OID,CVEs,Task ID,Task Name,Timestamp,Result ID,Impact,Solution\n";

    [Fact]
    public void A_result_has_its_host_score_and_aliases()
    {
        var fact = Report.Fact(Many);
        var finding = Report.Findings(fact)[0];
        Assert.Equal((FactKind.OtherScan, "22.6", "1.3.6.1.4.1.25623.1.0.1", Severity.High, "192.0.2.1:443/tcp", "Update it."), (fact.Kind, fact.Producer.Version, finding.RuleId, finding.Severity, finding.Location!.Path, finding.Remedy));
        Assert.Equal(10.0, finding.Vulnerability!.Cvss);
        Assert.Equal(["CVE-2026-1"], finding.Aliases);
    }

    [Fact]
    public void A_false_positive_is_suppressed()
    {
        var finding = Report.Findings(Many)[1];
        Assert.Equal((Severity.Info, true), (finding.Severity, finding.Suppression is not null));
        Assert.Empty(finding.Aliases);
    }

    [Fact]
    public void A_row_of_csv_is_a_finding_once_for_each_result()
    {
        const string Row = "192.0.2.1,srv,22,tcp,4.3,Medium,80,Mitigation,Weak ciphers,Weak ones,list,1.3.6.1.4.1.25623.1.0.3,\"CVE-2026-1,CVE-2026-2\",t,n,2026-02-01T10:00:00Z,r1,,Disable them\n";
        var finding = Assert.Single(Report.Findings(Header + Row + Row));
        Assert.Equal(("1.3.6.1.4.1.25623.1.0.3", Severity.Medium, "192.0.2.1:22/tcp", "Disable them"), (finding.RuleId, finding.Severity, finding.Location!.Path, finding.Remedy));
        Assert.Equal(["CVE-2026-1", "CVE-2026-2"], finding.Aliases);
        Assert.Equal(2, Report.Findings(Header + Row + Row.Replace("r1", "r2", StringComparison.Ordinal)).Length);
    }

    [Fact]
    public void A_header_alone_is_a_clean_scan() => Assert.Empty(Report.Findings(Header));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "openvas");
}
