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
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan, FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.Equal(("3.1.4", new DateTimeOffset(2026, 2, 1, 10, 0, 30, TimeSpan.Zero), Completeness.Complete), (facts[0].Producer.Version, facts[0].Time, facts[0].Completeness));
        var findings = Report.Findings(facts[0]);
        Assert.Equal([("LOGG-2138", Severity.Medium), ("FILE-7524", Severity.Low)], findings.Select(finding => (finding.RuleId, finding.Severity)));
        Assert.Equal(("Consider restricting file permissions (See log file)", "Use chmod to change file permissions"), (findings[1].Message, findings[1].Remedy));
        Assert.Equal(new Component("openssl", "1.1.1k"), Assert.Single(Report.Findings(facts[1])).Component);
    }

    [Fact]
    public void An_audit_without_findings_is_a_clean_scan_and_one_that_did_not_end_is_partial()
    {
        const string Start = "# Lynis Report\nreport_version_major=1\nlynis_version=3.1.4\n";
        var whole = Report.Fact(Start + "report_datetime_end=2026-02-01 10:00:30\n");
        Assert.Equal((FactKind.ConfigurationScan, Completeness.Complete, 0), (whole.Kind, whole.Completeness, Report.Findings(whole).Length));
        Assert.Equal(Completeness.Partial, Report.Fact(Start).Completeness);
    }

    [Fact]
    public void Another_text_is_not_taken() => Assert.Contains("no report of Lynis", Report.Problem("warning[]=A|b|-|-|\n", "lynis"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "lynis");
}
