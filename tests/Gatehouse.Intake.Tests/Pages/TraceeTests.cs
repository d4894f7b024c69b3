using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: types/trace/trace.go and docs/docs/outputs/event-structure.md of aquasecurity/tracee
public sealed class TraceeTests
{
    private const string Many = """
        {"timestamp":1767348000,"processId":1,"threadEntityId":1,"hostParentProcessId":0,"hostProcessId":41,"processName":"bash","hostName":"node","container":{},"eventId":"59","eventName":"execve","args":[]}
        {"timestamp":1767348001123456789,"processId":1,"threadEntityId":1,"hostParentProcessId":0,"hostProcessId":42,"processName":"strace","hostName":"node","container":{"id":"c1","name":"web"},"eventId":"6000","eventName":"anti_debugging","args":[],"metadata":{"Version":"1","Description":"A process traces itself","Tags":null,"Properties":{"Category":"defense-evasion","Severity":1,"signatureID":"TRC-102","signatureName":"Anti-Debugging detected"}}}
        """;

    [Fact]
    public void Signatures_are_alerts_and_other_events_passed_over() =>
        Assert.Equal(
            ["1767348001123456789-anti_debugging-42 TRC-102 LOW 2026-01-02 10:00:01: Anti-Debugging detected: strace in web"],
            Alerts.Of(Report.Facts(Many)));

    [Fact]
    public void Threats_of_newer_versions_are_alerts() =>
        Assert.Equal(
            ["TRC-5 HIGH 2026-01-02 10:00:01: File modified: a file was modified: bash in /usr/bin/bash"],
            Alerts.Of(Report.Facts("""{"timestamp":{"seconds":"1767348001","nanos":1},"id":6003,"name":"FILE_MODIFICATION","policies":{"matched":["p"]},"workload":{"process":{"thread":{"name":"bash"},"executable":{"path":"/usr/bin/bash"}}},"data":[],"threat":{"name":"File modified","description":"a file was modified","severity":"HIGH","properties":{"signatureID":"TRC-5"}}}"""))
                .Select(alert => alert[(alert.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    [Fact]
    public void A_log_without_alerts_is_a_complete_log()
    {
        var fact = Report.Fact(Many.Split('\n')[0]);
        Assert.Equal((FactKind.Alerts, Completeness.Complete), (fact.Kind, fact.Completeness));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "tracee");
}
