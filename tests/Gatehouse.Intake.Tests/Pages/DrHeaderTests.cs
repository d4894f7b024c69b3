using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class DrHeaderTests
{
    private const string One = """[ { "rule": "Set-Cookie", "severity": "medium", "message": "Must-Contain directive missed", "expected": [ "httponly", "secure" ], "delimiter": ";", "value": "session=hidden-cookie; path=/", "anomaly": "secure" } ]""";
    private const string Many = $$"""[ { "url": "https://app.example", "report": {{One}} }, { "url": "https://www.example", "report": [ { "rule": "Referrer-Policy", "severity": "high", "message": "Header not included in response" } ] } ]""";

    [Fact]
    public void A_rule_has_its_severity_and_what_was_expected_and_no_cookie()
    {
        var finding = Assert.Single(Report.Findings(One));
        Assert.Equal(("Set-Cookie", Severity.Medium, "Set-Cookie: Must-Contain directive missed", "httponly; secure"), (finding.RuleId, finding.Severity, finding.Message, finding.Remedy));
        Assert.DoesNotContain("hidden-cookie", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_several_addresses_says_where() =>
        Assert.Equal(["https://app.example", "https://www.example"], Report.Findings(Many).Select(finding => finding.Location!.Path).Order());

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "drheader");
}
