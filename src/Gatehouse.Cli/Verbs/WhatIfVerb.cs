using System.CommandLine;
using System.Text;
using Gatehouse.Cli.Views;
using Gatehouse.Configuration;
using Gatehouse.Pipeline.WhatIf;

namespace Gatehouse.Cli.Verbs;

/// <summary>what-if: the last merges of this repository, judged by a policy.</summary>
internal static class WhatIfVerb
{
    public static Command Build(App app)
    {
        var folder = new Argument<string>("PATH") { Description = "The repository.", DefaultValueFactory = _ => "." };
        var policy = new Option<string?>("--config", "-c") { Description = "The policy to try; the one in force by default." };
        var merges = new Option<int>("--merges") { Description = "How many merges, the newest.", DefaultValueFactory = _ => 50 };
        var since = new Option<string?>("--since") { Description = "Only those committed from this day on: 2026-01-31." };
        var branch = new Option<string?>("--branch") { Description = "Whose merges; the default branch where it is not named." };
        var format = new Option<string>("--format", "-f") { Description = "table json markdown", DefaultValueFactory = _ => "table" };
        var jobs = new Option<int>("--jobs") { Description = "Threads; 0 for one a processor." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Every merge and every finding." };
        var command = new Command("what-if", "Judges the last merges by a policy: which it would have blocked, whose they are, how long a fix took. Nothing is kept.") { folder, policy, merges, since, branch, format, jobs, verbose };
        command.SetAction(parsed =>
        {
            DateOnly? from = null;
            if (parsed.GetValue(since) is { } text)
            {
                if (!Scalars.TryDate(text, out var day))
                    return app.Refuse($"--since {text}: a day is wanted, such as 2026-01-31");
                from = day;
            }

            var form = parsed.GetValue(format)!;
            if (form is not ("table" or "json" or "markdown"))
                return app.Refuse($"{form}: what-if is told as table, json or markdown");
            var options = new WhatIfOptions { Folder = parsed.GetValue(folder)!, Policy = parsed.GetValue(policy), Merges = parsed.GetValue(merges), Since = from, Branch = parsed.GetValue(branch), Jobs = parsed.GetValue(jobs) };
            return Execute(app, options, form, parsed.GetValue(verbose));
        });
        return command;
    }

    private static int Execute(App app, WhatIfOptions options, string form, bool verbose)
    {
        using var progress = new ProgressLine(app.Terminal, isQuiet: false);
        var (result, refusal) = WhatIfRun.Execute(options, app.Parts, progress, app.Cancellation);
        progress.Clear();
        if (result is null)
            return app.Refuse(refusal!.Lines);
        if (result.Merges.IsEmpty && result.Incomplete.IsEmpty)
        {
            app.Terminal.Error.WriteLine($"gatehouse: there is no merge to judge on {Host.Terminal.Clean(result.Branch)}{(options.Since is null ? "" : " since that day")}");
            return 4;
        }

        switch (form)
        {
            case "json":
                using (var bytes = new MemoryStream())
                {
                    WhatIfJson.Write(result, bytes);
                    app.Terminal.Output.Write(Encoding.UTF8.GetString(bytes.ToArray()));
                }

                break;
            case "markdown":
                WhatIfMarkdown.Write(result, app.Terminal.Output);
                break;
            default:
                WhatIfView.Write(Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host)), result, verbose);
                break;
        }

        return result.Incomplete.Length > 0 ? 3 : 0;
    }
}
