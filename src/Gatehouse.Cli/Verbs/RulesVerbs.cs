using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Gatehouse.Cli.Views;
using Gatehouse.Model;
using Gatehouse.Rules.Secrets;
using Gatehouse.Secrets;

namespace Gatehouse.Cli.Verbs;

/// <summary>rules list, explain, test, diff, pack.</summary>
internal static class RulesVerbs
{
    private static ImmutableArray<SecretRule> Rules => RulePack.Read(SecretsRulePack.Bytes.ToArray());

    public static Command Build(App app)
    {
        var command = new Command("rules", "The rules of this build.");
        var literals = new Option<bool>("--literals") { Description = "Only the texts by which rules are tried, a line each." };
        var list = new Command("list", "Every rule.") { literals };
        list.SetAction(parsed => parsed.GetValue(literals) ? Literals(app) : List(app));
        var id = new Argument<string>("ID") { Description = "The rule's id." };
        var explain = new Command("explain", "What a rule finds, how it knows, and what to do.") { id };
        explain.SetAction(parsed => Explain(app, parsed.GetValue(id)!));
        var test = new Command("test", "Every rule proves itself by its own cases; 1 where one does not.");
        test.SetAction(_ => Test(app));
        command.Subcommands.Add(list);
        command.Subcommands.Add(explain);
        command.Subcommands.Add(test);
        command.Subcommands.Add(RulesDiffVerb.Build(app));
        command.Subcommands.Add(RulesDiffVerb.Pack(app));
        return command;
    }

    private static int List(App app)
    {
        var ink = Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host));
        var table = Ink.Columns(("RULE", false), ("SEVERITY", false), ("PROVIDER", false), ("TITLE", true));
        foreach (var rule in Rules)
            Spectre.Console.TableExtensions.AddRow(table, Ink.Safe(rule.Id), Ink.Word(rule.Severity), Ink.Safe(rule.Provider), Ink.Safe(rule.Title));
        ink.Console.Write(table);
        ink.Line($"[grey]{RunView.Count(Rules.Length, "rule")}, {RunView.Number(Rules.Count(rule => rule.Structure != SecretStructure.None))} of a published structure[/]");
        return 0;
    }

    private static int Literals(App app)
    {
        foreach (var literal in Rules.SelectMany(RuleLiterals.Of).Select(literal => Encoding.UTF8.GetString(literal.Bytes.Span)).Distinct().Order(StringComparer.Ordinal))
            app.Terminal.Output.WriteLine(literal);
        return 0;
    }

    private static int Explain(App app, string id)
    {
        var rule = Rules.FirstOrDefault(rule => rule.Id == id);
        if (rule is null)
            return app.Refuse($"{id}: no such rule. {Configuration.NearestName.Suggest(id, Rules.Select(known => known.Id).Where(known => Math.Abs(known.Length - id.Length) < 3).DefaultIfEmpty("gatehouse rules list"))}");
        var ink = Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host));
        ink.Line($"[bold]{Ink.Safe(rule.Title)}[/]  {Ink.Word(rule.Severity)}  [grey]{Ink.Safe(rule.Id)}[/]");
        ink.Line();
        ink.Line(Ink.Safe(rule.Description));
        ink.Line();
        ink.Line($"[grey]known by[/]  {(rule.Structure == SecretStructure.None ? "the words round it" : rule.Structure.ToString().ToLowerInvariant())}{(rule.Checksum is null ? "" : $", checksum {rule.Checksum}")}{(rule.Source is null ? "" : $" ({Ink.Safe(rule.Source)})")}");
        ink.Line($"[grey]pattern[/]   {Ink.Safe(rule.Pattern)}");
        ink.Line($"[grey]revoke[/]    {Ink.Safe(rule.Revoke)} {Ink.Safe(rule.RevokeUrl ?? "")}");
        return 0;
    }

    private static int Test(App app)
    {
        var failures = SecretRuleTest.Run(Rules).ToList();
        foreach (var failure in failures)
            app.Terminal.Output.WriteLine(Host.Terminal.Clean(failure));
        app.Terminal.Output.WriteLine($"{RunView.Count(Rules.Length, "rule")}, {RunView.Count(failures.Count, "failure")}");
        return failures.Count == 0 ? 0 : 1;
    }
}
