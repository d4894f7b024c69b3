using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PromptfooTests
{
    // Shape: site/docs/configuration/outputs.md and the tests of promptfoo/promptfoo.
    private const string Many = """
        { "evalId": "eval-1", "results": { "version": 3, "timestamp": "2026-01-01T10:00:00Z", "results": [
          { "success": false, "failureReason": 1, "provider": { "id": "http://bot.example", "label": "bot" }, "response": { "output": "hidden" }, "metadata": { "pluginId": "pii:direct", "strategyId": "jailbreak" }, "testCase": { "metadata": {} }, "gradingResult": { "pass": false, "reason": "it told" } },
          { "success": false, "failureReason": 1, "provider": { "id": "p", "label": "p" }, "testCase": { "description": "It greets" }, "gradingResult": { "pass": false, "componentResults": [ { "pass": false, "assertion": { "type": "contains" } } ] } },
          { "success": true, "failureReason": 0, "provider": { "id": "p" } },
          { "success": false, "failureReason": 2, "error": "timeout", "provider": { "id": "p" } } ], "stats": { "successes": 1, "failures": 2, "errors": 1 } }, "config": {}, "shareableUrl": null }
        """;

    [Fact]
    public void A_failed_test_is_a_finding_and_an_error_makes_it_partial()
    {
        var fact = Report.Facts(Many).Single(one => Report.Findings(one).Length > 0);
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Equal(["pii:direct HIGH Web @ http://bot.example jailbreak", "contains MEDIUM Web @ p"], Brief.Of(fact));
        Assert.DoesNotContain(Report.Findings(fact), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_passed_is_one() => Assert.Equal(Completeness.Complete, Report.Fact("""{ "evalId": "e", "results": { "version": 3, "results": [], "stats": { "successes": 0 } }, "config": {} }""").Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "promptfoo");
}
