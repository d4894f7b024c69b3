using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class AppspiderTests
{
    private const string Many = """
        <?xml version="1.0" encoding="UTF-8"?>
        <VulnSummary><AppVersion>7.5</AppVersion><ScanName>n</ScanName><ScanEnded>2026-02-01 10:00:00</ScanEnded><UTCOffset>-5</UTCOffset>
          <VulnList>
            <Vuln><WebSite>https://app.example:443</WebSite><VulnType>Reflected XSS</VulnType><VulnUrl>https://app.example/q</VulnUrl><VulnParam>term</VulnParam><AttackType>XSS</AttackType><AttackScore>4-High</AttackScore><Recommendation><![CDATA[<p>Encode it.</p>]]></Recommendation><CweId>79</CweId><Confidence>High</Confidence></Vuln>
            <Vuln><VulnType>Banner</VulnType><VulnUrl>https://app.example/</VulnUrl><AttackType>Banner</AttackType><AttackScore>1-Informational</AttackScore><CweId>0</CweId></Vuln>
          </VulnList></VulnSummary>
        """;

    [Fact]
    public void A_vulnerability_has_its_address_weakness_and_remedy()
    {
        var fact = Report.Fact(Many);
        var finding = Report.Findings(fact)[0];
        Assert.Equal(("XSS", Severity.High, Confidence.High, "https://app.example/q", "Encode it."), (finding.RuleId, finding.Severity, finding.Confidence, finding.Location!.Path, finding.Remedy));
        Assert.Equal([79], finding.Cwe);
        Assert.Equal("Reflected XSS (term)", finding.Message);
        Assert.Equal((Severity.Info, 0), (Report.Findings(fact)[1].Severity, Report.Findings(fact)[1].Cwe.Length));
    }

    [Fact]
    public void The_end_is_taken_with_its_offset_from_utc() => Assert.Equal(new DateTimeOffset(2026, 2, 1, 15, 0, 0, TimeSpan.Zero), Report.Fact(Many).Time);

    [Fact]
    public void A_score_of_its_own_is_told_and_not_guessed() => Assert.Equal(Completeness.Partial, Report.Fact(Many.Replace("4-High", "9-Odd", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "appspider");
}
