using System.CommandLine;
using Gatehouse.Attestation.Keys;
using Gatehouse.Cli.Views;
using Gatehouse.Dossier.Packing;
using Gatehouse.Formats;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Pipeline;
using Gatehouse.Policy;

namespace Gatehouse.Cli.Verbs;

/// <summary>fact add, list, show, verify, pack, unpack, importers.</summary>
internal static class FactVerbs
{
    public static Command Build(App app)
    {
        var folder = new Option<string>("--in") { Description = "The folder whose dossier it is.", DefaultValueFactory = _ => ".", Recursive = true };
        var command = new Command("fact", "Facts of the dossier.") { folder };
        command.Options.Add(folder);
        command.Subcommands.Add(Add(app, folder));
        command.Subcommands.Add(List(app, folder));
        command.Subcommands.Add(Show(app, folder));
        command.Subcommands.Add(Verify(app, folder));
        command.Subcommands.Add(PackUp(app, folder));
        command.Subcommands.Add(UnpackIt(app, folder));
        command.Subcommands.Add(ImportersVerb.Build(app));
        return command;
    }

    private static Command Add(App app, Option<string> folder)
    {
        var files = new Argument<string[]>("FILE") { Description = "Reports; - for standard input.", Arity = ArgumentArity.OneOrMore };
        var subject = new Option<string?>("--subject") { Description = "What the report is about: a revision, or [image:NAME@]sha256:DIGEST. The report's own word comes first, then HEAD." };
        var producer = new Option<string?>("--producer") { Description = "Who made the report, where it does not say." };
        var importer = new Option<string?>("--importer") { Description = "Read it as this kind of report." };
        var key = new Option<string?>("--key") { Description = "Sign the fact with this private key." };
        var command = new Command("add", "A report of another tool becomes a fact.") { files, subject, producer, importer, key };
        command.SetAction(parsed => DossierCommand.With(app, parsed.GetValue(folder)!, (dossier, situation) =>
        {
            Subject? about = null;
            if (parsed.GetValue(subject) is { } text)
            {
                (about, var problem) = SubjectText.Resolve(text, parsed.GetValue(folder)!, app.Host);
                if (about is null)
                    return app.Refuse(problem!);
            }

            var code = 0;
            foreach (var file in parsed.GetValue(files)!)
            {
                var (facts, problems, reader) = ReportFacts.Import(file, about ?? (situation.Head is { } head ? Subject.OfCommit(head.ToString(), situation.Branch is { } branch ? $"{branch}@{head.ToShortString()}" : null) : null), parsed.GetValue(producer), parsed.GetValue(importer), app.Parts, dossier, situation.Root);
                if (problems.Count > 0)
                    return app.Refuse(problems);
                foreach (var fact in facts)
                {
                    code = Math.Max(code, DossierCommand.Store(app, dossier, fact, parsed.GetValue(key)));
                    if (FactWords.Lack(fact) is { } lack)
                        app.Terminal.Error.WriteLine($"gatehouse: {lack}");
                }

                ImportersVerb.Point(app, reader);
            }

            return code;
        }));
        return command;
    }

    private static Command List(App app, Option<string> folder)
    {
        var command = new Command("list", "Every fact of the dossier.");
        command.SetAction(parsed => DossierCommand.With(app, parsed.GetValue(folder)!, (dossier, _) =>
        {
            FactTable.Write(Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host)), [.. dossier.Facts.OrderBy(stored => stored.Fact.Time).ThenBy(stored => stored.Id, StringComparer.Ordinal)], withSubject: true);
            return 0;
        }));
        return command;
    }

    private static Command Show(App app, Option<string> folder)
    {
        var what = new Argument<string>("FILE|ID") { Description = "A report, a fact's file, or the beginning of a fact's id." };
        var importer = new Option<string?>("--importer") { Description = "Read a report as this kind; or the page of an importer (.yaml)." };
        var command = new Command("show", "What is in a report or fact, without keeping it.") { what, importer };
        command.SetAction(parsed => DossierCommand.With(app, parsed.GetValue(folder)!, (dossier, _) =>
        {
            var text = parsed.GetValue(what)!;
            var known = dossier.Facts.Where(stored => text.Length >= 6 && stored.Id.StartsWith(text, StringComparison.Ordinal)).ToList();
            if (known.Count > 0)
            {
                foreach (var stored in known)
                    Print(app, stored.Fact);
                return 0;
            }

            var (facts, problems, reader) = ReportFacts.Import(text, Subject.OfTree("unknown subject", new string('0', 64)), null, parsed.GetValue(importer), app.Parts, keep: null);
            if (problems.Count > 0)
                return app.Refuse(problems);
            foreach (var fact in facts)
                Print(app, fact);
            ImportersVerb.Point(app, reader);
            return 0;
        }));
        return command;
    }

    // The statement for programs, its numbers for people.
    private static void Print(App app, Fact fact)
    {
        app.Terminal.Output.WriteLine(System.Text.Encoding.UTF8.GetString(Attestation.Statements.Statement.Write(fact)));
        if (FactWords.Counts(fact) is { } counts)
            app.Terminal.Error.WriteLine($"gatehouse: {FactAges.Name(fact.Kind)} of {Terminal.Clean(fact.Producer.Name)}: {counts}");
        if (FactWords.Lack(fact) is { } lack)
            app.Terminal.Error.WriteLine($"gatehouse: {lack}");
    }

    private static Command Verify(App app, Option<string> folder)
    {
        var keys = new Option<string[]>("--key") { Description = "Public keys to believe, beside those of the policy." };
        var command = new Command("verify", "Says of every fact whether it is whole and whom it is from; 1 where one is not to be believed.") { keys };
        command.SetAction(parsed => DossierCommand.With(app, parsed.GetValue(folder)!, (dossier, _) =>
        {
            var believed = new List<VerificationKey>(dossier.Trust.PolicyKeys);
            foreach (var file in parsed.GetValue(keys) ?? [])
            {
                if (!KeyFile.TryReadPublic(Path.GetFullPath(file, app.Host.WorkingFolder), out var key, out var problem))
                    return app.Refuse(problem);
                believed.Add(key);
            }

            var verified = dossier.Store.Verify(dossier.Trust with { PolicyKeys = [.. believed] }, app.Cancellation);
            foreach (var problem in verified.Problems)
                app.Terminal.Output.WriteLine($"{problem.File}: {Terminal.Clean(problem.Sentence)}");
            app.Terminal.Output.WriteLine($"{RunView.Count(verified.Facts.Length, "fact")} read, {RunView.Count(verified.Problems.Length, "problem")}");
            return verified.Problems.Length > 0 || !verified.IsComplete ? 1 : 0;
        }));
        return command;
    }

    private static Command PackUp(App app, Option<string> folder)
    {
        var file = new Argument<string>("FILE") { Description = "The archive to write." };
        var subject = new Option<string?>("--subject") { Description = "Only facts about this." };
        var command = new Command("pack", "Facts, reports and verdicts as one archive, to carry to another job.") { file, subject };
        command.SetAction(parsed => DossierCommand.With(app, parsed.GetValue(folder)!, (dossier, _) =>
        {
            Subject? about = null;
            if (parsed.GetValue(subject) is { } text)
            {
                (about, var problem) = SubjectText.Resolve(text, parsed.GetValue(folder)!, app.Host);
                if (about is null)
                    return app.Refuse(problem!);
            }

            return Told(app, Pack.Write(dossier.Store, about, dossier.Trust, Path.GetFullPath(parsed.GetValue(file)!, app.Host.WorkingFolder), app.Cancellation), "packed");
        }));
        return command;
    }

    private static Command UnpackIt(App app, Option<string> folder)
    {
        var file = new Argument<string>("FILE") { Description = "The archive." };
        var command = new Command("unpack", "Takes the facts of an archive into the dossier; a gate still decides whom it believes.") { file };
        command.SetAction(parsed => DossierCommand.With(app, parsed.GetValue(folder)!, (dossier, _) =>
            Told(app, Unpack.Read(Path.GetFullPath(parsed.GetValue(file)!, app.Host.WorkingFolder), dossier.Store, cancellation: app.Cancellation), "unpacked")));
        return command;
    }

    private static int Told(App app, PackResult result, string verb)
    {
        foreach (var problem in result.Problems)
            app.Terminal.Error.WriteLine("gatehouse: " + Terminal.Clean(problem));
        if (result.Problems.Length > 0)
            return 1;
        foreach (var left in result.LeftBehind)
            app.Terminal.Error.WriteLine("gatehouse: left behind: " + Terminal.Clean(left));
        app.Terminal.Output.WriteLine($"{RunView.Count(result.Files, "file")} {verb}{(result.AlreadyThere > 0 ? $", {RunView.Number(result.AlreadyThere)} were there" : "")}");
        return 0;
    }
}
