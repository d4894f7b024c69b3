using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Zap;

public sealed class ZapTests
{
    private const string Many = """
        {
          "@programName": "ZAP", "@version": "2.16.0", "@generated": "Fri, 27 Feb 2026 13:04:51", "created": "2026-02-27T13:04:51.236Z",
          "site": [ { "@name": "https://app.example", "@host": "app.example", "@port": "443", "@ssl": "true", "alerts": [
            { "pluginid": "40012", "alertRef": "40012-1", "alert": "XSS", "name": "Cross Site Scripting", "riskcode": "3", "confidence": "2", "riskdesc": "High (Medium)",
              "solution": "<p>Encode &lt;output&gt;.</p>", "cweid": "79", "count": "2",
              "instances": [ { "uri": "https://app.example/search?q=1", "method": "GET", "param": "q", "evidence": "x" }, { "uri": "https://app.example/find", "method": "POST", "param": "" } ] },
            { "pluginid": "10021", "name": "Header missing", "riskcode": "1", "confidence": "0", "instances": [ { "uri": "https://app.example/" } ] },
            { "pluginid": "10035", "name": "Old", "riskcode": 0, "confidence": 4 }
          ] } ]
        }
        """;

    private const string AsXml = """
        <?xml version="1.0"?>
        <OWASPZAPReport programName="ZAP" version="2.16.0" generated="Fri, 27 Feb 2026 13:04:51" created="2026-02-27T13:04:51Z">
          <site name="https://app.example" host="app.example" port="443" ssl="true"><alerts>
            <alertitem><pluginid>40012</pluginid><alertRef>40012-1</alertRef><name>Cross Site Scripting</name><riskcode>2</riskcode><confidence>3</confidence>
              <desc>&lt;p&gt;Text&lt;/p&gt;</desc><solution>&lt;p&gt;Encode.&lt;/p&gt;</solution><cweid>79</cweid>
              <instances><instance><uri>https://app.example/a</uri><method>GET</method><param>q</param><requestheader>GET /a</requestheader></instance></instances></alertitem>
          </alerts></site>
        </OWASPZAPReport>
        """;

    [Fact]
    public void An_alert_is_a_web_finding_and_its_instances_are_its_places()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.WebScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Equal(new Producer("ZAP", "2.16.0"), fact.Producer);
        Assert.Equal(new DateTimeOffset(2026, 2, 27, 13, 4, 51, 236, TimeSpan.Zero), fact.Time);
        var findings = Report.Findings(fact);
        Assert.Equal(3, findings.Length);
        var xss = findings[0];
        Assert.Equal(("40012-1", FindingKind.Web, Severity.High, Confidence.Medium), (xss.RuleId, xss.Kind, xss.Severity, xss.Confidence));
        Assert.Equal(new Location("https://app.example/search?q=1") { IsUri = true }, xss.Location);
        Assert.Equal("Cross Site Scripting by GET, parameter q", xss.Message);
        Assert.Equal(new FurtherPlace(new Location("https://app.example/find") { IsUri = true }, "Cross Site Scripting by POST"), Assert.Single(xss.AlsoAt));
        Assert.Equal("Encode <output>.", xss.Remedy);
        Assert.Equal([79], xss.Cwe);
    }

    [Fact]
    public void Two_parameters_of_one_address_are_two_places_and_the_same_twice_is_one()
    {
        var finding = Assert.Single(Report.Findings("""
            { "@version": "2.16.0", "site": [ { "@name": "s", "alerts": [ { "pluginid": "1", "name": "n", "riskcode": "3", "instances": [
              { "uri": "https://app.example/", "method": "GET", "param": "a" }, { "uri": "https://app.example/", "method": "GET", "param": "b" }, { "uri": "https://app.example/", "method": "GET", "param": "a" } ] } ] } ] }
            """));
        Assert.Equal(("n by GET, parameter a (and 1 more of the same)", "n by GET, parameter b"), (finding.Message, Assert.Single(finding.AlsoAt).Message));
    }

    [Fact]
    public void What_was_marked_a_false_positive_is_suppressed() =>
        Assert.Equal("marked as a false positive in ZAP", Report.Findings(Many).Single(finding => finding.RuleId == "10021").Suppression!.Reason);

    [Fact]
    public void An_alert_without_a_place_is_of_its_site() =>
        Assert.Equal(("https://app.example", Severity.Info), Report.Findings(Many).Where(finding => finding.RuleId == "10035").Select(finding => (finding.Location!.Path, finding.Severity)).Single());

    [Fact]
    public void Xml_says_the_same()
    {
        var finding = Assert.Single(Report.Findings(AsXml));
        Assert.Equal(("40012-1", Severity.Medium, Confidence.High, "Encode."), (finding.RuleId, finding.Severity, finding.Confidence, finding.Remedy));
        Assert.Equal("https://app.example/a", finding.Location!.Path);
        Assert.Equal(new DateTimeOffset(2026, 2, 27, 13, 4, 51, TimeSpan.Zero), Report.Fact(AsXml).Time);
    }

    [Fact]
    public void A_site_without_alerts_is_clean() => Assert.Empty(Report.Findings("""{ "@version": "2.16.0", "site": [ { "@name": "https://app.example", "alerts": [] } ] }"""));

    [Fact]
    public void A_report_without_a_site_is_partial_since_nothing_was_reached() =>
        Assert.Equal(Completeness.Partial, Report.Fact("""{ "@version": "2.16.0", "site": [] }""").Completeness);

    [Theory]
    [InlineData("\"4\"")]
    [InlineData("-1")]
    [InlineData("\"high\"")]
    [InlineData("[3]")]
    public void A_risk_that_is_not_known_is_high_and_the_scan_partial(string risk)
    {
        var fact = Report.Fact($$"""{ "@version": "2.16.0", "site": [ { "@name": "s", "alerts": [ { "pluginid": "1", "name": "n", "riskcode": {{risk}} } ] } ] }""");
        Assert.Equal((Completeness.Partial, Severity.High), (fact.Completeness, Assert.Single(Report.Findings(fact)).Severity));
    }

    [Fact]
    public void Another_report_of_zap_is_refused() => Assert.Contains("no traditional report of ZAP", Report.Problem("""{ "alerts": [] }""", "zap"));

    [Fact]
    public void A_truncated_report_is_refused()
    {
        Assert.Contains("not readable as JSON", Report.Problem(Many[..400]));
        Assert.Contains("not readable as XML", Report.Problem(AsXml[..400]));
    }

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Many, "zap");
        Report.SurvivesDamage(AsXml, "zap");
    }
}
