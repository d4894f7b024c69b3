using System.CommandLine;
using Gatehouse.Cli.Views;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Pipeline;
using Gatehouse.Refinery;

namespace Gatehouse.Cli.Verbs;

/// <summary>baseline: what is there now, so that only what comes later is new.</summary>
internal static class BaselineVerb
{
    public static Command Build(App app)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write; commit it." };
        var folder = new Argument<string>("PATH") { Description = "The folder to scan.", DefaultValueFactory = _ => "." };
        var command = new Command("baseline", "Writes down the findings that are there now: --baseline FILE marks them unchanged.") { file, folder };
        command.SetAction(parsed =>
        {
            var target = parsed.GetValue(file)!;
            var options = new RunOptions { Folder = parsed.GetValue(folder)!, JudgesGates = false, Keeps = false };
            using var progress = new ProgressLine(app.Terminal, isQuiet: false);
            var (outcome, refusal) = GateRun.Execute(options, app.Parts, progress, app.Cancellation);
            progress.Clear();
            if (outcome is null)
                return app.Refuse(refusal!.Lines);
            // What was not read would be new the day it can be.
            if (outcome.Document.Completeness != Completeness.Complete)
                return Incomplete(app, outcome);
            var baseline = Baseline.Of(outcome.Document.Findings, target);
            if (AtomicFile.TryWrite(Path.GetFullPath(target, app.Host.WorkingFolder), baseline.Write()) is { } problem)
                return app.Refuse(problem);
            app.Terminal.Error.WriteLine($"gatehouse: {RunView.Count(baseline.Entries.Sum(entry => entry.Count), "finding")} written to {Terminal.Clean(target)}; commit it, and run with --baseline {Terminal.Clean(target)}");
            return 0;
        });
        return command;
    }

    private static int Incomplete(App app, RunOutcome outcome)
    {
        foreach (var notice in outcome.Document.Suppliers.SelectMany(supplier => supplier.Notices).Where(notice => notice.Kind == NoticeKind.Unread).Take(10))
            app.Terminal.Error.WriteLine($"gatehouse: {Terminal.Clean(notice.Path)}: {Terminal.Clean(notice.Reason)}");
        app.Terminal.Error.WriteLine("gatehouse: no baseline was written: it would lack what could not be read");
        return 3;
    }
}
