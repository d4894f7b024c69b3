using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class QualysWebAppTests
{
    private const string Many = """
        <?xml version="1.0" encoding="UTF-8"?>
        <WAS_SCAN_REPORT><HEADER><NAME>n</NAME></HEADER><SUMMARY><GLOBAL_SUMMARY><VULNERABILITY>2</VULNERABILITY></GLOBAL_SUMMARY></SUMMARY>
          <RESULTS><VULNERABILITY_LIST>
              <VULNERABILITY><UNIQUE_ID>a</UNIQUE_ID><QID>150004</QID><URL>https://app.example/a.gz</URL><PAYLOADS><PAYLOAD><REQUEST><BODY>hidden-body</BODY></REQUEST></PAYLOAD></PAYLOADS><IGNORED>false</IGNORED></VULNERABILITY>
              <VULNERABILITY><UNIQUE_ID>b</UNIQUE_ID><QID>150004</QID><URL>https://app.example/b.gz</URL><IGNORED>true</IGNORED></VULNERABILITY>
            </VULNERABILITY_LIST><SENSITIVE_CONTENT_LIST/><INFORMATION_GATHERED_LIST><INFORMATION_GATHERED><UNIQUE_ID>c</UNIQUE_ID><QID>150009</QID></INFORMATION_GATHERED></INFORMATION_GATHERED_LIST></RESULTS>
          <GLOSSARY><QID_LIST>
            <QID><QID>150004</QID><CATEGORY>Vulnerability</CATEGORY><SEVERITY>2</SEVERITY><TITLE>Path-Based Vulnerability</TITLE><SOLUTION>Look at it.</SOLUTION><CWE>CWE-22</CWE><CVSS_BASE>2.1</CVSS_BASE></QID>
            <QID><QID>150009</QID><SEVERITY>1</SEVERITY><TITLE>Links Crawled</TITLE></QID></QID_LIST></GLOSSARY></WAS_SCAN_REPORT>
        """;

    [Fact]
    public void A_vulnerability_takes_title_level_and_weakness_from_the_glossary()
    {
        var finding = Report.Findings(Many).Single(finding => finding.Location?.Path == "https://app.example/a.gz");
        Assert.Equal(("150004", "Path-Based Vulnerability", Severity.Low, 2.1, "Look at it."), (finding.RuleId, finding.Title, finding.Severity, finding.Vulnerability!.Cvss, finding.Remedy));
        Assert.Equal([22], finding.Cwe);
        Assert.DoesNotContain("hidden-body", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_only_gathered_is_info_and_what_is_ignored_is_suppressed()
    {
        var findings = Report.Findings(Many);
        Assert.Equal(3, findings.Length);
        Assert.Equal(Severity.Info, findings.Single(finding => finding.RuleId == "150009").Severity);
        Assert.Equal("https://app.example/b.gz", Assert.Single(findings, finding => finding.Suppression is not null).Location!.Path);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "qualys-webapp");
}
