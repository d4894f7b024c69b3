using System.Collections.Immutable;
using System.CommandLine;
using Gatehouse.Attestation.Envelopes;
using Gatehouse.Attestation.Keys;
using Gatehouse.Attestation.Statements;
using Gatehouse.Cli.Signing;
using Gatehouse.Cli.Views;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Cli.Verbs;

/// <summary>sign: SLSA provenance of files in a signed envelope.</summary>
internal static class SignVerb
{
    /// <summary>What is put behind a file's name where no other is asked for.</summary>
    public const string Extension = ".intoto.jsonl";

    private const int MaxFiles = 1000;

    public static Command Build(App app)
    {
        var files = new Argument<string[]>("FILE") { Description = "What was built.", Arity = ArgumentArity.OneOrMore };
        var key = new Option<string>("--key") { Description = "The private key, as gatehouse key new makes one.", Required = true };
        var output = new Option<string?>("--output", "-o") { Description = $"Where it is written: FILE{Extension} for one file, and needed for several." };
        var builder = new Option<string?>("--builder") { Description = "Who built it, as an address. In a job of GitHub or GitLab it is known." };
        var source = new Option<string?>("--source") { Description = "The address of the source. Known in such a job." };
        var commit = new Option<string?>("--commit") { Description = "The commit that it was built from. Known in such a job." };
        var invocation = new Option<string?>("--invocation") { Description = "The address of the run that built it. Known in such a job." };
        var command = new Command("sign", "State who built files from which commit (SLSA provenance), and sign it.") { files, key, output, builder, source, commit, invocation };
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(files)!;
            var target = parsed.GetValue(output) ?? (paths.Length == 1 ? paths[0] + Extension : null);
            if (target is null)
                return app.Refuse("several files are signed in one statement: -o NAME" + Extension);
            var (origin, problems) = BuildOrigin.Of(app.Host).With(parsed.GetValue(builder), parsed.GetValue(source), parsed.GetValue(commit), parsed.GetValue(invocation));
            if (!KeyFile.TryReadPrivate(Path.GetFullPath(parsed.GetValue(key)!, app.Host.WorkingFolder), out var own, out var problem))
                problems.Add(problem);
            var subjects = Subjects(app, paths, problems);
            return problems.Count > 0 ? app.Refuse(problems) : Write(app, subjects, origin, own!, target);
        });
        return command;
    }

    private static ImmutableArray<Subject> Subjects(App app, string[] paths, List<string> problems)
    {
        if (paths.Length > MaxFiles)
            problems.Add(FormattableString.Invariant($"{paths.Length} files; at most {MaxFiles} go into one statement"));
        var subjects = new SortedDictionary<string, Subject>(StringComparer.Ordinal);
        foreach (var path in paths.Take(MaxFiles))
        {
            var name = Path.GetFileName(path);
            if (!FileDigest.TrySha256(Path.GetFullPath(path, app.Host.WorkingFolder), out var digest, out var why, app.Cancellation))
                problems.Add($"{path}: {why.ToSentence()}");
            else if (!subjects.TryAdd(name, Subject.OfSha256(SubjectKind.File, name, digest)))
                problems.Add($"{path}: another file of this name is signed already, and who verifies could not tell them apart");
        }

        return [.. subjects.Values];
    }

    private static int Write(App app, ImmutableArray<Subject> subjects, BuildOrigin origin, SigningKey key, string target)
    {
        var fact = new Fact
        {
            Kind = FactKind.Provenance,
            Subjects = subjects,
            Producer = new Producer("gatehouse", App.Version),
            Time = app.Host.Now,
            Predicate = origin.ToPredicate(),
        };
        byte[] line = [.. Envelope.Sign(Statement.MediaType, Statement.Write(fact), key).Write(), (byte)'\n'];
        if (AtomicFile.TryWrite(Path.GetFullPath(target, app.Host.WorkingFolder), line) is { } problem)
            return app.Refuse(problem);
        app.Terminal.Output.WriteLine($"{Terminal.Clean(target)}: {RunView.Count(subjects.Length, "file")}, signed by {key.KeyId}");
        return 0;
    }
}
