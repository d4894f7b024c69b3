using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Lynis;

public sealed class LynisTests
{
    private const string Many = """
        # Lynis Report
        report_version_major=1
        report_datetime_start=2026-02-01 10:00:00
        lynis_version=3.1.4
        suggestion[]=FILE-7524|Consider restricting file permissions|See log file|text:Use chmod to change file permissions|
        warning[]=LOGG-2138|klogd is not running|-|-|
        vulnerable_package[]=openssl|1.1.1k|
        exception_event[]=BOOT-5104:002|No data found|
        tests_executed=FILE-7524|LOGG-2138|
        report_datetime_end=2026-02-01 10:00:30

        """;

    [Fact]
    public void A_warning_is_more_than_a_suggestion()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.OtherScan, "3.1.4", new DateTimeOffset(2026, 2, 1, 10, 0, 30, TimeSpan.Zero), Completeness.Complete), (fact.Kind, fact.Producer.Version, fact.Time, fact.Completeness));
        var findings = Report.Findings(fact).ToDictionary(finding => finding.Component?.Name ?? finding.RuleId);
        Assert.Equal((Severity.Medium, Severity.Low), (findings["LOGG-2138"].Severity, findings["FILE-7524"].Severity));
        Assert.Equal(("Consider restricting file permissions (See log file)", "Use chmod to change file permissions"), (findings["FILE-7524"].Message, findings["FILE-7524"].Remedy));
        Assert.Equal(new Component("openssl", "1.1.1k"), findings["openssl"].Component);
    }

    [Fact]
    public void An_audit_without_findings_is_a_clean_scan_and_one_that_did_not_end_is_partial()
    {
        const string Start = "# Lynis Report\nreport_version_major=1\nlynis_version=3.1.4\n";
        var whole = Report.Fact(Start + "report_datetime_end=2026-02-01 10:00:30\n");
        Assert.Equal((FactKind.OtherScan, Completeness.Complete, 0), (whole.Kind, whole.Completeness, Report.Findings(whole).Length));
        Assert.Equal(Completeness.Partial, Report.Fact(Start).Completeness);
    }

    [Fact]
    public void Another_text_is_not_taken() => Assert.Contains("no report of Lynis", Report.Problem("warning[]=A|b|-|-|\n", "lynis"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "lynis");
}
