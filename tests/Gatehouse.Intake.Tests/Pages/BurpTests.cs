using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class BurpTests
{
    private const string Many = """
        <?xml version="1.0"?>
        <!DOCTYPE issues [ <!ELEMENT issues (issue*)> <!ATTLIST issues burpVersion CDATA ""> ]>
        <issues burpVersion="2026.1" exportTime="x">
          <issue><serialNumber>1</serialNumber><type>2097920</type><name>Cross-site scripting (reflected)</name><host ip="192.0.2.1">https://app.example</host><path><![CDATA[/search]]></path><location><![CDATA[/search [q parameter]]]></location>
            <severity>High</severity><confidence>Certain</confidence><remediationBackground><![CDATA[<p>Encode it.</p>]]></remediationBackground><vulnerabilityClassifications><![CDATA[<ul><li><a href="https://cwe.mitre.org/data/definitions/79.html">CWE-79: XSS</a></li><li>CWE-80</li></ul>]]></vulnerabilityClassifications>
            <requestresponse><request base64="false"><![CDATA[GET / Cookie: hidden-cookie]]></request></requestresponse></issue>
          <issue><type>5</type><name>Noise</name><host>https://app.example</host><path>/</path><location>/</location><severity>False positive</severity><confidence>Tentative</confidence></issue>
        </issues>
        """;

    [Fact]
    public void An_issue_has_its_address_and_weaknesses()
    {
        var fact = Report.Fact(Many);
        var finding = Report.Findings(fact)[0];
        Assert.Equal((FactKind.WebScan, "2026.1", "2097920", Severity.High, Confidence.High), (fact.Kind, fact.Producer.Version, finding.RuleId, finding.Severity, finding.Confidence));
        Assert.Equal(new Location("https://app.example/search") { IsUri = true }, finding.Location);
        Assert.Equal([79, 80], finding.Cwe);
        Assert.Equal("Encode it.", finding.Remedy);
    }

    [Fact]
    public void A_false_positive_is_suppressed() => Assert.Equal([false, true], Report.Findings(Many).Select(finding => finding.Suppression is not null));

    [Fact]
    public void Requests_are_not_kept()
    {
        var kept = System.Text.Encoding.UTF8.GetString(Redaction.Apply(System.Text.Encoding.UTF8.GetBytes(Many)));
        Assert.DoesNotContain("hidden-cookie", kept, StringComparison.Ordinal);
        Assert.Contains("Cross-site scripting", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "burp");
}
