using System.CommandLine;
using Gatehouse.Cli.Views;
using Gatehouse.Pipeline.Proving;

namespace Gatehouse.Cli.Verbs;

/// <summary>selftest: every control proves that it works.</summary>
internal static class SelfTestVerb
{
    public static Command Build(App app)
    {
        var folder = new Argument<string>("PATH") { Description = "A folder of the repository whose policy is in force.", DefaultValueFactory = _ => "." };
        var only = new Option<string[]>("--only") { Description = "Areas to prove: environment, an engine's name, gates, belief, disarming, suppression.", AllowMultipleArgumentsPerToken = true };
        var format = new Option<string>("--format", "-f") { Description = "table or json.", DefaultValueFactory = _ => "table" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "List every check." };
        var keep = new Option<bool>("--keep") { Description = "Keep the result as a fact about HEAD." };
        var key = new Option<string?>("--key") { Description = "Sign the fact with this private key." };
        var command = new Command("selftest", "Every control proves by its own case that it works here and now; 1 where one does not.") { folder, only, format, verbose, keep, key };
        command.SetAction(parsed =>
        {
            var shape = parsed.GetValue(format)!;
            if (shape is not ("table" or "json"))
                return app.Refuse($"{shape}: selftest is told as table or json");
            if (parsed.GetValue(key) is not null && !parsed.GetValue(keep))
                return app.Refuse("--key signs what --keep keeps: add --keep");
            string[] areas = [.. (parsed.GetValue(only) ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
            try
            {
                var (outcome, refusal) = SelfTest.Run(parsed.GetValue(folder)!, areas, app.Parts, app.Cancellation);
                if (outcome is null)
                    return app.Refuse(refusal!.Lines);
                if (shape == "json")
                    WriteJson(app, outcome);
                else
                    SelfTestView.Write(Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host)), outcome, parsed.GetValue(verbose));
                var unkept = parsed.GetValue(keep) ? Keep(app, outcome, parsed.GetValue(folder)!, parsed.GetValue(key)) : 0;
                return unkept != 0 ? unkept : outcome.Holds ? 0 : 1;
            }
            catch (OperationCanceledException)
            {
                app.Terminal.Error.WriteLine("gatehouse: interrupted: nothing is proven");
                return 3;
            }
        });
        return command;
    }

    private static void WriteJson(App app, SelfTestOutcome outcome)
    {
        using var stream = new MemoryStream();
        SelfTestJson.Write(outcome, stream);
        app.Terminal.Output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static int Keep(App app, SelfTestOutcome outcome, string folder, string? key)
    {
        var (subject, problem) = DossierCommand.SubjectOf(app, null, folder);
        if (subject is null)
            return app.Refuse(problem!);
        return DossierCommand.With(app, folder, (dossier, _) => DossierCommand.Store(app, dossier, ControlFacts.Of(outcome, subject, app.Parts), key, app.Terminal.Error));
    }
}
