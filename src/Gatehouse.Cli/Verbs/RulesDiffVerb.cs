using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Gatehouse.Cli.Views;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Pipeline;
using Gatehouse.Rules.Secrets;
using Gatehouse.Secrets;
using Spectre.Console;

namespace Gatehouse.Cli.Verbs;

/// <summary>rules diff: two packs held against each other, and what they find in a tree; rules pack: the pack to compare with later.</summary>
internal static class RulesDiffVerb
{
    private const string Sources = "builtin, a pack file, a folder of rules, or git:REVISION[:FOLDER].";

    public static Command Build(App app)
    {
        var older = new Argument<string>("OLD") { Description = Sources };
        var newer = new Argument<string>("NEW") { Description = Sources, DefaultValueFactory = _ => "builtin" };
        var on = new Option<string?>("--on") { Description = "Run both on this tree as well, and show which findings appear and which go." };
        var format = new Option<string>("--format", "-f") { Description = "table or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("diff", "What a newer rule pack adds, removes, raises and lowers, and what that does to a tree.") { older, newer, on, format };
        command.SetAction(parsed => Run(app, parsed.GetValue(older)!, parsed.GetValue(newer)!, parsed.GetValue(on), parsed.GetValue(format) == "json"));
        return command;
    }

    public static Command Pack(App app)
    {
        var file = new Argument<string>("FILE") { Description = "Where the pack is written." };
        var command = new Command("pack", "Write this build's rules as a pack file, to compare a later build with.") { file };
        command.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!, app.Host.WorkingFolder);
            if (AtomicFile.TryWrite(path, SecretsRulePack.Bytes) is { } problem)
                return app.Refuse(problem);
            app.Terminal.Output.WriteLine($"{RunView.Count(RulePack.Read(SecretsRulePack.Bytes.ToArray()).Length, "rule")} of {App.Version}");
            return 0;
        });
        return command;
    }

    private static int Run(App app, string older, string newer, string? on, bool json)
    {
        var (old, oldProblems) = RuleSources.Read(older, app);
        var (now, newProblems) = RuleSources.Read(newer, app);
        if (oldProblems.Count + newProblems.Count > 0)
            return app.Refuse(oldProblems.Concat(newProblems).Take(50));
        var changes = RuleDiff.Between(old, now);
        TreeDiff? tree = null;
        if (on is not null)
        {
            (tree, var refusal) = OnTree(app, on, old, now);
            if (tree is null)
                return app.Refuse(refusal!);
        }

        if (json)
            WriteJson(app, older, newer, changes, tree);
        else
            WriteTable(app, changes, tree);
        return 0;
    }

    // Each as a plain scan with nothing but that pack: no policy's settings, no suppressions that one side alone would use up.
    private static (TreeDiff? Diff, IReadOnlyList<string>? Refusal) OnTree(App app, string folder, ImmutableArray<SecretRule> old, ImmutableArray<SecretRule> now)
    {
        var found = new List<IReadOnlyList<Finding>>();
        foreach (var rules in new[] { old, now })
        {
            var parts = app.Parts with { RulePacks = new Dictionary<string, ReadOnlyMemory<byte>> { [RulePack.Name] = RulePack.Write(rules) } };
            var options = new RunOptions { Folder = folder, Only = [RulePack.Name], JudgesGates = false, Keeps = false, UsesCache = false };
            var (outcome, refusal) = GateRun.Execute(options, parts, null, app.Cancellation);
            if (outcome is null)
                return (null, refusal!.Lines);
            found.Add(outcome.Document.Findings);
        }

        var (before, after) = (found[0].ToLookup(Key), found[1].ToLookup(Key));
        return (new TreeDiff(found[0].Count, found[1].Count, [.. found[1].Where(finding => !before.Contains(Key(finding)))], [.. found[0].Where(finding => !after.Contains(Key(finding)))]), null);
    }

    private static (string, string, Model.Region?, Severity) Key(Finding finding) => (finding.RuleId, finding.Location?.FullPath ?? "", finding.Location?.Region, finding.Severity);

    private static void WriteTable(App app, ImmutableArray<RuleChange> changes, TreeDiff? tree)
    {
        var ink = Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host));
        if (changes.Length > 0)
        {
            var table = Ink.Columns(("CHANGE", false), ("RULE", false), ("WHAT", true));
            foreach (var change in changes.OrderBy(change => change.Kind))
                table.AddRow(Word(change.Kind), Ink.Safe(change.Rule), Ink.Safe(change.What));
            ink.Console.Write(table);
        }

        ink.Line(changes.Length == 0 ? "[grey]the two packs have the same rules[/]" : $"[grey]{string.Join(", ", changes.CountBy(change => change.Kind).OrderBy(count => count.Key).Select(count => $"{count.Value} {Word(count.Key)}"))}[/]");
        if (tree is null)
            return;
        ink.Line();
        foreach (var (mark, findings) in new[] { ("[green]+[/]", tree.Appeared), ("[red]-[/]", tree.Gone) })
        {
            foreach (var finding in findings)
                ink.Line($"{mark} {Ink.Safe(finding.Location?.ToString() ?? "")}  {Ink.Word(finding.Severity)}  {Ink.Safe(finding.RuleId)}");
        }

        ink.Line($"[grey]{RunView.Count(tree.Before, "finding")} before, {RunView.Number(tree.After)} now: {tree.Appeared.Length} appear, {tree.Gone.Length} go[/]");
    }

    private static void WriteJson(App app, string older, string newer, ImmutableArray<RuleChange> changes, TreeDiff? tree)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("old", older);
            json.WriteString("new", newer);
            json.WriteStartArray("changes");
            foreach (var change in changes)
            {
                json.WriteStartObject();
                json.WriteString("rule", change.Rule);
                json.WriteString("change", Word(change.Kind));
                json.WriteString("what", change.What);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (tree is not null)
            {
                json.WriteNumber("findingsBefore", tree.Before);
                json.WriteNumber("findingsNow", tree.After);
                foreach (var (name, findings) in new[] { ("appeared", tree.Appeared), ("gone", tree.Gone) })
                {
                    json.WriteStartArray(name);
                    foreach (var finding in findings)
                        Formats.Json.JsonParts.Write(json, finding);
                    json.WriteEndArray();
                }
            }

            json.WriteEndObject();
        }

        app.Terminal.Output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static string Word(RuleChangeKind kind) => kind switch
    {
        RuleChangeKind.Added => "added",
        RuleChangeKind.Removed => "removed",
        RuleChangeKind.Raised => "raised",
        RuleChangeKind.Lowered => "lowered",
        RuleChangeKind.Pattern => "pattern",
        RuleChangeKind.Cases => "cases",
        RuleChangeKind.Text => "text",
    };

    private sealed record TreeDiff(int Before, int After, ImmutableArray<Finding> Appeared, ImmutableArray<Finding> Gone);
}
