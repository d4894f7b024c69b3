using System.Collections.Immutable;
using Gatehouse.Model;
using Spectre.Console;

namespace Gatehouse.Cli.Views;

/// <summary>The gates, a row a criterion. What has nothing to say is told in one row a gate unless everything is asked for.</summary>
internal static class GateTable
{
    public static void Write(Ink ink, ImmutableArray<GateVerdict> verdicts, bool verbose)
    {
        var table = Ink.Columns(("GATE", false), ("CRITERION", false), ("OUTCOME", false), ("WHY", true));
        foreach (var verdict in verdicts)
        {
            var gate = $"{ink.Mark(verdict.Outcome)} [bold]{verdict.Stage.ToName()}[/]";
            if (verdict.Mode != GateMode.Enforce)
                gate += $" [grey]({Formats.FieldNames.Of(verdict.Mode)})[/]";
            foreach (var criterion in verdict.Criteria)
            {
                if (!verbose && criterion.Outcome == Outcome.NotJudged)
                    continue;
                table.AddRow(gate, ShortName(criterion.Criterion), Ink.Word(criterion.Outcome), Why(criterion));
                gate = "";
            }

            var unjudged = verdict.Criteria.Where(criterion => criterion.Outcome == Outcome.NotJudged).Select(criterion => ShortName(criterion.Criterion)).ToList();
            if (!verbose && unjudged.Count > 0)
                table.AddRow(gate, "[grey]" + string.Join("\n", unjudged) + "[/]", Ink.Word(Outcome.NotJudged), "[grey]no engine of this build judges it, and nobody brought a report (gatehouse fact add FILE)[/]");
        }

        ink.Console.Write(table);
        ink.Line();
    }

    private static string Why(CriterionResult criterion)
    {
        var why = Ink.Safe(criterion.Reason);
        if (criterion.Outcome is Outcome.Fail or Outcome.Undecided or Outcome.Warn && criterion.Remedy is not null)
            why += $"\n[grey]→ {Ink.Safe(criterion.Remedy)}[/]";
        if (criterion.OwedBy is not null && criterion.Outcome is Outcome.Fail or Outcome.Undecided)
            why += $"\n[grey]owed by {Ink.Safe(criterion.OwedBy!)}[/]";
        return criterion.Outcome is Outcome.NotApplicable ? $"[grey]{why}[/]" : why;
    }

    /// <summary><c>code.secrets</c> → <c>secrets</c>: the gate stands beside it.</summary>
    private static string ShortName(string criterion) => Ink.Safe(criterion[(criterion.IndexOf('.', StringComparison.Ordinal) + 1)..]);
}
