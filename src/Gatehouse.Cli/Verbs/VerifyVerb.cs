using System.CommandLine;
using Gatehouse.Attestation.Keys;
using Gatehouse.Cli.Signing;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Cli.Verbs;

/// <summary>verify: is a file what a known key says was built.</summary>
internal static class VerifyVerb
{
    public static Command Build(App app)
    {
        var files = new Argument<string[]>("FILE") { Description = "What was downloaded.", Arity = ArgumentArity.OneOrMore };
        var keys = new Option<string[]>("--key") { Description = "A public key to believe; may be given again.", Required = true };
        var attestation = new Option<string?>("--attestation") { Description = $"The signed statement; FILE{SignVerb.Extension} by default." };
        var builder = new Option<string?>("--builder") { Description = "Who must have built it." };
        var source = new Option<string?>("--source") { Description = "Where its source must have come from." };
        var commit = new Option<string?>("--commit") { Description = "The commit that it must have been built from." };
        var age = new Option<int?>("--max-age") { Description = "How many days ago it may have been signed." };
        var command = new Command("verify", "Says whether files are what a known key signed; 1 where one is not.") { files, keys, attestation, builder, source, commit, age };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(age) is < 0)
                return app.Refuse("--max-age: a number of days is wanted");
            var believed = new List<VerificationKey>();
            foreach (var file in parsed.GetValue(keys)!)
            {
                if (!KeyFile.TryReadPublic(Path.GetFullPath(file, app.Host.WorkingFolder), out var key, out var problem))
                    return app.Refuse(problem);
                believed.Add(key);
            }

            var expected = new Expected(parsed.GetValue(builder), parsed.GetValue(source), parsed.GetValue(commit), parsed.GetValue(age));
            var code = 0;
            foreach (var file in parsed.GetValue(files)!)
                code = Worst(code, One(app, file, parsed.GetValue(attestation) ?? file + SignVerb.Extension, believed, expected));
            return code;
        });
        return command;
    }

    private static int One(App app, string file, string attestation, List<VerificationKey> keys, Expected expected)
    {
        if (!FileDigest.TrySha256(Path.GetFullPath(file, app.Host.WorkingFolder), out var digest, out var why, app.Cancellation))
            return app.Refuse($"{file}: {why.ToSentence()}");
        if (!BoundedFile.TryRead(Path.GetFullPath(attestation, app.Host.WorkingFolder), out var bytes, out why))
            return No(app, file, why == ReadProblem.Missing ? $"nothing vouches for it: {attestation} is not there (--attestation FILE names another)" : $"{attestation}: {why.ToSentence()}");

        var statements = SignedProvenance.ReadAll(bytes, keys);
        var doubts = new List<string>();
        foreach (var statement in statements)
        {
            if (statement.Doubt(Path.GetFileName(file), digest, expected, app.Host.Now) is { } doubt)
                doubts.Add(doubt);
            else
                return Yes(app, file, statement);
        }

        foreach (var doubt in doubts.Distinct(StringComparer.Ordinal))
            No(app, file, doubt);
        return 1;
    }

    private static int Yes(App app, string file, SignedProvenance statement)
    {
        var about = statement.Fact?.Predicate is ProvenancePredicate provenance
            ? FormattableString.Invariant($"; built by {provenance.BuilderId} from {provenance.Source ?? "a source not stated"} at {provenance.SourceCommit ?? "a commit not stated"}, {statement.Fact.Time.UtcDateTime:yyyy-MM-dd HH:mm}Z")
            : "";
        app.Terminal.Output.WriteLine(Terminal.Clean($"{file}: verified, signed by {statement.KeyId}{about}"));
        return 0;
    }

    private static int No(App app, string file, string why)
    {
        app.Terminal.Output.WriteLine(Terminal.Clean($"{file}: NOT VERIFIED: {why}"));
        return 1;
    }

    // 2 before 1, as everywhere.
    private static int Worst(int one, int other) => Math.Max(one, other);
}
