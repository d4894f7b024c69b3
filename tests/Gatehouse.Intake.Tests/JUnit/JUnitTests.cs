using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.JUnit;

public sealed class JUnitTests
{
    private const string Many = """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="6">
          <testsuite name="security" tests="5" failures="1" errors="1" skipped="1" timestamp="2026-02-27T09:30:00">
            <testcase classname="auth.Login" name="refuses_a_wrong_password" time="0.1"/>
            <testcase classname="auth.Login" name="locks_after_five"><failure message="not locked">at Login.cs:5</failure></testcase>
            <testcase classname="auth.Login" name="times_out"><error>socket closed
              more</error></testcase>
            <testcase classname="auth.Login" name="later"><skipped message="needs a browser"/></testcase>
            <testsuite name="inner" tests="1" failures="0"><testcase name="bare"/></testsuite>
          </testsuite>
          <testsuite name="unit" tests="1" failures="0" errors="0"><testcase classname="a.B" name="c"/></testsuite>
        </testsuites>
        """;

    [Fact]
    public void An_outermost_suite_is_a_test_run_with_the_cases_of_those_within_it()
    {
        var facts = Report.Facts(Many);
        Assert.Equal(2, facts.Length);
        var run = Assert.IsType<TestRunPredicate>(facts[0].Predicate);
        Assert.Equal(("security", 2, 2, 1), (run.Suite, run.Passed, run.Failed, run.Skipped));
        Assert.Equal(["auth.Login.later", "auth.Login.locks_after_five", "auth.Login.refuses_a_wrong_password", "auth.Login.times_out", "bare"], run.Cases.Select(test => test.Name));
        Assert.Equal("not locked", run.Cases[1].Message);
        Assert.Equal("socket closed more", run.Cases[3].Message);
        Assert.Equal(new DateTimeOffset(2026, 2, 27, 9, 30, 0, TimeSpan.Zero), facts[0].Time);
        Assert.All(facts, fact => Assert.Equal((FactKind.TestRun, Completeness.Complete), (fact.Kind, fact.Completeness)));
    }

    [Fact]
    public void No_suite_is_a_run_of_no_case()
    {
        var run = Assert.IsType<TestRunPredicate>(Report.Fact("<testsuites/>").Predicate);
        Assert.Equal(("unnamed suite", 0, 0), (run.Suite, run.Passed, run.Cases.Length));
    }

    [Fact]
    public void One_suite_may_be_the_root() =>
        Assert.Equal("pytest", Assert.IsType<TestRunPredicate>(Report.Fact("""<testsuite name="pytest" tests="1"><testcase name="a"/></testsuite>""").Predicate).Suite);

    [Theory]
    [InlineData("""tests="3" failures="0" """)]
    [InlineData("""tests="1" failures="1" errors="0" """)]
    [InlineData("""tests="1" skipped="2" """)]
    [InlineData("""tests="many" """)]
    [InlineData("""tests="-1" """)]
    public void Counts_that_do_not_fit_the_cases_make_the_run_partial(string counts)
    {
        var fact = Report.Fact($"""<testsuite name="s" {counts}><testcase name="a"/></testsuite>""");
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Equal(NoticeKind.Unread, fact.Notices[0].Kind);
    }

    [Fact]
    public void A_report_that_counts_more_tests_than_its_suites_hold_is_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact("""<testsuites tests="2"><testsuite name="s"><testcase name="a"/></testsuite></testsuites>""").Completeness);

    [Fact]
    public void A_suite_that_itself_ended_in_error_is_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact("""<testsuite name="s"><error message="setup"/><testcase name="a"/></testsuite>""").Completeness);

    [Fact]
    public void A_case_that_was_not_run_is_skipped_and_never_passed() =>
        Assert.Equal(0, Assert.IsType<TestRunPredicate>(Report.Fact("""<testsuite name="s"><testcase name="a" status="notrun"/></testsuite>""").Predicate).Passed);

    [Fact]
    public void Another_root_is_no_report() => Assert.Contains("of no known format", Report.Problem("<testrun/>"));

    [Fact]
    public void A_truncated_report_is_refused() => Assert.Contains("not readable as XML", Report.Problem(Many[..600]));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "junit");
}
