using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Gatehouse.Host;
using Gatehouse.Pipeline.Setup;

namespace Gatehouse.Cli.Verbs;

/// <summary>init: sets a repository up.</summary>
internal static class InitVerb
{
    public static Command Build(App app)
    {
        var folder = new Argument<string>("PATH") { Description = "A folder of the repository.", DefaultValueFactory = _ => "." };
        var ci = new Option<string?>("--ci") { Description = "The CI to write a job for: github gitlab none; the one in use by default." };
        var hooks = new Option<bool>("--hooks") { Description = "Install git hooks: the default." };
        var noHooks = new Option<bool>("--no-hooks") { Description = "Install no git hooks." };
        var preCommit = new Option<bool>("--pre-commit") { Description = "Offer the hooks of this repository to pre-commit as well (.pre-commit-hooks.yaml)." };
        var fromSource = new Option<bool>("--from-source") { Description = "The CI job builds Gatehouse from its source: the default, and the only way until there is a release." };
        var source = new Option<string?>("--source") { Description = "The address of Gatehouse's git repository for the CI job; a variable of the CI by default." };
        var revision = new Option<string?>("--revision") { Description = "The commit of --source to build, 40 hex digits." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Write nothing; print what would be written as a unified diff." };
        var command = new Command("init", "Sets a repository up: policy, hooks, CI job and SECURITY.md. What people wrote is kept.") { folder, ci, hooks, noHooks, preCommit, fromSource, source, revision, dryRun };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(hooks) && parsed.GetValue(noHooks))
                return app.Refuse("--hooks and --no-hooks contradict each other: give one of them");
            if (!TryReadCi(parsed.GetValue(ci), out var kinds))
                return app.Refuse($"--ci {parsed.GetValue(ci)}: github, gitlab or none is wanted");
            var (pin, problem) = SourcePin.Read(parsed.GetValue(source), parsed.GetValue(revision));
            if (problem is not null)
                return app.Refuse(problem);
            var options = new SetupOptions
            {
                Folder = parsed.GetValue(folder)!,
                Ci = kinds,
                InstallsHooks = !parsed.GetValue(noHooks),
                OffersPreCommit = parsed.GetValue(preCommit),
                Source = pin,
                IsDryRun = parsed.GetValue(dryRun),
            };
            (var outcome, problem) = SetupRun.Execute(options, app.Parts);
            return outcome is null ? app.Refuse(problem!) : Say(app, outcome, options.IsDryRun);
        });
        return command;
    }

    private static bool TryReadCi(string? word, out ImmutableArray<CiKind>? kinds)
    {
        kinds = word switch
        {
            "github" => [CiKind.GitHub],
            "gitlab" => [CiKind.GitLab],
            "none" => [],
            _ => null,
        };
        return word is null || kinds is not null;
    }

    private static int Say(App app, SetupOutcome outcome, bool isDryRun)
    {
        foreach (var file in outcome.Files)
        {
            var line = $"{Word(file.State, isDryRun),-12} {file.Path}{(file.Reason is null ? "" : ": " + file.Reason)}";
            // The diff alone is the result of a dry run, so that it can be applied.
            (isDryRun ? app.Terminal.Error : app.Terminal.Output).WriteLine(Terminal.Clean(line));
            if (isDryRun && file.After is not null)
                WriteDiff(app.Terminal.Output, UnifiedDiff.Of(file.Path, file.Before, file.After));
        }

        foreach (var note in outcome.Notes)
            app.Terminal.Error.WriteLine("gatehouse: " + Terminal.Clean(note));
        if (!outcome.IsChanged)
            app.Terminal.Error.WriteLine("gatehouse: nothing changed");
        else if (!isDryRun)
            app.Terminal.Error.WriteLine("gatehouse: look at the files and commit them. Until they are merged, the default policy judges: in CI it asks for a review");
        return outcome.IsRefused ? 2 : 0;
    }

    private static string Word(PlannedState state, bool isDryRun) => state switch
    {
        PlannedState.Written => isDryRun ? "would write" : "wrote",
        PlannedState.Updated => isDryRun ? "would update" : "updated",
        PlannedState.Unchanged => "unchanged",
        PlannedState.Kept => "kept",
        PlannedState.Refused => "refused",
    };

    // The texts hold a character a byte.
    private static void WriteDiff(TextWriter output, string diff)
    {
        foreach (var line in Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(diff)).Split('\n', StringSplitOptions.None).SkipLast(1))
            output.Write(string.Join('\t', line.Split('\t').Select(Terminal.Clean)) + "\n"); // A tab is text of the diff.
    }
}
