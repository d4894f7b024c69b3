using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Security regression tests ran and held. A suite without a single executed case proves nothing.</summary>
[Criterion]
internal sealed class SecurityTestsCriterion : ICriterion
{
    public string Id => "test.security-tests";

    public Stage Stage => Stage.Test;

    public string Question => "Did the security tests run and hold?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.TestRun];

    public string OwedBy => "the job that runs the tests";

    public CriterionResult Judge(CriterionInput input)
    {
        var runs = input.Facts.Of(FactKind.TestRun);
        if (runs.Count == 0)
            return input.Missing(FactKind.TestRun, "Run the security tests, and add their JUnit report with gatehouse fact add");
        var wanted = input.Policy.SecuritySuites;
        var counted = wanted.Length == 0 ? runs : [.. runs.Where(run => wanted.Contains(Run(run).Suite))];
        if (wanted.FirstOrDefault(suite => counted.All(run => Run(run).Suite != suite)) is { } absent)
            return input.Result(Outcome.Undecided, $"the suite {absent} did not run", runs, remedy: $"Run {absent}, and add its JUnit report", owedBy: OwedBy);

        var failed = counted.SelectMany(run => Run(run).Cases.Where(test => test.Outcome == TestOutcome.Failed)).ToList();
        var failures = counted.Sum(run => Run(run).Failed);
        if (failures > 0)
            return input.Result(Outcome.Fail, FormattableString.Invariant($"{failures} security test{(failures == 1 ? "" : "s")} failed{(failed.Count > 0 ? ", first " + failed[0].Name : "")}"), counted, remedy: "Mend what the test proves");
        if (counted.FirstOrDefault(run => run.Fact.Completeness != Completeness.Complete) is { } partial)
            return input.Result(Outcome.Undecided, $"the test report of {partial.Fact.Producer.Name} is incomplete", counted, remedy: "Run the tests again", owedBy: OwedBy);
        var passed = counted.Sum(run => Run(run).Passed);
        return passed == 0
            ? input.Result(Outcome.Undecided, "no security test was executed", counted, remedy: "Check the filter that selects the tests", owedBy: OwedBy)
            : input.Result(Outcome.Pass, FormattableString.Invariant($"{passed} security test{(passed == 1 ? "" : "s")} passed"), counted);
    }

    private static TestRunPredicate Run(StoredFact stored) => (TestRunPredicate)stored.Fact.Predicate;
}
