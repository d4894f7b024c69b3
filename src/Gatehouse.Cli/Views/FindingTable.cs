using Gatehouse.Formats;
using Gatehouse.Model;
using Spectre.Console;

namespace Gatehouse.Cli.Views;

/// <summary>Findings, worst first: a row each where the terminal is wide, a short paragraph each where it is not.</summary>
internal static class FindingTable
{
    private const int MostRows = 20;

    /// <param name="all">A row for each finding; otherwise one for what a rule found in a file, and at most <see cref="MostRows"/>.</param>
    public static void Write(Ink ink, RunDocument run, bool showSuppressed, bool all)
    {
        var shown = run.Findings.Where(finding => finding.IsActive || showSuppressed).ToList();
        if (shown.Count > 0)
        {
            var rows = all ? [.. shown.Select(finding => new Row(finding, 0))] : Grouped(shown).Take(MostRows).ToList();
            // A long place leaves no room beside it, and would be broken.
            if (ink.IsWide && rows.All(row => (row.Finding.Location?.ToString().Length ?? 0) < ink.Width / 2))
                WriteWide(ink, rows);
            else
                WriteNarrow(ink, rows);
            var left = shown.Count - rows.Sum(row => 1 + row.Others);
            if (left > 0)
                ink.Line($"[grey]and {RunView.Number(left)} more: -v lists them, -o json=FILE keeps them[/]");
            WriteRemedies(ink, rows.Select(row => row.Finding));
        }

        var suppressed = run.Findings.Count(finding => finding.Suppression is not null);
        if (suppressed > 0 && !showSuppressed)
            ink.Line($"[grey]{RunView.Count(suppressed, "finding")} suppressed: --show-suppressed lists them with their reasons[/]");
        if (shown.Count > 0 || suppressed > 0)
            ink.Line();
    }

    /// <param name="Finding">The first, and the worst.</param>
    /// <param name="Others">How many more of its kind its file holds.</param>
    private sealed record Row(Finding Finding, int Others);

    // In the order of the worst of each. What is marked in another way is another row.
    private static IEnumerable<Row> Grouped(List<Finding> findings) => findings
        .GroupBy(finding => (finding.RuleId, finding.Severity, Place: finding.Location?.FullPath ?? finding.Component?.Name, finding.Baseline, finding.IsActive, finding.Probation))
        .Select(group => new Row(group.First(), group.Count() - 1));

    private static void WriteWide(Ink ink, List<Row> rows)
    {
        var table = Ink.Columns(("SEVERITY", false), ("WHERE", true), ("WHAT", true), ("RULE", false), ("OWNER", false));
        foreach (var (finding, others) in rows)
        {
            table.AddRow(
                Ink.Word(finding.Severity),
                Where(finding) + Others(others),
                Ink.Safe(finding.Message) + Marks(finding),
                $"[grey]{Ink.Safe(finding.RuleId)}[/]",
                $"[grey]{Ink.Safe(string.Join(' ', finding.Owners))}[/]");
        }

        ink.Console.Write(table);
    }

    private static void WriteNarrow(Ink ink, List<Row> rows)
    {
        foreach (var (finding, others) in rows)
        {
            ink.WholeLine($"{Ink.Word(finding.Severity)}  {Where(finding)}{Others(others)}");
            var owners = finding.Owners.IsDefaultOrEmpty ? "" : ", owned by " + Ink.Safe(string.Join(' ', finding.Owners));
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

        if (remedies.Any(finding => finding.Kind is FindingKind.Credential or FindingKind.PossibleSecret))
            ink.Line("[grey]No secret, or accepted? A comment beside it, gatehouse:ignore RULE REASON, or suppressions: in gatehouse.yaml[/]");
        if (remedies.Count > 5)
            ink.Line($"[grey]and {RunView.Count(remedies.Count - 5, "remedy").Replace("remedys", "remedies", StringComparison.Ordinal)} more: gatehouse rules explain RULE[/]");
    }

    private static string Others(int count) => count == 0 ? "" : $" [grey]and {RunView.Number(count)} more there[/]";

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
