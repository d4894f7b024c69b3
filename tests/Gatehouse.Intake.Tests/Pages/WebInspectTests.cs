using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class WebInspectTests
{
    private const string Issue = """
        <Issue id="i1"><CheckTypeID>Vulnerability</CheckTypeID><EngineType>1</EngineType>{0}<VulnerabilityID>11285</VulnerabilityID><Severity>3</Severity><Name>Weak SSL Cipher</Name>
          <ReportSection><Name>Summary</Name><SectionText><![CDATA[Weak ciphers]]></SectionText></ReportSection><ReportSection><Name>Fix</Name><SectionText><![CDATA[<b>Disable</b> weak ciphers.]]></SectionText></ReportSection>
          <Classifications><Classification kind="CWE" identifier="326">CWE-326: Inadequate Encryption Strength</Classification></Classifications><RawResponse><![CDATA[Set-Cookie: hidden-cookie]]></RawResponse></Issue>
        """;

    private static readonly string Sessions = "<Sessions><Session requestId=\"1\"><URL>https://app.example:443/login</URL><Issues>" + Issue.Replace("{0}", "", StringComparison.Ordinal) + "</Issues><RawRequest><![CDATA[Cookie: hidden-cookie]]></RawRequest></Session></Sessions>";
    private static readonly string Scan = "<Scan><Name>888</Name><PolicyName>OWASP</PolicyName><StartTime>2/22/2026 12:01:24 PM</StartTime><Issues>" + Issue.Replace("{0}", "<URL>https://app.example:443/login</URL>", StringComparison.Ordinal) + "</Issues></Scan>";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_issue_has_its_address_weakness_and_fix(bool isOfSessions)
    {
        var finding = Assert.Single(Report.Findings(isOfSessions ? Sessions : Scan));
        Assert.Equal(("11285", Severity.High, "https://app.example:443/login", "Disable weak ciphers."), (finding.RuleId, finding.Severity, finding.Location!.Path, finding.Remedy));
        Assert.Equal([326], finding.Cwe);
    }

    [Fact]
    public void Traffic_is_not_kept() => Assert.DoesNotContain("hidden-cookie", System.Text.Encoding.UTF8.GetString(Redaction.Apply(System.Text.Encoding.UTF8.GetBytes(Sessions))), StringComparison.Ordinal);

    [Fact]
    public void A_session_without_issues_is_a_clean_scan() => Assert.Empty(Report.Findings("<Sessions><Session requestId=\"1\"><URL>https://app.example/</URL><Issues /></Session></Sessions>"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Sessions, "webinspect");
}
