using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PicusTests
{
    private const string Header = "simulationRunId,threatId,threatName,threatSeverity,threatPreventionResult,threatDetectionLogResult,threatDetectionAlertResult,actionId,actionName,actionPreventionResult,cve,cwe,severity\n";

    private const string Many = Header
        + "1,9,Download,Critical,Not Blocked,Not Logged,Not Alerted,1001,Cradle,,CVE-2026-1,78,Low\n"
        + "1,9,Dump,High,Not Blocked,Logged,Alerted,1002,Memory,Blocked,,200,Low\n"
        + "1,9,Move,Medium,Blocked,Logged,Alerted,1003,Shares,Not Blocked,,,Low\n";

    [Fact]
    public void An_action_has_the_severity_of_its_threat()
    {
        var finding = Report.Findings(Many)[0];
        Assert.Equal(("1001", Severity.Critical, "Cradle"), (finding.RuleId, finding.Severity, finding.Title));
        Assert.Equal([78], finding.Cwe);
        Assert.Equal(["CVE-2026-1"], finding.Aliases);
    }

    [Fact]
    public void A_blocked_action_is_suppressed_and_the_action_speaks_before_the_threat() =>
        Assert.Equal([("1001", false), ("1003", false), ("1002", true)], Report.Findings(Many).Select(finding => (finding.RuleId, finding.Suppression is not null)));

    [Fact]
    public void A_header_alone_is_a_clean_run() => Assert.Empty(Report.Findings(Header));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "picus");
}
