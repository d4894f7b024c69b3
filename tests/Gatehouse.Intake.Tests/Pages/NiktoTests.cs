using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class NiktoTests
{
    private const string Xml = """
        <?xml version="1.0" ?><!DOCTYPE niktoscan SYSTEM "docs/nikto.dtd">
        <niktoscan><niktoscan version="2.5.0"><scandetails sitename="https://app.example:443" targetip="192.0.2.1"><item id="999957" method="GET"><description><![CDATA[X-Frame-Options is not there]]></description><uri>/</uri><namelink>https://app.example:443/</namelink></item></scandetails></niktoscan></niktoscan>
        """;

    [Fact]
    public void An_item_has_its_address_at_whatever_depth_it_lies()
    {
        var finding = Assert.Single(Report.Findings(Xml));
        Assert.Equal(("999957", Severity.Low, "https://app.example:443/"), (finding.RuleId, finding.Severity, finding.Location!.Path));
        Assert.Equal(FindingKind.Web, finding.Kind);
    }

    [Fact]
    public void The_json_report_of_one_host_or_several_is_read_too()
    {
        const string Host = """{ "host": "app.example", "ip": "192.0.2.1", "port": "443", "banner": "", "vulnerabilities": [ { "id": "1", "method": "GET", "url": "/a", "msg": "m" } ] }""";
        Assert.Equal("app.example:443/a", Assert.Single(Report.Findings(Host)).Location!.Path);
        Assert.Equal(2, Report.Findings($"[{Host},{Host.Replace("app.", "www.", StringComparison.Ordinal)}]").Length);
    }

    [Fact]
    public void One_message_of_several_addresses_of_a_server_is_one_finding_with_its_places()
    {
        var finding = Assert.Single(Report.Findings("""{ "host": "app.example", "ip": "192.0.2.1", "port": "443", "banner": "", "vulnerabilities": [ { "id": "1", "url": "/a.bak", "msg": "a backup" }, { "id": "1", "url": "/b.bak", "msg": "a backup" } ] }"""));
        Assert.Equal(("app.example:443/a.bak", "a backup"), (finding.Location!.Path, finding.Message));
        Assert.Equal("app.example:443/b.bak", Assert.Single(finding.AlsoAt).Location.Path);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Xml, "nikto");
}
