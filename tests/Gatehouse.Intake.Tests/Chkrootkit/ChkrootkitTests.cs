using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Chkrootkit;

public sealed class ChkrootkitTests
{
    private const string Many = """
        ROOTDIR is `/'
        Checking `amd'...                                           not found
        Checking `basename'...                                      not infected
        Checking `ls'...                                            INFECTED
        Searching for Adore LKM...                                  not tested
        Searching for hidden directories using chkdirs...           WARNING

        WARNING: chkdirs: Possible LKM Trojan installed (or chkdirs failed):
        """;

    [Fact]
    public void A_check_that_found_something_is_one_finding_and_its_explanation_is_none()
    {
        var findings = Report.Findings(Many);
        Assert.Equal([("Checking `ls'", Severity.Critical), ("Searching for hidden directories using chkdirs", Severity.Medium)], findings.Select(finding => (finding.RuleId, finding.Severity)));
    }

    [Fact]
    public void What_was_not_tested_makes_the_scan_partial()
    {
        Assert.Equal(Completeness.Partial, Report.Fact(Many).Completeness);
        var clean = Report.Fact("ROOTDIR is `/'\nChecking `ls'...    not infected\n");
        Assert.Equal((Completeness.Complete, 0), (clean.Completeness, Report.Findings(clean).Length));
    }

    [Fact]
    public void In_quiet_output_a_line_is_a_finding()
    {
        var fact = Report.Fact("WARNING: chkdirs: Possible LKM Trojan installed (or chkdirs failed):\nchkdirs: WARNING: Skipping unsupported filesystem (overlayfs): /tmp/\n");
        Assert.Equal([Severity.Medium, Severity.Info], Report.Findings(fact).Select(finding => finding.Severity));
        Assert.Equal(Completeness.Partial, fact.Completeness);
    }

    [Fact]
    public void Another_text_is_refused() => Assert.Contains("no output of chkrootkit", Report.Problem("WARNING: something\n", "chkrootkit"), StringComparison.Ordinal);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "chkrootkit");
}
