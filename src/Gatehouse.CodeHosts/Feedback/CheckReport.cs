using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.CodeHosts.Feedback;

/// <summary>What a check concludes.</summary>
internal enum CheckConclusion
{
    /// <summary>It may go on.</summary>
    Success,

    /// <summary>Something is wrong that stops nothing here.</summary>
    Neutral,

    /// <summary>A gate failed.</summary>
    Failure,

    /// <summary>A gate is undecided: someone has to bring what is missing.</summary>
    ActionRequired,
}

/// <summary>The check on the change's newest commit.</summary>
/// <param name="Name">What branch protection may ask for by name.</param>
/// <param name="Conclusion">What it says.</param>
/// <param name="Title">One line.</param>
/// <param name="Summary">Markdown.</param>
/// <param name="Notes">Findings at their lines.</param>
internal sealed record CheckReport(string Name, CheckConclusion Conclusion, string Title, string Summary, ImmutableArray<LineNote> Notes)
{
    private const int MostSummary = 60_000;

    public static CheckReport Of(FeedbackRequest request, FeedbackText text, ImmutableArray<LineNote> notes)
    {
        var run = request.Document;
        var stopped = run.Verdicts.Where(verdict => verdict.Outcome is Outcome.Fail or Outcome.Undecided).ToList();
        var names = string.Join(", ", stopped.Select(verdict => $"{verdict.Stage.ToName()} {(verdict.Outcome == Outcome.Fail ? "failed" : "undecided")}"));
        var conclusion = run.ExitCode switch
        {
            0 when stopped.Count > 0 => CheckConclusion.Neutral,
            0 => CheckConclusion.Success,
            1 => request.IsSoft ? CheckConclusion.Neutral : CheckConclusion.Failure,
            _ => CheckConclusion.ActionRequired,
        };
        var title = stopped.Count > 0 ? (conclusion == CheckConclusion.Neutral ? "observed only: " : "stopped: ") + names
            : run.ExitCode != 0 ? "not everything could be judged"
            : run.Verdicts.Any(verdict => verdict.Outcome == Outcome.Warn) ? "may go on, with warnings" : "may go on";
        return new CheckReport(request.CheckName, conclusion, title, text.Report(MostSummary), notes);
    }
}
