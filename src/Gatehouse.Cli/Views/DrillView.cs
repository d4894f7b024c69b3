using Gatehouse.Model;
using Gatehouse.Pipeline.Drilling;

namespace Gatehouse.Cli.Views;

/// <summary>A drill at the terminal: a line a control and case, what a control said that did not refuse, and what it means.</summary>
internal static class DrillView
{
    public static void Write(Ink ink, DrillOutcome outcome, bool isVerbose)
    {
        ink.Line($"[bold]{Ink.Safe(outcome.Subject.Name)}[/]");
        ink.Line();
        foreach (var attempt in outcome.Attempts)
        {
            var (mark, word) = Of(attempt.Result);
            ink.Line($"{ink.Mark(mark)} {attempt.Control.ToName(),-10}  {Ink.Safe(attempt.Case),-11}  {word}  {Ink.Safe(attempt.Sentence)}");
            foreach (var line in isVerbose || attempt.Result != DrillResult.Refused ? attempt.Output : [])
                ink.Line($"    [grey]{Ink.Safe(line)}[/]");
        }

        ink.Line();
        foreach (var warning in outcome.Warnings)
            ink.Line($"[yellow]note:[/] {Ink.Safe(warning)}");
        ink.Line(outcome.ExitCode switch
        {
            0 => "[bold green]REFUSED[/]: every control refused what was planted, and let through what was clean",
            1 => "[bold red]NOT REFUSED[/]: a control let a planted case through",
            _ => "[bold magenta]NOT PROVEN[/]: a control could not be tried, or refuses everything",
        });
    }

    private static (Outcome Mark, string Word) Of(DrillResult result) => result switch
    {
        DrillResult.Refused => (Outcome.Pass, "[green]refused[/]"),
        DrillResult.NotRefused => (Outcome.Fail, "[bold red]NOT REFUSED[/]"),
        DrillResult.ProvesNothing => (Outcome.Undecided, "[magenta]proves nothing[/]"),
        DrillResult.Inconclusive => (Outcome.Undecided, "[magenta]inconclusive[/]"),
    };
}
