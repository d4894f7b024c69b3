using System.Collections.Immutable;
using Gatehouse.Model;
using Spectre.Console;

namespace Gatehouse.Cli.Views;

/// <summary>Each gate with its criteria in rows below it. What has nothing to say is told in one row a gate unless everything is asked for.</summary>
internal static class GateTable
{
    private const int OutcomeWidth = 14;

    public static void Write(Ink ink, ImmutableArray<GateVerdict> verdicts, bool verbose)
    {
        foreach (var verdict in verdicts)
        {
            var rows = verdict.Criteria.Where(criterion => verbose || criterion.Outcome != Outcome.NotJudged)
                .Select(criterion => new Row(criterion.Outcome, ShortName(criterion.Criterion), Why(criterion))).ToList();
            var unjudged = verdict.Criteria.Where(criterion => criterion.Outcome == Outcome.NotJudged).Select(criterion => ShortName(criterion.Criterion)).ToList();
            if (!verbose && unjudged.Count > 0)
                rows.Add(new Row(Outcome.NotJudged, "[grey]" + string.Join("\n", unjudged) + "[/]", "[grey]no engine of this build judges it, and nobody brought a report (gatehouse fact add FILE)[/]"));
            Write(ink, verdict, rows, WidestName(verdicts));
        }

        ink.Line();
    }

    /// <summary>One gate: its mark and name, then its rows, the reasons in a column as wide as the terminal leaves.</summary>
    public static void Write(Ink ink, GateVerdict verdict, IEnumerable<Row> rows, int nameWidth)
    {
        var mode = verdict.Mode == GateMode.Enforce ? "" : $" [grey]({Formats.FieldNames.Of(verdict.Mode)})[/]";
        ink.Line($"{ink.Mark(verdict.Outcome)} [bold]{verdict.Stage.ToName()}[/]{mode}");
        var table = Ink.Columns(("", false), ("", false), ("", true));
        table.Columns[0].Width = OutcomeWidth;
        table.Columns[1].Width = nameWidth;
        foreach (var row in rows.OrderBy(row => Rank(row.Outcome)))
            table.AddRow(Ink.Word(row.Outcome), row.Name, row.Why);
        ink.Console.Write(new Padder(table, new Padding(2, 0, 0, 0)));
    }

    /// <summary>The longest criterion's name, so that the gates' columns stand below each other.</summary>
    public static int WidestName(IEnumerable<GateVerdict> verdicts) =>
        verdicts.SelectMany(verdict => verdict.Criteria).Select(criterion => ShortName(criterion.Criterion).Length).DefaultIfEmpty(0).Max();

    /// <summary><c>code.secrets</c> → <c>secrets</c>: the gate stands above it.</summary>
    public static string ShortName(string criterion) => Ink.Safe(criterion[(criterion.IndexOf('.', StringComparison.Ordinal) + 1)..]);

    // What stops comes first, what has nothing to say last.
    private static int Rank(Outcome outcome) => outcome switch
    {
        Outcome.Fail => 0,
        Outcome.Undecided => 1,
        Outcome.Warn => 2,
        Outcome.Pass => 3,
        Outcome.NotApplicable => 4,
        Outcome.NotJudged => 5,
    };

    private static string Why(CriterionResult criterion)
    {
        var why = Ink.Safe(criterion.Reason);
        if (criterion.Outcome is Outcome.Fail or Outcome.Undecided or Outcome.Warn && criterion.Remedy is not null)
            why += $"\n[grey]→ {Ink.Safe(criterion.Remedy)}[/]";
        if (criterion.OwedBy is not null && criterion.Outcome is Outcome.Fail or Outcome.Undecided)
            why += $"\n[grey]owed by {Ink.Safe(criterion.OwedBy!)}[/]";
        return criterion.Outcome is Outcome.NotApplicable ? $"[grey]{why}[/]" : why;
    }

    /// <summary>A criterion as it is shown; name and reason are markup.</summary>
    internal readonly record struct Row(Outcome Outcome, string Name, string Why);
}
