using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ElasticSecurityTests
{
    private const string Many = """
        { "took": 3, "timed_out": false, "_shards": { "total": 1, "successful": 1, "skipped": 0, "failed": 0 },
          "hits": { "total": { "value": 3, "relation": "eq" }, "max_score": null, "hits": [
            { "_index": ".internal.alerts-security.alerts-default-000001", "_id": "d1", "_source": { "@timestamp": "2026-02-28T10:00:00.500Z", "kibana.alert.uuid": "u1", "kibana.alert.rule.name": "Shell by a web server", "kibana.alert.severity": "critical", "kibana.alert.risk_score": 99, "kibana.alert.reason": "process event with sh on web-1 created critical alert", "kibana.alert.workflow_status": "open", "host": { "name": "web-1" } } },
            { "_index": ".internal.alerts-security.alerts-default-000001", "_id": "d2", "_source": { "@timestamp": "2026-02-28T11:00:00Z", "kibana.alert.uuid": "u2", "kibana.alert.rule.name": "Odd login", "kibana.alert.severity": "low", "kibana.alert.workflow_status": "acknowledged", "kibana.alert.workflow_user": "jo" } },
            { "_index": ".siem-signals-default-000001", "_id": "d3", "_source": { "@timestamp": "2026-02-28T09:00:00Z", "signal": { "status": "closed", "reason": "an old one", "rule": { "name": "Old", "severity": "medium" } } } }
          ] } }
        """;

    [Fact]
    public void Hits_are_alerts_new_and_old()
    {
        var facts = Report.Facts(Many);
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "d3 Old MEDIUM 2026-02-28 09:00:00: an old one (Elastic Security: closed in Elastic Security)",
                "u1 Shell by a web server CRITICAL 2026-02-28 10:00:00: process event with sh on web-1 created critical alert",
                "u2 Odd login LOW 2026-02-28 11:00:00: Odd login (jo: acknowledged in Elastic Security)",
            ],
            Alerts.Of(facts));
    }

    [Fact]
    public void A_document_a_line_and_nested_members_are_read_too()
    {
        const string Flat = """{"@timestamp":"2026-02-28T10:00:00Z","kibana.alert.rule.name":"A","kibana.alert.severity":"high","kibana.alert.uuid":"u1"}""";
        const string Nested = """{"@timestamp":"2026-02-28T10:00:01Z","kibana":{"alert":{"uuid":"u2","severity":"high","workflow_status":"closed","rule":{"name":"B"}}}}""";
        Assert.Equal(
            ["u1 A HIGH 2026-02-28 10:00:00: A", "u2 B HIGH 2026-02-28 10:00:01: B (Elastic Security: closed in Elastic Security)"],
            Alerts.Of(Report.Facts(Flat + "\n" + Nested + "\n")));
    }

    [Theory]
    [InlineData("\"value\": 3", "\"value\": 40")]
    [InlineData("\"timed_out\": false", "\"timed_out\": true")]
    [InlineData("\"failed\": 0", "\"failed\": 1")]
    [InlineData("\"kibana.alert.severity\": \"critical\"", "\"kibana.alert.severity\": \"odd\"")]
    public void A_page_of_several_and_a_search_that_broke_off_are_partial(string from, string to) =>
        Assert.Equal(Completeness.Partial, Report.Facts(Many.Replace(from, to, StringComparison.Ordinal))[0].Completeness);

    [Fact]
    public void A_search_without_hits_is_a_log_without_alerts() =>
        Assert.Empty(Alerts.Of(Report.Facts("""{ "took": 1, "timed_out": false, "hits": { "total": { "value": 0 }, "hits": [] } }""", "elastic-security")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "elastic-security");
}
