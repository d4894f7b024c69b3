using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: etc/schema.json of OISF/suricata
public sealed class SuricataTests
{
    private const string Many = """
        {"timestamp":"2026-01-02T10:00:00.000000+0000","event_type":"stats","stats":{"uptime":8}}
        {"timestamp":"2026-01-02T10:00:01.000000+0000","flow_id":7,"event_type":"alert","src_ip":"203.0.113.9","src_port":4000,"dest_ip":"10.0.0.2","dest_port":80,"proto":"TCP","alert":{"action":"allowed","gid":1,"signature_id":2026001,"rev":1,"signature":"EXPLOIT demo","category":"Attempted Administrator Privilege Gain","severity":1}}
        {"timestamp":"2026-01-02T10:00:02.000000+0000","flow_id":8,"event_type":"flow","src_ip":"203.0.113.9","dest_ip":"10.0.0.2"}
        """;

    [Fact]
    public void Alerts_are_read_and_other_events_passed_over() =>
        Assert.Equal(
            ["2026001 HIGH 2026-01-02 10:00:01: EXPLOIT demo (Attempted Administrator Privilege Gain): 203.0.113.9 to 10.0.0.2:80, allowed"],
            Alerts.Of(Report.Facts(Many)).Select(alert => alert[(alert.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    [Fact]
    public void A_log_without_alerts_is_a_complete_log()
    {
        var fact = Report.Fact("""{"timestamp":"2026-01-02T10:00:00.000000+0000","event_type":"stats","stats":{}}""");
        Assert.Equal((FactKind.Alerts, Completeness.Complete), (fact.Kind, fact.Completeness));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "suricata");
}
