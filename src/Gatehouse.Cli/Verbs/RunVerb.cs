using System.CommandLine;
using System.Diagnostics;
using Gatehouse.Cli.Views;
using Gatehouse.Model;
using Gatehouse.Pipeline;

namespace Gatehouse.Cli.Verbs;

/// <summary>run, gate and scan: the same run, asked for different ends.</summary>
internal static class RunVerb
{
    public static Command Run(App app)
    {
        var folder = new Argument<string>("PATH") { Description = "The folder to judge.", DefaultValueFactory = _ => "." };
        var arguments = new RunArguments();
        var gate = new Option<string[]>("--gate") { Description = "Judge these gates only." };
        var command = new Command("run", "Scan, take in reports, judge every gate whose facts are there, and say why.") { folder, gate };
        arguments.AddTo(command, gates: true);
        command.SetAction(parsed =>
        {
            var (stages, wrong) = ReadStages(parsed.GetValue(gate) ?? []);
            return wrong is not null ? app.Refuse(wrong) : Execute(app, parsed, arguments, parsed.GetValue(folder)!, options => options with { Stages = [.. stages] });
        });
        return command;
    }

    public static Command Gate(App app)
    {
        var stage = new Argument<string>("STAGE") { Description = "plan code build test release deploy operate" };
        var folder = new Argument<string>("PATH") { Description = "The folder to judge.", DefaultValueFactory = _ => "." };
        var subject = new Option<string?>("--subject") { Description = "Judge this instead of what is checked out: a commit, or sha256:DIGEST of an artifact." };
        var arguments = new RunArguments();
        var command = new Command("gate", "Judge one gate now.") { stage, folder, subject };
        arguments.AddTo(command, gates: true);
        command.SetAction(parsed =>
        {
            var (stages, wrong) = ReadStages([parsed.GetValue(stage)!]);
            if (wrong is not null)
                return app.Refuse(wrong);
            Subject? judged = null;
            if (parsed.GetValue(subject) is { } text)
            {
                (judged, wrong) = SubjectText.Resolve(text, parsed.GetValue(folder)!, app.Host);
                if (judged is null)
                    return app.Refuse(wrong!);
            }

            return Execute(app, parsed, arguments, parsed.GetValue(folder)!, options => options with { Stages = [.. stages], Subject = judged, Scans = options.Scans && judged is null });
        });
        return command;
    }

    public static Command Scan(App app)
    {
        var target = new Argument<string>("TARGET") { Description = "PATH, git:RANGE, staged, history (history:PATH), or - for standard input." };
        var arguments = new RunArguments();
        var command = new Command("scan", "Findings alone: no gate is judged, nothing is kept.") { target };
        arguments.AddTo(command, gates: false);
        command.SetAction(parsed =>
        {
            var text = parsed.GetValue(target)!;
            var folder = ".";
            var (kind, range) = text switch
            {
                "-" => (ScanTarget.StandardInput, null),
                "staged" => (ScanTarget.Staged, null),
                "history" => (ScanTarget.History, null),
                _ when text.StartsWith("history:", StringComparison.Ordinal) => (ScanTarget.History, null),
                _ when text.StartsWith("git:", StringComparison.Ordinal) => (ScanTarget.Range, text[4..]),
                _ => (ScanTarget.Tree, (string?)null),
            };
            if (kind == ScanTarget.Tree)
                folder = text;
            else if (kind == ScanTarget.History && text.Length > "history:".Length)
                folder = text["history:".Length..];
            return Execute(app, parsed, arguments, folder, options => options with { Target = kind, Range = range, JudgesGates = false, Keeps = false });
        });
        return command;
    }

    private static int Execute(App app, ParseResult parsed, RunArguments arguments, string folder, Func<RunOptions, RunOptions> adjust)
    {
        var clock = Stopwatch.StartNew();
        var (options, problem) = arguments.Read(parsed, folder);
        if (options is null)
            return app.Refuse(problem!);
        var (writer, wrong) = ReportOutput.Of(parsed, arguments, app);
        if (writer is null)
            return app.Refuse(wrong!);

        using var progress = new ProgressLine(app.Terminal, parsed.GetValue(arguments.Quiet));
        options = adjust(options);
        var target = options.Target;
        var (outcome, refusal) = GateRun.Execute(options, app.Parts, progress, app.Cancellation, progress);
        progress.Clear();
        if (outcome is null)
            return app.Refuse(refusal!.Lines);
        outcome = FailOn(outcome, parsed.GetValue(arguments.FailOn));
        if (writer.Write(outcome, clock.Elapsed) is { } unwritten)
            return app.Refuse(unwritten);
        if (outcome is { Emptiness: { } reason })
            app.Terminal.Error.WriteLine($"gatehouse: {reason}");
        if (parsed.GetValue(arguments.Comment))
            CommentStep.Write(app, outcome, options, parsed.GetValue(arguments.SoftFail));
        if (outcome.ExitCode == 4)
            app.Terminal.Error.WriteLine($"gatehouse: nothing was there to scan in {(target == ScanTarget.StandardInput ? "standard input" : folder)}");
        return outcome.ExitCode != 1 ? outcome.ExitCode : parsed.GetValue(arguments.SoftFail) ? 0 : parsed.GetValue(arguments.ExitCode);
    }

    private static RunOutcome FailOn(RunOutcome outcome, string? word)
    {
        if (word is null || !Severities.TryParse(word, out var least) || outcome.ExitCode == 2)
            return outcome;
        var fails = outcome.Document.Findings.Any(finding => finding.IsActive && finding.Severity >= least);
        return fails ? outcome with { ExitCode = 1, Document = outcome.Document with { ExitCode = 1 } } : outcome;
    }

    private static (IReadOnlyList<Stage> Stages, string? Problem) ReadStages(IEnumerable<string> words)
    {
        var stages = new List<Stage>();
        foreach (var word in words.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!Stages.TryParse(word, out var stage))
                return ([], $"{word}: no such gate. The gates are: {string.Join(", ", Stages.All.Select(known => known.ToName()))}");
            stages.Add(stage);
        }

        return (stages, null);
    }
}
