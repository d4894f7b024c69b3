using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Pipeline.Proving;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>What a control did with a case.</summary>
public enum DrillResult
{
    /// <summary>It let the clean half pass and refused the case.</summary>
    Refused,

    /// <summary>It let the case pass.</summary>
    NotRefused,

    /// <summary>It refused what is clean as well: that it refused the case proves nothing.</summary>
    ProvesNothing,

    /// <summary>It could not be tried.</summary>
    Inconclusive,
}

/// <summary>One control against one case.</summary>
/// <param name="Control">Which.</param>
/// <param name="Case">The case's name.</param>
/// <param name="Result">What it did.</param>
/// <param name="Sentence">How that shows, with the remedy where there is one.</param>
/// <param name="Output">The last lines that it wrote, without what was planted.</param>
public sealed record DrillAttempt(DrillControl Control, string Case, DrillResult Result, string Sentence, ImmutableArray<string> Output);

/// <summary>What a drill came to.</summary>
/// <param name="Subject">The commit on which the cases were planted.</param>
/// <param name="Attempts">A control after the other.</param>
/// <param name="Warnings">What is left to tell, a sentence each.</param>
public sealed record DrillOutcome(Subject Subject, ImmutableArray<DrillAttempt> Attempts, ImmutableArray<string> Warnings)
{
    /// <summary>1 where a control let a case pass, 3 where one proves nothing or could not be tried, 0 where all refused.</summary>
    public int ExitCode => Attempts.Any(attempt => attempt.Result == DrillResult.NotRefused) ? 1 : Attempts.All(attempt => attempt.Result == DrillResult.Refused) ? 0 : 3;

    /// <summary>The drill as a fact about the commit.</summary>
    public Fact ToFact(PipelineParts parts) => ControlFacts.Run(TestRunPredicate.Drill, [.. Attempts.Select(Case)], Subject, parts);

    private static TestCase Case(DrillAttempt attempt) => new(
        $"{attempt.Control.ToName()}/{attempt.Case}",
        attempt.Result switch { DrillResult.Refused => TestOutcome.Passed, DrillResult.NotRefused => TestOutcome.Failed, _ => TestOutcome.Skipped },
        ControlFacts.Short(attempt.Sentence));
}
