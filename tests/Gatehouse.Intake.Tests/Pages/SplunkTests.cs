using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SplunkTests
{
    private const string Lines = """
        {"preview":false,"offset":0,"result":{"_time":"2026-02-28T10:00:00.000+00:00","event_id":"A1@@notable@@11","rule_name":"Brute Force","rule_title":"Brute force against web-1","rule_description":"Many failed logins","urgency":"critical","status":"1","status_label":"New","owner":"unassigned","dest":"web-1","src":"198.51.100.7"}}
        {"preview":false,"offset":1,"lastrow":true,"result":{"_time":"2026-02-28T11:00:00.000+0000","event_id":"A1@@notable@@12","rule_name":"Odd Process","urgency":"medium","status":"5","status_label":"Closed","owner":"jo","comment":"a test of ours"}}
        """;

    private const string Csv = """
        "_time","event_id","rule_name","rule_title",urgency,status,owner
        "2026-02-28T10:00:00.000+0000","A1@@notable@@11","Brute Force","Brute force against web-1",high,1,unassigned
        "2026-02-28T12:00:00.000+0000","A1@@notable@@13","Odd Process","",informational,2,jo
        """;

    private const string Webhook = """
        { "sid": "scheduler__admin__search__W2_at_1772272800_132", "search_name": "Shell on a web host", "app": "search", "owner": "admin", "results_link": "https://splunk.example.org/results",
          "result": { "_time": "1772272800.125", "_serial": "0", "host": "web-1", "severity": "critical", "message": "sh started by nginx" } }
        """;

    [Fact]
    public void Notable_events_are_alerts_and_what_somebody_took_is_acknowledged()
    {
        var facts = Report.Facts(Lines);
        Assert.Equal([FactKind.Alerts, FactKind.Acknowledgement], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal((Completeness.Complete, "Splunk"), (fact.Completeness, fact.Producer.Name)));
        Assert.Equal(
            [
                "A1@@notable@@11 Brute Force CRITICAL 2026-02-28 10:00:00: Brute force against web-1: Many failed logins",
                "A1@@notable@@12 Odd Process MEDIUM 2026-02-28 11:00:00: Odd Process (jo: a test of ours)",
            ],
            Alerts.Of(facts));
    }

    [Fact]
    public void So_are_the_rows_of_an_export() => Assert.Equal(
        [
            "A1@@notable@@11 Brute Force HIGH 2026-02-28 10:00:00: Brute force against web-1",
            "A1@@notable@@13 Odd Process INFO 2026-02-28 12:00:00: Odd Process (jo: status 2 in Splunk)",
        ],
        Alerts.Of(Report.Facts(Csv)));

    [Fact]
    public void A_webhook_tells_of_one() => Assert.Equal(
        ["scheduler__admin__search__W2_at_1772272800_132 0 Shell on a web host CRITICAL 2026-02-28 10:00:00: Shell on a web host: sh started by nginx"],
        Alerts.Of(Report.Facts(Webhook)));

    [Fact]
    public void A_search_in_one_document_is_read_too() => Assert.Equal(
        ["E1 Rule HIGH 2026-02-28 10:00:00: Rule"],
        Alerts.Of(Report.Facts("""{ "preview": false, "init_offset": 0, "messages": [], "fields": [], "results": [ { "event_id": "E1", "rule_name": "Rule", "urgency": "high", "_time": "2026-02-28T10:00:00Z", "status": "0" } ] }""")));

    [Fact]
    public void Fired_alerts_have_numbers_for_severities() => Assert.Equal(
        ["rt_1 Disk full MEDIUM 2026-02-28 10:00:00: Disk full", "rt_2 Root login CRITICAL 2026-02-28 10:00:01: Root login"],
        Alerts.Of(Report.Facts("""{ "links": { "alert": "/services/alerts/fired_alerts" }, "entry": [ { "name": "a", "content": { "savedsearch_name": "Root login", "severity": 6, "sid": "rt_2", "trigger_time": 1772272801 } }, { "name": "b", "content": { "savedsearch_name": "Disk full", "severity": 3, "sid": "rt_1", "trigger_time": 1772272800 } } ] }""")));

    [Fact]
    public void A_search_that_found_none_is_a_log_without_alerts() =>
        Assert.Empty(Alerts.Of(Report.Facts("""{ "preview": false, "init_offset": 0, "messages": [], "fields": [], "results": [] }""")));

    [Fact]
    public void A_search_that_failed_leaves_it_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact("""{ "preview": false, "init_offset": 0, "messages": [ { "type": "FATAL", "text": "no index" } ], "results": [] }""").Completeness);

    [Theory]
    [InlineData("\"urgency\":\"critical\"", "\"urgency\":\"odd\"")]
    [InlineData("\"_time\":\"2026-02-28T10:00:00.000+00:00\",", "")]
    public void What_an_alert_lacks_makes_the_log_partial(string from, string to) =>
        Assert.Equal(Completeness.Partial, Report.Facts(Lines.Replace(from, to, StringComparison.Ordinal))[0].Completeness);

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Lines, "splunk");
        Report.SurvivesDamage(Csv, "splunk");
        Report.SurvivesDamage(Webhook, "splunk");
    }
}
