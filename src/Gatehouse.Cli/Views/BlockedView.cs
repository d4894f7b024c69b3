using Gatehouse.Formats;
using Gatehouse.Model;

namespace Gatehouse.Cli.Views;

/// <summary>What blocks, in six lines or fewer: for a hook, where nobody reads more.</summary>
internal static class BlockedView
{
    public static void Write(Ink ink, RunDocument run)
    {
        var stopped = run.Verdicts.Where(verdict => verdict.Outcome is Outcome.Fail or Outcome.Undecided && verdict.Mode != GateMode.Observe).ToList();
        if (stopped.Count == 0)
            return;
        var gate = stopped[0];
        var criterion = gate.Criteria.First(c => c.Outcome == gate.Outcome);
        ink.Line($"[bold red]BLOCKED[/] at the {string.Join(" and ", stopped.Select(v => v.Stage.ToName()))} gate: {Ink.Safe(Cut(ink, criterion.Reason, 40))}");
        foreach (var finding in criterion.Findings.Take(2))
            ink.Line($"  {Ink.Word(finding.Severity)} [cyan]{Ink.Safe(finding.Location?.ToString() ?? "")}[/] {Ink.Safe(Cut(ink, finding.Title ?? finding.RuleId, 30))}");
        if (criterion.Findings.Length > 2)
            ink.Line($"  [grey]and {RunView.Number(criterion.Findings.Length - 2)} more[/]");
        var remedy = criterion.Findings.FirstOrDefault()?.Remedy is null ? criterion.Remedy : "take it out of the change, revoke it if it ever left this machine, then commit again";
        if (remedy is not null)
            ink.Line($"  → {Ink.Safe(Cut(ink, remedy, 6))}");
        ink.Line("[grey]  all of it: gatehouse run --staged -v     no secret? # gatehouse:ignore RULE REASON[/]");
    }

    private static string Cut(Ink ink, string text, int reserved)
    {
        var room = Math.Max(20, ink.Width - reserved);
        return text.Length <= room ? text : text[..(room - 1)] + "…";
    }
}
