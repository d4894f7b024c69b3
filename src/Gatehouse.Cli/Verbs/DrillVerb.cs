using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Gatehouse.Cli.Views;
using Gatehouse.Configuration;
using Gatehouse.Host;
using Gatehouse.Pipeline.Drilling;
using Gatehouse.Rules.Secrets;
using Gatehouse.Secrets;

namespace Gatehouse.Cli.Verbs;

/// <summary>drill: plants a case, and sees whether the repository's own hook or pipeline refuses it.</summary>
internal static class DrillVerb
{
    private sealed record Words(Argument<string> Folder, Option<string[]> Controls, Option<string[]> Cases, Option<string?> Script, Option<string[]> Env, Option<string> Timeout, Option<bool> Network, Option<bool> KeepFolder);

    public static Command Build(App app)
    {
        var words = new Words(
            new Argument<string>("PATH") { Description = "A folder of the repository.", DefaultValueFactory = _ => "." },
            new Option<string[]>("--control") { Description = "What should refuse: pre-commit pre-push ci; all by default.", AllowMultipleArgumentsPerToken = true },
            new Option<string[]>("--case") { Description = "What is planted: credential private-key policy ignored; the first three by default.", AllowMultipleArgumentsPerToken = true },
            new Option<string?>("--script") { Description = "A script that stands for the CI's job." },
            new Option<string[]>("--env") { Description = "Hand this variable on; the rest but a few is held back.", AllowMultipleArgumentsPerToken = true },
            new Option<string>("--timeout") { Description = "How long one command may take: 30s 5m.", DefaultValueFactory = _ => "2m" },
            new Option<bool>("--network") { Description = "Let git speak to other hosts, as hooks may want that fetch their tools." },
            new Option<bool>("--keep-folder") { Description = "Do not remove the clone." });
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask: run this repository's hooks and scripts." };
        var noKeep = new Option<bool>("--no-keep") { Description = "Keep no fact about HEAD." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show what each control wrote." };
        var key = new Option<string?>("--key") { Description = "Sign the fact with this private key." };
        var command = new Command("drill", "Plants a case in a throw-away clone and sees whether this repository's own hook or pipeline refuses it.")
        {
            words.Folder, words.Controls, words.Cases, words.Script, words.Env, words.Timeout, words.Network, words.KeepFolder, yes, noKeep, key, verbose,
        };
        command.SetAction(parsed =>
        {
            var (options, problem) = Read(parsed, words);
            if (options is null)
                return app.Refuse(problem!);
            var (plan, refusal) = DrillPlan.Of(options, app.Parts);
            if (plan is null)
                return app.Refuse(refusal!.Lines);
            using (plan)
                return Agreed(app, plan, parsed.GetValue(yes)) is { } no ? app.Refuse(no) : Run(app, plan, parsed.GetValue(words.Folder)!, !parsed.GetValue(noKeep), parsed.GetValue(key), parsed.GetValue(verbose));
        });
        return command;
    }

    private static (DrillOptions? Options, string? Problem) Read(ParseResult parsed, Words words)
    {
        var controls = ImmutableArray.CreateBuilder<DrillControl>();
        foreach (var word in Texts(parsed.GetValue(words.Controls)))
        {
            if (DrillControls.All.Where(control => control.ToName() == word).ToList() is not [var control])
                return (null, $"--control {word}: no such control. The controls are: {string.Join(", ", DrillControls.All.Select(known => known.ToName()))}");
            controls.Add(control);
        }

        if (!Scalars.TryDuration(parsed.GetValue(words.Timeout)!, out var timeout) || timeout < TimeSpan.FromSeconds(1))
            return (null, $"--timeout {parsed.GetValue(words.Timeout)}: a length of time is wanted, such as 30s or 5m");
        // Another one each time, so that no list of known secrets lets it through.
        var round = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        return (new DrillOptions
        {
            Folder = parsed.GetValue(words.Folder)!,
            Controls = controls.Count == 0 ? [.. DrillControls.All] : [.. controls.Distinct().Order()],
            Cases = [.. Texts(parsed.GetValue(words.Cases))],
            Script = parsed.GetValue(words.Script),
            Variables = [.. Texts(parsed.GetValue(words.Env))],
            Timeout = timeout,
            AllowsNetwork = parsed.GetValue(words.Network),
            KeepsFolder = parsed.GetValue(words.KeepFolder),
            Credential = Made("github-personal-access-token", "ghp_{base62:30}{crc}", round),
            PrivateKey = Made("private-key", "-----BEGIN RSA PRIVATE KEY-----\n{base64:64}\n{base64:64}\n{base64:64}\n{base64:64}\n-----END RSA PRIVATE KEY-----\n", round),
        }, null);
    }

    private static string Made(string rule, string template, int round) =>
        CaseTemplate.Expand(RulePack.Read(SecretsRulePack.Bytes.ToArray()).First(known => known.Id == rule), template, 0, round);

    // Null where the user agrees to what is about to run.
    private static string? Agreed(App app, DrillPlan plan, bool isYes)
    {
        app.Terminal.Error.WriteLine("gatehouse: a drill runs hooks and scripts of this repository, as you, in a clone without remotes:");
        foreach (var line in plan.Lines.SelectMany(line => line.Split('\n')))
            app.Terminal.Error.WriteLine("  " + Terminal.Clean(line));
        if (isYes)
            return null;
        if (!app.Terminal.IsInteractive)
            return "nobody is here to agree to that: add --yes where you trust this repository";
        app.Terminal.Error.Write("Run them? [y/N] ");
        using var input = new StreamReader(app.Terminal.Input());
        return input.ReadLine()?.Trim().ToLower(CultureInfo.InvariantCulture) is "y" or "yes" ? null : "nothing was run";
    }

    private static int Run(App app, DrillPlan plan, string folder, bool keeps, string? key, bool isVerbose)
    {
        try
        {
            var (outcome, refusal) = DrillRun.Execute(plan, new Said(app), app.Cancellation);
            if (outcome is null)
                return app.Refuse(refusal!.Lines);
            DrillView.Write(Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host)), outcome, isVerbose);
            var unkept = keeps ? DossierCommand.With(app, folder, (dossier, _) => DossierCommand.Store(app, dossier, outcome.ToFact(app.Parts), key, app.Terminal.Error)) : 0;
            return unkept != 0 ? unkept : outcome.ExitCode;
        }
        catch (OperationCanceledException)
        {
            app.Terminal.Error.WriteLine("gatehouse: interrupted: nothing is proven");
            return 3;
        }
    }

    private static IEnumerable<string> Texts(string[]? values) => (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private sealed class Said(App app) : IProgress<string>
    {
        public void Report(string value) => app.Terminal.Error.WriteLine("gatehouse: " + value);
    }
}
