using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Pipeline.WhatIf;
using Gatehouse.Policy;
using Spectre.Console;

namespace Gatehouse.Cli.Views;

/// <summary>A what-if at the terminal: the counts first, then the merges that would have been stopped, why, and whose it was.</summary>
internal static class WhatIfView
{
    private const int Few = 15;

    public static void Write(Ink ink, WhatIfResult result, bool verbose)
    {
        var summary = WhatIfSummary.Of(result);
        var most = verbose ? int.MaxValue : Few;
        ink.Line($"[bold]What if[/] {Ink.Safe(result.PolicySource)} [grey](digest {result.PolicyDigest[..12]})[/] had judged {Ink.Safe(WhatIfWords.Counted(result))}");
        foreach (var sentence in result.Incomplete)
            ink.Line($"[bold magenta]INCOMPLETE[/] {Ink.Safe(sentence)}");
        ink.Line();
        Modes(ink, summary, result.Merges.Length);
        Merges(ink, result, verbose ? [.. result.Merges.Reverse()] : [.. result.Merges.Reverse().Where(IsStopped)], most);
        Findings(ink, result, most);
        Groups(ink, "OWNER", summary.Owners, most);
        Groups(ink, "RULE", summary.Rules, most);
        if (result.NotJudged.Length > 0)
            ink.Line($"[grey]not judged by what-if, and counted neither way: {Ink.Safe(string.Join(", ", result.NotJudged.Select(criterion => criterion.Criterion)))}[/]");
        foreach (var warning in result.Warnings)
            ink.Line($"[grey]{Ink.Safe(warning)}[/]");
    }

    private static void Modes(Ink ink, WhatIfSummary summary, int all)
    {
        var table = Ink.Columns(("", false), ("", true));
        table.AddRow("as written", WhatIfWords.Of(summary.AsWritten, all));
        table.AddRow("new-code", WhatIfWords.Of(summary.NewCode, all));
        table.AddRow("enforce", WhatIfWords.Of(summary.Enforce, all));
        ink.Console.Write(table);
        ink.Line();
    }

    private static void Merges(Ink ink, WhatIfResult result, List<JudgedMerge> merges, int most)
    {
        if (merges.Count == 0)
            return;
        var table = ink.IsWide
            ? Ink.Columns(("DATE", false), ("MERGE", false), ("AS WRITTEN", false), ("NEW-CODE", false), ("ENFORCE", false), ("BY", false), ("TITLE", true))
            : Ink.Columns(("DATE", false), ("MERGE", false), ("AS WRITTEN", false), ("NEW-CODE", false), ("ENFORCE", false));
        foreach (var merge in merges.Take(most))
        {
            string[] row = [merge.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), merge.Commit[..9], AsWritten(merge), Ink.Word(merge.Worst(gate => gate.NewCode)), Ink.Word(merge.Worst(gate => gate.Enforce))];
            table.AddRow(ink.IsWide ? [.. row, Ink.Safe(merge.Author), Ink.Safe(merge.Title)] : row);
        }

        ink.Console.Write(table);
        More(ink, merges.Count - most);
        foreach (var merge in result.Merges.Where(merge => merge.Unread.Length > 0).Take(3))
            ink.Line($"[magenta]unread at {merge.Commit[..9]}:[/] {Ink.Safe(merge.Unread[0].Path)}: {Ink.Safe(merge.Unread[0].Reason)}");
        ink.Line();
    }

    private static void Findings(Ink ink, WhatIfResult result, int most)
    {
        if (result.Findings.Length == 0)
            return;
        var table = Ink.Columns(("SEVERITY", false), ("WHERE", true), ("RULE", false), ("OWNER", true), ("BROUGHT", true), ("ENDED", true));
        foreach (var finding in result.Findings.Reverse().Take(most))
        {
            table.AddRow(
                Ink.Word(finding.Finding.Severity), $"[cyan]{Ink.Safe(WhatIfWords.Place(finding))}[/]", Ink.Safe(finding.Finding.RuleId), Ink.Safe(string.Join(' ', WhatIfSummary.OwnersOf(finding.Finding))),
                Ink.Safe(WhatIfWords.Origin(finding, result)), Ink.Safe(WhatIfWords.End(finding, result)));
        }

        ink.Console.Write(table);
        More(ink, result.Findings.Length - most);
        ink.Line();
    }

    private static void Groups(Ink ink, string name, IReadOnlyList<FindingGroup> groups, int most)
    {
        if (groups.Count == 0)
            return;
        var table = Ink.Columns((name, false), ("FINDINGS", false), ("FIXED", false), ("IGNORED", false), ("THERE", false), ("MEDIAN FIX", false), ("", true));
        foreach (var group in groups.Take(most))
            table.AddRow(Ink.Safe(group.Name), RunView.Number(group.Findings), RunView.Number(group.Fixed), RunView.Number(group.Suppressed), RunView.Number(group.Open), group.Median is { } median ? Spans.Of(median) : "", group.Hint is null ? "" : $"[yellow]{Ink.Safe(group.Hint)}[/]");
        ink.Console.Write(table);
        More(ink, groups.Count - most);
        ink.Line();
    }

    private static void More(Ink ink, int left)
    {
        if (left > 0)
            ink.Line($"[grey]and {RunView.Number(left)} more: -v lists them, -f json keeps them[/]");
    }

    // A gate in observe blocks nothing, and says what it would have said.
    private static string AsWritten(JudgedMerge merge)
    {
        var blocking = merge.Worst(gate => gate.Mode == GateMode.Observe ? Outcome.Pass : gate.AsWritten);
        var said = merge.Worst(gate => gate.AsWritten);
        return blocking == said || blocking is Outcome.Fail or Outcome.Undecided ? Ink.Word(blocking) : $"[grey]{Formats.FieldNames.Of(said)}, observed[/]";
    }

    private static bool IsStopped(JudgedMerge merge) => merge.Worst(gate => gate.Enforce) is Outcome.Fail or Outcome.Undecided || merge.Worst(gate => gate.AsWritten) is Outcome.Fail or Outcome.Undecided;
}
