using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Policy;
using Spectre.Console;

namespace Gatehouse.Cli.Views;

/// <summary>The register at the terminal: a table a kind, what wants attention in colour.</summary>
internal static class ApprovalView
{
    public static void Write(Ink ink, ImmutableArray<ApprovalEntry> entries)
    {
        Section(ink, "REQUEST", entries.Where(entry => entry.Kind is ApprovalKind.ApprovalRequest or ApprovalKind.WaiverRequest));
        Section(ink, "APPROVAL", entries.Where(entry => entry.Kind == ApprovalKind.Approval));
        Section(ink, "WAIVER", entries.Where(entry => entry.Kind == ApprovalKind.Waiver));
        if (!entries.Any(entry => entry.Kind is not (ApprovalKind.Review or ApprovalKind.Revocation)))
            ink.Line("[grey]There is no request, approval or waiver here.[/] Ask for one with [bold]gatehouse approval request[/].");
    }

    private static void Section(Ink ink, string name, IEnumerable<ApprovalEntry> entries)
    {
        var rows = entries.ToList();
        if (rows.Count == 0)
            return;
        var table = Ink.Columns((name, false), ("STATE", false), ("FOR", true), ("BY", true), ("UNTIL", false), ("REASON", true));
        foreach (var entry in rows)
        {
            var what = string.Join(' ', entry.For.AddRange(entry.Of));
            var about = entry.Subject is { } subject ? $" [grey]{Ink.Safe(subject.Name)}[/]" : "";
            var id = entry.Kind == ApprovalKind.Waiver ? entry.Id : entry.Id[..12];
            table.AddRow(Ink.Safe(id), State(entry), Ink.Safe(what) + about, By(entry), Until(entry), Ink.Safe(entry.Reason) + (entry.Why.Length > 0 ? $"\n[grey]{Ink.Safe(entry.Why)}[/]" : ""));
        }

        ink.Console.Write(table);
        ink.Line();
    }

    private static string State(ApprovalEntry entry)
    {
        var word = ApprovalWords.Of(entry.State).Replace('-', ' ');
        var state = entry.State switch
        {
            ApprovalState.Granted or ApprovalState.InForce => $"[green]{word}[/]",
            ApprovalState.Requested or ApprovalState.Expiring => $"[yellow]{word}[/]",
            ApprovalState.NotBelieved => $"[magenta]{word}[/]",
            _ => $"[red]{word}[/]",
        };
        return entry.IsUnused ? state + "[grey], unused[/]" : state;
    }

    private static string By(ApprovalEntry entry) => entry.Kind is ApprovalKind.ApprovalRequest or ApprovalKind.WaiverRequest
        ? Ink.Safe(entry.RequestedBy ?? "")
        : Ink.Safe(string.Join(' ', entry.DecidedBy));

    private static string Until(ApprovalEntry entry) => entry.Expires is not { } day ? ""
        : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (entry.DaysLeft is { } left and >= 0 ? $" [grey]({RunView.Count(left, "day")} left)[/]" : "");
}
