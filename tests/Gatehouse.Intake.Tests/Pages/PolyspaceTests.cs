using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PolyspaceTests
{
    // Shape: reports among the tests of jenkinsci/analysis-model, of Bug Finder and of Code Prover.
    private const string Many = "ID\tFamily\tGroup\tColor\tNew\tCheck\tInformation\tFunction\tFile\tStatus\tSeverity\tComment\tCWE ID\tKey\tLine\tCol\n"
        + "1\tDefect\tmemory\tRed\tyes\tNull pointer\tImpact: High\tcalc()\tsrc/a.c\tUnreviewed\tUnset\t\tCWE-476 CWE-690\t12\t222\t49\n"
        + "2\tDefect\tmemory\tRed\tno\tLeak\tImpact: Low\tf()\tsrc/b.c\tJustified\tMedium\tfreed at exit\tCWE-401\t13\t3\t1\n";

    [Fact]
    public void A_defect_has_its_severity_place_and_weakness_and_a_justified_one_is_suppressed() =>
        Assert.Equal(["Null pointer HIGH Code @ src/a.c:222:49 calc(); CWE-476; CWE-690", "Leak MEDIUM Code @ src/b.c:3:1 f(); CWE-401; (Justified: freed at exit)"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void A_green_check_is_no_finding() =>
        Assert.Equal(["Overflow MEDIUM Code @ src/c.c:5:2 g()"], Brief.Of(Report.Fact("ID\tFamily\tGroup\tColor\tNew\tCheck\tInformation\tFunction\tFile\tStatus\tSeverity\tComment\tKey\tLine\tCol\n1\tRun-time Check\tNumerical\tOrange\tyes\tOverflow\t\tg()\tsrc/c.c\tUnreviewed\tUnset\t\tK\t5\t2\n2\tRun-time Check\tNumerical\tGreen\tyes\tOverflow\t\tg()\tsrc/c.c\tUnreviewed\tUnset\t\tK\t6\t2\n")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "polyspace");
}
