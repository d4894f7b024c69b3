using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Formats;
using Gatehouse.Model;

namespace Gatehouse.Cli.Views;

/// <summary>A run at the terminal: the gates and why, the findings worst first, what was not judged, and one last line that says what it all means.</summary>
internal static class RunView
{
    private const int MostNotices = 10;

    public static void Write(Ink ink, RunDocument run, RunViewOptions options)
    {
        WriteHead(ink, run);
        if (run.Verdicts.Length > 0)
            GateTable.Write(ink, run.Verdicts, options.Verbose);
        FindingTable.Write(ink, run, options.ShowSuppressed, options.Verbose);
        WriteUnread(ink, run, options.Verbose ? int.MaxValue : MostNotices);
        if (options.Verbose)
            WriteNotices(ink, run, "SKIPPED", NoticeKind.Skipped);
        if (options.Verbose)
            IgnoredTable.Write(ink, IgnoredRate.Of(run));
        WriteNotices(ink, run, "DEGRADED", NoticeKind.Degraded, options.Verbose ? null : ".");
        foreach (var warning in run.Warnings)
            ink.Line($"[yellow]note:[/] {Ink.Safe(warning)}");
        WriteFoot(ink, run, options);
    }

    private static void WriteHead(Ink ink, RunDocument run)
    {
        var policy = run.Verdicts.Length == 0 ? "" : $"[grey]   policy: {Ink.Safe(run.Verdicts[0].PolicySource)}[/]";
        var trial = run.Verdicts.Any(verdict => verdict.IsTrial) ? "   [black on yellow] TRIAL [/]" : "";
        ink.Line($"[bold]{Ink.Safe(run.Subject.Name)}[/]{policy}{trial}");
        ink.Line();
    }

    private static void WriteUnread(Ink ink, RunDocument run, int most)
    {
        var unread = run.Suppliers
            .SelectMany(supplier => supplier.Notices.Where(notice => notice.Kind == NoticeKind.Unread).Select(notice => (supplier.Name, notice)))
            .ToList();
        if (unread.Count == 0)
            return;
        ink.Line($"[bold magenta]NOT JUDGED[/] [grey]({Count(unread.Count, "file")} wanted, and not read or not understood)[/]");
        foreach (var (supplier, notice) in unread.Take(most))
            ink.Line($"  {Ink.Safe(notice.Path)}  [grey]{Ink.Safe(supplier)}: {Ink.Safe(notice.Reason)}[/]");
        if (unread.Count > most)
            ink.Line($"  [grey]and {Number(unread.Count - most)} more: -v lists them[/]");
        ink.Line();
    }

    // What concerns the whole tree ('.') is said to everyone, what concerns a file to who asks for everything.
    private static void WriteNotices(Ink ink, RunDocument run, string title, NoticeKind kind, string? path = null)
    {
        var notices = run.Suppliers.SelectMany(supplier => supplier.Notices).Where(notice => notice.Kind == kind && (path is null || notice.Path == path)).Select(notice => (notice.Path, notice.Reason)).Distinct().ToList();
        if (notices.Count == 0)
            return;
        ink.Line($"[bold]{title}[/]");
        foreach (var notice in notices)
            ink.Line($"  {Ink.Safe(notice.Path)}  [grey]{Ink.Safe(notice.Reason)}[/]");
        ink.Line();
    }

    private static void WriteFoot(Ink ink, RunDocument run, RunViewOptions options)
    {
        var files = run.Suppliers.Select(supplier => supplier.Files).DefaultIfEmpty(0).Max();
        var skipped = run.Suppliers.SelectMany(supplier => supplier.Notices).Where(notice => notice.Kind == NoticeKind.Skipped).Select(notice => notice.Path).Distinct().Count();
        var cached = options.FilesFromCache > 0 ? $", {Number(options.FilesFromCache)} of them unchanged" : "";
        var skips = skipped > 0 ? $", {Number(skipped)} skipped as binary or excluded" : "";
        ink.Line($"[grey]{Count(files, "file")} judged{cached}{skips}, in {Seconds(options.Elapsed)}[/]");
        if (options.Tools.Length > 0)
            ink.Line($"[grey]beside it: {string.Join(", ", options.Tools.Select(tool => $"{Ink.Safe(tool.Name)} {Seconds(tool.Elapsed)}"))}[/]");
        if (options.IsFirstRun)
            ink.Line("[grey]next: gatehouse init writes a policy, hooks and the steps of your CI; gatehouse tools lists scanners for what is not judged[/]");
        ink.Line(Meaning(run));
    }

    /// <summary>The last line: what the exit code says.</summary>
    private static string Meaning(RunDocument run)
    {
        var stopped = run.Verdicts.Where(verdict => verdict.Outcome is Outcome.Fail or Outcome.Undecided).ToList();
        var observed = stopped.Where(verdict => verdict.Mode == GateMode.Observe).Select(verdict => verdict.Stage).ToHashSet();
        if (stopped.Count > 0)
        {
            var names = string.Join(", ", stopped.Select(verdict => $"{verdict.Stage.ToName()} {FieldNames.Of(verdict.Outcome)}"));
            return observed.Count == stopped.Count
                ? $"[yellow]OBSERVED ONLY[/]: {names}; the mode is observe, so nothing is blocked"
                : $"[bold red]STOPPED[/]: {names}";
        }

        if (run.Completeness != Completeness.Complete)
            return "[bold magenta]INCOMPLETE[/]: something could not be judged";
        if (run.Verdicts.Length == 0)
            return run.Findings.Any(finding => finding.IsActive) ? "Findings are listed; no gate was asked." : "[green]Nothing found[/]; no gate was asked.";
        var warned = run.Verdicts.Any(verdict => verdict.Outcome == Outcome.Warn);
        return warned ? "[yellow]MAY GO ON[/], with warnings" : "[bold green]MAY GO ON[/]";
    }

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long value, string noun) => $"{Number(value)} {noun}{(value == 1 ? "" : "s")}";

    private static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";
}

/// <summary>What the caller knows beside the document.</summary>
internal sealed record RunViewOptions(bool Verbose, bool ShowSuppressed, TimeSpan Elapsed, long FilesFromCache)
{
    /// <summary>At a desk, in a repository without a policy: what to do next is said.</summary>
    public bool IsFirstRun { get; init; }

    /// <summary>Tools of others that ran, with the time of each.</summary>
    public ImmutableArray<(string Name, TimeSpan Elapsed)> Tools { get; init; } = [];
}
