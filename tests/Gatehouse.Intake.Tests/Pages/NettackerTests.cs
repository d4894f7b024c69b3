using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class NettackerTests
{
    private const string Many = """
        [ { "scan_id": "a", "target": "192.0.2.1", "module_name": "port_scan", "date": "2026-02-01 10:00:00", "port": 80, "event": "open", "json_event": "{}" },
          { "scan_id": "a", "target": "192.0.2.1", "module_name": "ssh_brute", "date": "2026-02-01 10:00:00", "port": 22, "event": "username: root pass: hidden-word", "json_event": "{}" },
          { "scan_id": "a", "target": "192.0.2.1", "module_name": "clickjacking_vuln", "date": "2026-02-01 10:00:00", "port": "", "event": "e", "json_event": "{}" },
          { "scan_id": "a", "target": "192.0.2.1", "module_name": "heartbleed_vuln", "date": "2026-02-01 10:00:00", "port": 443, "event": "e", "json_event": "{}" } ]
        """;

    [Fact]
    public void The_kind_of_module_is_the_severity_and_host_and_port_are_the_place() =>
        Assert.Equal(
            [("ssh_brute", Severity.High, "192.0.2.1:22"), ("heartbleed_vuln", Severity.Medium, "192.0.2.1:443"), ("clickjacking_vuln", Severity.Low, "192.0.2.1"), ("port_scan", Severity.Info, "192.0.2.1:80")],
            Report.Findings(Many).Select(finding => (finding.RuleId, finding.Severity, finding.Location!.Path)));

    [Fact]
    public void What_was_guessed_is_not_taken() => Assert.DoesNotContain(Report.Findings(Many), finding => finding.ToString().Contains("hidden-word", StringComparison.Ordinal));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "nettacker");
}
