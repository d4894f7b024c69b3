using Gatehouse.Formats;
using Gatehouse.Model;
using Spectre.Console;

namespace Gatehouse.Cli.Views;

/// <summary>Findings, worst first: a row each where the terminal is wide, a short paragraph each where it is not.</summary>
internal static class FindingTable
{
    public static void Write(Ink ink, RunDocument run, bool showSuppressed, int most)
    {
        var shown = run.Findings.Where(finding => finding.IsActive || showSuppressed).ToList();
        if (shown.Count > 0)
        {
            if (ink.IsWide)
                WriteWide(ink, shown, most);
            else
                WriteNarrow(ink, shown, most);
            if (shown.Count > most)
                ink.Line($"[grey]and {RunView.Number(shown.Count - most)} more: -v lists them, -o json=FILE keeps them[/]");
            WriteRemedies(ink, shown.Take(most));
        }

        var suppressed = run.Findings.Count(finding => finding.Suppression is not null);
        if (suppressed > 0 && !showSuppressed)
            ink.Line($"[grey]{RunView.Count(suppressed, "finding")} suppressed: --show-suppressed lists them with their reasons[/]");
        if (shown.Count > 0 || suppressed > 0)
            ink.Line();
    }

    private static void WriteWide(Ink ink, List<Finding> findings, int most)
    {
        var table = Ink.Columns(("SEVERITY", false), ("WHERE", true), ("WHAT", true), ("RULE", false), ("OWNER", false));
        foreach (var finding in findings.Take(most))
        {
            table.AddRow(
                Ink.Word(finding.Severity),
                Where(finding),
                Ink.Safe(finding.Message) + Marks(finding),
                $"[grey]{Ink.Safe(finding.RuleId)}[/]",
                $"[grey]{Ink.Safe(string.Join(' ', finding.Owners))}[/]");
        }

        ink.Console.Write(table);
    }

    private static void WriteNarrow(Ink ink, List<Finding> findings, int most)
    {
        foreach (var finding in findings.Take(most))
        {
            ink.Line($"{Ink.Word(finding.Severity)}  {Where(finding)}");
            var owners = finding.Owners.IsDefaultOrEmpty ? "" : " " + Ink.Safe(string.Join(' ', finding.Owners));
            ink.Console.Write(new Padder(new Markup($"{Ink.Safe(finding.Message)}{Marks(finding)} [grey]{Ink.Safe(finding.RuleId)}{owners}[/]"), new Padding(2, 0, 0, 0)));
        }
    }

    // What to do is said once for each rule, not once for each place.
    private static void WriteRemedies(Ink ink, IEnumerable<Finding> findings)
    {
        var remedies = findings.Where(finding => finding is { IsActive: true, Remedy: not null, Severity: >= Severity.High })
            .GroupBy(finding => finding.RuleId, StringComparer.Ordinal).Select(group => group.First()).ToList();
        if (remedies.Count == 0)
            return;
        ink.Line();
        foreach (var finding in remedies.Take(5))
        {
            ink.Line($"[bold]{Ink.Safe(finding.Title ?? finding.RuleId)}[/]");
            ink.Console.Write(new Padder(new Markup($"{Ink.Safe(finding.Remedy!)}"), new Padding(2, 0, 0, 0)));
        }

        if (remedies.Count > 5)
            ink.Line($"[grey]and {RunView.Count(remedies.Count - 5, "remedy").Replace("remedys", "remedies", StringComparison.Ordinal)} more: gatehouse rules explain RULE[/]");
    }

    private static string Where(Finding finding) =>
        finding.Location is { } location ? $"[cyan]{Ink.Safe(location.ToString())}[/]"
        : finding.Component is { } component ? $"[cyan]{Ink.Safe(component.Name)} {Ink.Safe(component.Version ?? "")}[/]"
        : "[grey]the whole subject[/]";

    private static string Marks(Finding finding)
    {
        var marks = "";
        if (FindingWords.Further(finding) is { Length: > 0 } further)
            marks += $" [grey]{Ink.Safe(further.TrimStart())}[/]";
        if (finding.Baseline == BaselineState.New)
            marks += " [yellow]new[/]";
        if (finding.Suppression is { } suppression)
            marks += $" [grey](suppressed: {Ink.Safe(suppression.Reason.Length > 0 ? suppression.Reason : suppression.Source)})[/]";
        if (finding.Probation is { } probation)
            marks += $" [grey](on probation until packs.{Ink.Safe(probation.Pack)} is at {probation.Release})[/]";
        if (!finding.AlsoReportedBy.IsDefaultOrEmpty)
            marks += $" [grey](also {Ink.Safe(string.Join(", ", finding.AlsoReportedBy))})[/]";
        return marks;
    }
}
