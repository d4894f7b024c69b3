using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class SecurityTestsTable
{
    internal static readonly TruthTable Table = new("test.security-tests")
    {
        { "no fact", Outcome.Undecided, "no test-run of the commit is there", world => { } },
        { "stale fact", Outcome.Undecided, "is stale: 8 days old, at most 7 days", world => world.Fact(FactKind.TestRun, Run(3), hours: 8 * 24) },
        { "all passed", Outcome.Pass, "3 security tests passed", world => world.Fact(FactKind.TestRun, Run(3)) },
        { "one failed", Outcome.Fail, "1 security test failed, first Login.locks_after_five", world => world.Fact(FactKind.TestRun, Run(3, 1, "security", "Login.locks_after_five")) },
        { "one failed that the report does not list", Outcome.Fail, "1 security test failed", world => world.Fact(FactKind.TestRun, Run(3, 1)) },
        { "no test in the report", Outcome.Undecided, "no security test of security was executed", world => world.Fact(FactKind.TestRun, Run(0)) },
        { "all skipped", Outcome.Undecided, "was executed", world => world.Fact(FactKind.TestRun, new TestRunPredicate { Suite = "security", Skipped = 9 }) },
        { "the named suite ran", Outcome.Pass, "3 security tests", world => { Want(world, "security"); world.Fact(FactKind.TestRun, Run(3)); } },
        { "another suite than the named one ran", Outcome.Undecided, "the suite security did not run", world => { Want(world, "security"); world.Fact(FactKind.TestRun, Run(3, suite: "unit")); } },
        { "one of two named suites is stale", Outcome.Undecided, "the suite fuzz did not run; the test-run of tool is stale", world => { Want(world, "security", "fuzz"); world.Fact(FactKind.TestRun, Run(3)).Fact(FactKind.TestRun, Run(3, suite: "fuzz"), hours: 8 * 24); } },
        { "one of two named suites executed nothing", Outcome.Undecided, "no security test of fuzz was executed", world => { Want(world, "security", "fuzz"); world.Fact(FactKind.TestRun, Run(3)).Fact(FactKind.TestRun, Run(0, suite: "fuzz")); } },
        { "one suite is missing, and another failed", Outcome.Fail, "failed", world => { Want(world, "security", "fuzz"); world.Fact(FactKind.TestRun, Run(3, 1, "security", "a")); } },
        { "a suite that is not named failed", Outcome.Pass, "3 security tests", world => { Want(world, "security"); world.Fact(FactKind.TestRun, Run(3)).Fact(FactKind.TestRun, Run(3, 1, "unit")); } },
        { "run again, and passed", Outcome.Pass, "4 security tests", world => world.Fact(FactKind.TestRun, Run(3, 1, "security", "a"), hours: 5).Fact(FactKind.TestRun, Run(4)) },
        { "incomplete", Outcome.Undecided, "is incomplete", world => world.Fact(FactKind.TestRun, Run(3), completeness: Completeness.Partial) },
        { "by a stranger in CI", Outcome.Undecided, "does not name", world => world.Ci().Fact(FactKind.TestRun, Run(3), trust: Trust.Stranger) },
        { "the failing test is waived", Outcome.Pass, "1 failed and accepted; waived until", world => world.Waive("test.security-tests", ids: ["a"]).Fact(FactKind.TestRun, Run(3, 1, "security", "a")) },
        { "one of two failing tests is waived", Outcome.Fail, "first b", world => world.Waive("test.security-tests", ids: ["a"]).Fact(FactKind.TestRun, Run(3, 2, "security", "a", "b")) },
        { "the failing test is waived, and the report counts one more", Outcome.Fail, "cases that the report does not list", world => world.Waive("test.security-tests", ids: ["a"]).Fact(FactKind.TestRun, Run(3, 2, "security", "a")) },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static TestRunPredicate Run(int passed, int failed = 0, string suite = "security", params string[] failures) => new() { Suite = suite, Passed = passed, Failed = failed, Cases = [.. failures.Select(name => new TestCase(name, TestOutcome.Failed, "it did not hold"))] };

    private static void Want(World world, params string[] suites) => world.Policy = world.Policy with { SecuritySuites = [.. suites] };
}
