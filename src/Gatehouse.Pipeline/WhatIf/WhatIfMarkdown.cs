using System.Globalization;
using Gatehouse.Formats;
using Gatehouse.Formats.Markdown;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>The result as a page to discuss in a pull request.</summary>
public static class WhatIfMarkdown
{
    private const int MostRows = 200;

    /// <summary>Writes it.</summary>
    public static void Write(WhatIfResult result, TextWriter writer)
    {
        var summary = WhatIfSummary.Of(result);
        Line(writer, $"## What if: {Escape(result.PolicySource)}");
        Line(writer);
        Line(writer, Escape(char.ToUpperInvariant(WhatIfWords.Counted(result)[0]) + WhatIfWords.Counted(result)[1..]) + ".");
        foreach (var sentence in result.Incomplete)
            Line(writer, $"\n**INCOMPLETE**: {Escape(sentence)}");
        Line(writer, "\n| mode | would have been |\n|---|---|");
        Line(writer, $"| as written | {WhatIfWords.Of(summary.AsWritten, result.Merges.Length)} |");
        Line(writer, $"| new-code | {WhatIfWords.Of(summary.NewCode, result.Merges.Length)} |");
        Line(writer, $"| enforce | {WhatIfWords.Of(summary.Enforce, result.Merges.Length)} |");
        var stopped = result.Merges.Where(merge => merge.Worst(gate => gate.Enforce) is Outcome.Fail or Outcome.Undecided).ToList();
        if (stopped.Count > 0)
            Line(writer, "\n| date | merge | by | as written | new-code | enforce |\n|---|---|---|---|---|---|");
        foreach (var merge in stopped.Take(MostRows))
            Line(writer, $"| {merge.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} | {merge.Commit[..9]} {Escape(merge.Title)} | {Escape(merge.Author)} | {Word(merge, gate => gate.AsWritten)} | {Word(merge, gate => gate.NewCode)} | {Word(merge, gate => gate.Enforce)} |");
        if (stopped.Count > MostRows)
            Line(writer, $"\nand {stopped.Count - MostRows} more");
        if (result.Findings.Length > 0)
            Line(writer, "\n| finding | where | owners | brought | ended |\n|---|---|---|---|---|");
        foreach (var finding in result.Findings.Take(MostRows))
            Line(writer, $"| {finding.Finding.Severity.ToLabel()} {Escape(finding.Finding.RuleId)} | {Escape(WhatIfWords.Place(finding))} | {Escape(string.Join(", ", WhatIfSummary.OwnersOf(finding.Finding)))} | {Escape(WhatIfWords.Origin(finding, result))} | {Escape(WhatIfWords.End(finding, result))} |");
        if (result.Findings.Length > MostRows)
            Line(writer, $"\nand {result.Findings.Length - MostRows} more");
        Groups(writer, "owner", summary.Owners);
        Groups(writer, "rule", summary.Rules);
        if (result.NotJudged.Length > 0)
            Line(writer, $"\nNot judged by what-if, and counted neither way: {string.Join(", ", result.NotJudged.Select(criterion => $"`{criterion.Criterion}`"))}.");
    }

    private static void Groups(TextWriter writer, string name, IReadOnlyList<FindingGroup> groups)
    {
        if (groups.Count == 0)
            return;
        Line(writer, $"\n| {name} | findings | fixed | ignored later | still there | median time to fix | |\n|---|---|---|---|---|---|---|");
        foreach (var group in groups)
            Line(writer, $"| {Escape(group.Name)} | {group.Findings} | {group.Fixed} | {group.Suppressed} | {group.Open} | {(group.Median is { } median ? Spans.Of(median) : "")} | {group.Hint} |");
    }

    private static string Word(JudgedMerge merge, Func<JudgedGate, Outcome> mode)
    {
        var gates = merge.Gates.Where(gate => mode(gate) is Outcome.Fail or Outcome.Undecided).Select(gate => $"{gate.Stage.ToName()}: {FieldNames.Of(mode(gate))}").ToList();
        return gates.Count == 0 ? FieldNames.Of(merge.Worst(mode)) : $"**{string.Join(", ", gates)}**";
    }

    private static string Escape(string text) => MarkdownText.Escape(text);

    private static void Line(TextWriter writer, string text = "") => writer.Write(text + "\n");
}
