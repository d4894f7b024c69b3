using System.CommandLine;
using System.Text.Json;
using Gatehouse.Cli.Views;
using Gatehouse.Pipeline;
using Gatehouse.Policy;
using Spectre.Console;

namespace Gatehouse.Cli.Verbs;

/// <summary>policy show: what holds, and who says so.</summary>
internal static class PolicyShowVerb
{
    public static Command Build(App app)
    {
        var folder = new Argument<string>("PATH") { Description = "The repository.", DefaultValueFactory = _ => "." };
        var proposed = new Option<bool>("--proposed") { Description = "The policy that lies in the tree, instead of the one in force." };
        var all = new Option<bool>("--all") { Description = "Defaults too." };
        var format = new Option<string>("--format", "-f") { Description = "table or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("show", "The policy in effect, each setting with where it comes from: default, an extended policy, this repository, or a floor.") { folder, proposed, all, format };
        command.SetAction(parsed =>
        {
            var (situation, wrong) = SituationFinder.Find(parsed.GetValue(folder)!, null, app.Host);
            if (situation is null)
                return app.Refuse(wrong!);
            using (situation)
            {
                var (policy, refusal) = PolicyInForce.Find(situation, null, app.Parts);
                if (policy is null)
                    return app.Refuse(refusal!.Lines);
                var reading = parsed.GetValue(proposed) && policy.ProposedReading is { } other ? other : new PolicyReading(policy.Policy, policy.Configuration, [], policy.Raised);
                Show(app, policy.Source, reading, parsed.GetValue(all), parsed.GetValue(format) == "json");
                return 0;
            }
        });
        return command;
    }

    private static void Show(App app, string source, PolicyReading reading, bool all, bool json)
    {
        var settings = EffectivePolicy.Of(reading).Where(setting => all || json || setting.From != "default").ToList();
        if (json)
        {
            WriteJson(app, source, reading, settings);
            return;
        }

        var ink = Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host));
        ink.Line($"[bold]{Ink.Safe(source)}[/]  [grey]digest {reading.Policy.Digest[..12]}[/]");
        var table = Ink.Columns(("KEY", false), ("VALUE", false), ("FROM", true));
        foreach (var setting in settings)
            table.AddRow(Ink.Safe(setting.Key), Ink.Safe(setting.Value), Ink.Safe(setting.From));
        if (settings.Count > 0)
            ink.Console.Write(table);
        if (!all)
            ink.Line("[grey]everything else is the default: --all shows it[/]");
        foreach (var raise in reading.Raised)
            ink.Line($"[yellow]note:[/] {Ink.Safe(raise.Sentence)}");
    }

    private static void WriteJson(App app, string source, PolicyReading reading, List<EffectiveSetting> settings)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("source", source);
            json.WriteString("digest", reading.Policy.Digest);
            json.WriteStartArray("settings");
            foreach (var setting in settings)
            {
                json.WriteStartObject();
                json.WriteString("key", setting.Key);
                json.WriteString("value", setting.Value);
                json.WriteString("from", setting.From);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("raised");
            foreach (var raise in reading.Raised)
                json.WriteStringValue(raise.Sentence);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        app.Terminal.Output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }
}
