using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Pipeline.Proving;
using Spectre.Console;

namespace Gatehouse.Cli.Views;

/// <summary>A self-test at the terminal: a line an area, then what did not hold, what was not tried, and what it means.</summary>
internal static class SelfTestView
{
    public static void Write(Ink ink, SelfTestOutcome outcome, bool isVerbose)
    {
        var table = Ink.Columns(("", false), ("AREA", false), ("CONTROLS", false), ("CASES HELD", false), ("FAILED", false), ("NOT TRIED", false), ("TIME", true));
        foreach (var area in outcome.Areas)
        {
            var failed = area.Count(CheckOutcome.Failed);
            table.AddRow(ink.Mark(failed > 0 ? Outcome.Fail : Outcome.Pass), Ink.Safe(area.Name), RunView.Number(area.Controls), RunView.Number(area.Count(CheckOutcome.Held)),
                failed == 0 ? "0" : $"[red]{RunView.Number(failed)}[/]", RunView.Number(area.Count(CheckOutcome.Off) + area.Count(CheckOutcome.Untried)), Time(area.Elapsed));
        }

        ink.Console.Write(table);
        ink.Line();
        foreach (var (area, check) in Of(outcome, CheckOutcome.Failed))
            ink.Line($"{ink.Mark(Outcome.Fail)} [bold]{Ink.Safe(area)} {Ink.Safe(check.Control)}[/]: {Ink.Safe(check.Case)}: {Ink.Safe(check.Detail ?? "")}");
        foreach (var (area, check) in Of(outcome, CheckOutcome.Off).Concat(Of(outcome, CheckOutcome.Untried)))
            ink.Line($"{ink.Mark(Outcome.NotJudged)} {Ink.Safe(area)} {Ink.Safe(check.Control)}: {Ink.Safe(check.Detail ?? check.Case)}");
        if (isVerbose)
        {
            foreach (var (area, check) in Of(outcome, CheckOutcome.Held))
                ink.Line($"{ink.Mark(Outcome.Pass)} {Ink.Safe(area)} {Ink.Safe(check.Control)}: {Ink.Safe(check.Case)}");
        }

        foreach (var note in outcome.Notes)
            ink.Line($"[yellow]note:[/] {Ink.Safe(note)}");
        var controls = outcome.Areas.Sum(area => area.Controls);
        var total = outcome.Areas.Aggregate(TimeSpan.Zero, (sum, area) => sum + area.Elapsed);
        ink.Line(outcome.Holds
            ? $"[bold green]PROVEN[/]: {RunView.Count(controls, "control")}, in {Time(total)}"
            : $"[bold red]NOT PROVEN[/]: {RunView.Count(outcome.Areas.Sum(area => area.Count(CheckOutcome.Failed)), "case")} did not hold");
    }

    private static IEnumerable<(string Area, ControlCheck Check)> Of(SelfTestOutcome outcome, CheckOutcome kind) =>
        outcome.Areas.SelectMany(area => area.Checks.Where(check => check.Outcome == kind).Select(check => (area.Name, check)));

    private static string Time(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";
}
