using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class MozillaObservatoryTests
{
    private const string Many = """
        { "scan": { "end_time": "Wed, 04 Feb 2026 07:57:28 GMT", "tests_quantity": 4 },
          "tests": {
            "content-security-policy": { "expectation": "csp-implemented-with-no-unsafe", "name": "content-security-policy", "output": { "data": null }, "pass": false, "result": "csp-not-implemented", "score_description": "no such header", "score_modifier": -25 },
            "cookies": { "expectation": "e", "name": "cookies", "pass": false, "result": "cookies-without-secure-flag", "score_description": "not secure", "score_modifier": -20 },
            "x-content-type-options": { "expectation": "e", "pass": false, "result": "nosniff-missing", "score_description": "missing", "score_modifier": -5 },
            "contribute": { "expectation": "e", "name": "contribute", "pass": true, "result": "fine", "score_description": "fine", "score_modifier": 0 } } }
        """;

    [Fact]
    public void What_a_failed_test_takes_from_the_score_is_its_severity()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.OtherScan, 4), (fact.Kind, ((ScanPredicate)fact.Predicate).Judged));
        Assert.Equal([("csp-not-implemented", Severity.High), ("cookies-without-secure-flag", Severity.Medium), ("nosniff-missing", Severity.Low)], Report.Findings(fact).Select(finding => (finding.RuleId, finding.Severity)));
        Assert.Equal("x-content-type-options", Report.Findings(fact)[2].Title);
    }

    [Fact]
    public void The_tests_alone_and_those_of_the_newer_tool_are_read_too()
    {
        Assert.Equal("no header", Report.Findings("""{ "a": { "expectation": "e", "name": "a", "pass": false, "result": "r", "score_description": "no header", "score_modifier": -5 } }""")[0].Message[..9]);
        Assert.Equal(Severity.Medium, Assert.Single(Report.Findings("""{ "scan": { "testsQuantity": 1 }, "tests": { "redirection": { "expectation": "e", "pass": false, "result": "redirection-missing", "scoreModifier": -20 } } }""")).Severity);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "mozilla-observatory");
}
