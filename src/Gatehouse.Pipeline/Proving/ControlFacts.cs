using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.Proving;

/// <summary>Proofs of controls as facts: a test run of a suite of Gatehouse's own, which turns no gate on.</summary>
public static class ControlFacts
{
    private const int LongestMessage = 300;

    /// <summary>A self-test as a fact: a test case a control.</summary>
    public static Fact Of(SelfTestOutcome outcome, Subject subject, PipelineParts parts)
    {
        var cases = outcome.Areas.SelectMany(area => area.Checks.GroupBy(check => check.Control, StringComparer.Ordinal).Select(control => Case($"{area.Name}/{control.Key}", [.. control])));
        return Run(TestRunPredicate.SelfTest, [.. cases], subject, parts);
    }

    internal static Fact Run(string suite, ImmutableArray<TestCase> cases, Subject subject, PipelineParts parts) => new()
    {
        Kind = FactKind.TestRun,
        Subjects = [subject],
        Producer = new Producer("gatehouse", parts.Version),
        Time = parts.Host.Now,
        Predicate = new TestRunPredicate
        {
            Suite = suite,
            Passed = cases.Count(one => one.Outcome == TestOutcome.Passed),
            Failed = cases.Count(one => one.Outcome == TestOutcome.Failed),
            Skipped = cases.Count(one => one.Outcome == TestOutcome.Skipped),
            Cases = cases,
        },
    };

    internal static string Short(string text) => text.Length <= LongestMessage ? text : string.Concat(text.AsSpan(0, LongestMessage - 1), "…");

    private static TestCase Case(string name, IReadOnlyList<ControlCheck> checks)
    {
        if (checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed) is { } failed)
            return new TestCase(name, TestOutcome.Failed, Short($"{failed.Case}: {failed.Detail}"));
        return checks.Any(check => check.Outcome == CheckOutcome.Held)
            ? new TestCase(name, TestOutcome.Passed)
            : new TestCase(name, TestOutcome.Skipped, Short(checks[0].Detail ?? checks[0].Case));
    }
}
