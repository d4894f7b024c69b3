using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class DatadogSignalsTests
{
    private const string Many = """
        { "data": [
            { "id": "AAA1", "type": "signal", "attributes": { "timestamp": "2026-02-28T10:00:00.000Z", "message": "Many failed logins\n\n## Goal\nmore text", "tags": [ "security:attack", "host:web-1" ], "custom": { "title": "Brute force on web-1", "status": "critical", "workflow": { "rule": { "id": "r-1", "name": "Brute force", "type": "log_detection" }, "triage": { "state": "open" } } } } },
            { "id": "AAA2", "type": "signal", "attributes": { "timestamp": "2026-02-28T11:00:00Z", "message": "Odd call", "tags": [], "custom": { "status": "info", "workflow": { "rule": { "name": "Odd call" }, "triage": { "state": "archived", "archiveReason": "false_positive", "assignee": { "name": "Jo" } } } } } }
          ], "meta": { "page": {} }, "links": {} }
        """;

    [Fact]
    public void Signals_are_alerts()
    {
        var facts = Report.Facts(Many);
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "AAA1 Brute force CRITICAL 2026-02-28 10:00:00: Many failed logins ## Goal more text",
                "AAA2 Odd call INFO 2026-02-28 11:00:00: Odd call (Jo: false_positive)",
            ],
            Alerts.Of(facts));
    }

    [Fact]
    public void A_page_of_several_is_partial() =>
        Assert.Equal(Completeness.Partial, Report.Facts(Many.Replace("\"page\": {}", "\"page\": { \"after\": \"x\" }", StringComparison.Ordinal))[0].Completeness);

    [Fact]
    public void A_signal_without_a_severity_is_high()
    {
        var facts = Report.Facts("""{ "data": { "id": "S", "type": "signal", "attributes": { "timestamp": "2026-02-28T10:00:00Z", "message": "Something", "tags": [] } } }""");
        Assert.Equal(["S Something HIGH 2026-02-28 10:00:00: Something"], Alerts.Of(facts));
    }

    [Fact]
    public void No_signal_is_a_log_without_alerts() => Assert.Empty(Alerts.Of(Report.Facts("""{ "data": [], "meta": {} }""", "datadog-signals")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "datadog-signals");
}
