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
        var wanted = input.Policy.SecuritySuites;

        // What Gatehouse proves of itself says nothing of the subject, unless the policy asks for just that.
        IReadOnlyList<StoredFact> runs = [.. input.Facts.Of(FactKind.TestRun).Where(run => !Run(run).IsOfControls || wanted.Contains(Run(run).Suite))];
        if (runs.Count == 0)
            return input.Missing([FactKind.TestRun], "Run the security tests, and add their JUnit report with gatehouse fact add");
        IReadOnlyList<StoredFact> counted = wanted.Length == 0 ? runs : [.. runs.Where(run => wanted.Contains(Run(run).Suite))];
        var failures = counted.SelectMany(Failures).ToList();
        var open = input.Open(failures);
        if (open.Count > 0)
            return input.Result(Outcome.Fail, FormattableString.Invariant($"{open.Count} security test{(open.Count == 1 ? "" : "s")} failed, first {open[0].RuleId}"), counted, open, "Mend what the test proves");

        if (wanted.FirstOrDefault(suite => counted.All(run => Run(run).Suite != suite)) is { } absent)
        {
            var why = input.Facts.WhyNot(FactKind.TestRun);
            return input.Result(Outcome.Undecided, $"the suite {absent} did not run{(why.Length > 0 ? "; " + why : "")}", runs, remedy: $"Run {absent}, and add its JUnit report", owedBy: OwedBy);
        }

        if (counted.FirstOrDefault(run => Run(run).Passed == 0 && Failures(run).Count == 0) is { } idle && (wanted.Length > 0 || counted.All(run => Run(run).Passed == 0)))
            return input.Result(Outcome.Undecided, $"no security test of {Run(idle).Suite} was executed", counted, remedy: "Check the filter that selects the tests", owedBy: OwedBy);
        var passed = counted.Sum(run => (long)Run(run).Passed);
        return input.Result(Outcome.Pass, FormattableString.Invariant($"{passed} security test{(passed == 1 ? "" : "s")} passed{(failures.Count > 0 ? $", {failures.Count} failed and accepted" : "")}"), counted, failures);
    }

    // A report may count failures that it does not list: they are failures too, and only a waiver of the whole criterion accepts them.
    private static List<Finding> Failures(StoredFact stored)
    {
        var run = Run(stored);
        var failures = run.Cases.Where(test => test.Outcome == TestOutcome.Failed).Select(test => Failure(test.Name, test.Message ?? $"{test.Name} failed")).ToList();
        if (run.Failed > failures.Count)
            failures.Add(Failure($"{run.Suite} (cases that the report does not list)", FormattableString.Invariant($"{run.Failed - failures.Count} more tests of {run.Suite} failed")));
        return failures;
    }

    private static Finding Failure(string name, string message) => new()
    {
        RuleId = name,
        Supplier = "tests",
        Kind = FindingKind.Test,
        Severity = Severity.High,
        Message = message,
    };

    private static TestRunPredicate Run(StoredFact stored) => (TestRunPredicate)stored.Fact.Predicate;
}
