using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: plugins/output/xml_file of andresriancho/w3af.
public sealed class W3afTests
{
    private const string Xml = """
        <?xml version="1.0" encoding="utf-8"?><w3af-run start="1767225600" start-long="Thu Jan 01 01:01:01 2026" version="2.1"><w3af-version>w3af
          Version: 1.7.6
          Revision: 1</w3af-version><scan-info target="https://app.example/"/>
        <vulnerability id="[1]" method="GET" name="Cross site scripting vulnerability" plugin="xss" severity="Medium" url="https://app.example/q" var="q"><description>A cross site scripting was found</description><long-description>l</long-description><fix-guidance>Encode it.</fix-guidance><references><reference title="OWASP" url="https://owasp.example/"/></references><http-transactions><http-transaction id="1"><http-request><status>hidden-request</status></http-request></http-transaction></http-transactions></vulnerability>
        <vulnerability id="[2]" method="GET" name="Server header" plugin="server_header" severity="Information" url="https://app.example/" var=""><description>nginx</description></vulnerability></w3af-run>
        """;

    [Fact]
    public void A_vulnerability_has_its_address_and_severity()
    {
        var fact = Report.Fact(Xml);
        Assert.Equal(["xss MEDIUM Web @ https://app.example/q q", "server_header INFO Web @ https://app.example/"], Brief.Of(fact));
        Assert.Equal(("1.7.6", "Encode it.", Completeness.Complete), (fact.Producer.Version, Report.Findings(fact)[0].Remedy, fact.Completeness));
        Assert.DoesNotContain("hidden-request", Report.Findings(fact)[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_makes_it_partial() => Assert.Equal(Completeness.Partial, Report.Fact("<w3af-run start=\"1\"><error caller=\"xss\">timed out</error></w3af-run>").Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Xml, "w3af");
}
