using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ArachniTests
{
    private const string Many = """
        { "version": "1.5.1", "seed": "s", "options": {}, "sitemap": { "http://app.example/": 200, "http://app.example/a": 200 }, "start_datetime": "2026-02-01 10:00:00 +0000", "finish_datetime": "2026-02-01 11:00:00 +0200",
          "issues": [
            { "name": "Cross-Site Scripting (XSS)", "cwe": 79, "severity": "high", "remedy_guidance": "Encode it.", "check": { "shortname": "xss" }, "vector": { "action": "http://app.example/q", "affected_input_name": "term" }, "trusted": true, "references": { "OWASP": "https://owasp.example/xss" } },
            { "name": "Interesting response", "severity": "informational", "check": { "shortname": "interesting_responses" }, "vector": { "url": "http://app.example/x" }, "trusted": false } ] }
        """;

    [Fact]
    public void An_issue_has_its_address_input_and_weakness()
    {
        var fact = Report.Fact(Many);
        var findings = Report.Findings(fact);
        Assert.Equal(("xss", Severity.High, Confidence.High, "http://app.example/q", "Cross-Site Scripting (XSS) in term"), (findings[0].RuleId, findings[0].Severity, findings[0].Confidence, findings[0].Location!.Path, findings[0].Message));
        Assert.Equal([79], findings[0].Cwe);
        Assert.Equal((Severity.Info, Confidence.Low, "http://app.example/x"), (findings[1].Severity, findings[1].Confidence, findings[1].Location!.Path));
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 9, 0, 0, TimeSpan.Zero), fact.Time);
        Assert.Equal(2, Assert.IsType<ScanPredicate>(fact.Predicate).Judged);
    }

    [Fact]
    public void Without_its_issues_it_is_no_report() => Assert.Contains("no known format", Report.Problem("""{ "version": "1.5.1", "seed": "s", "sitemap": {} }"""), StringComparison.Ordinal);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "arachni");
}
