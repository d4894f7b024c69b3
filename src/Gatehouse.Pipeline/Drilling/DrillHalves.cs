using System.Collections.Immutable;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>What a control did with one half of a case.</summary>
/// <param name="IsAccepted">Null where it could not be told.</param>
/// <param name="Sentence">How that shows.</param>
/// <param name="Output">The last lines that were written.</param>
internal sealed record HalfResult(bool? IsAccepted, string Sentence, ImmutableArray<string> Output)
{
    public static HalfResult Untold(string why) => new(null, why, []);
}

/// <summary>Tries both halves of a case on one control.</summary>
internal abstract class DrillHalves(DrillClone clone)
{
    protected DrillClone Clone { get; } = clone;

    public DrillAttempt Try(DrillControl control, DrillCase one)
    {
        var clean = Half(one.Clean);
        if (clean.IsAccepted is null)
            return new DrillAttempt(control, one.Name, DrillResult.Inconclusive, $"the clean half: {clean.Sentence}", clean.Output);
        if (clean.IsAccepted is false)
            return new DrillAttempt(control, one.Name, DrillResult.ProvesNothing, $"it refuses a clean change as well ({clean.Sentence}), so that it refuses this one proves nothing: mend what it refuses first", clean.Output);
        var planted = Half(one.Planted);
        return planted.IsAccepted switch
        {
            null => new DrillAttempt(control, one.Name, DrillResult.Inconclusive, $"the planted half: {planted.Sentence}", planted.Output),
            false => new DrillAttempt(control, one.Name, DrillResult.Refused, $"{planted.Sentence}; the clean half passed", planted.Output),
            true => new DrillAttempt(control, one.Name, DrillResult.NotRefused, $"it did not stop the case: {planted.Sentence}", planted.Output),
        };
    }

    protected abstract HalfResult Half(ImmutableArray<(string Path, string Text)> files);

    protected static HalfResult Told(DrillCommand command, string what, bool isAccepted) => command.ExitCode is not { } code
        ? new HalfResult(null, command.Problem ?? "it did not run", command.Output)
        : new HalfResult(isAccepted, FormattableString.Invariant($"{what} ended with {code}"), command.Output);
}

/// <summary>git commit, with the hooks.</summary>
internal sealed class CommitHalves(DrillClone clone, DrillShell shell) : DrillHalves(clone)
{
    protected override HalfResult Half(ImmutableArray<(string Path, string Text)> files)
    {
        if ((Clone.Reset() ?? Clone.Plant(files)) is { } problem)
            return HalfResult.Untold(problem);
        var command = shell.Run(Clone.Root, null, "git", "commit", "-q", "-m", DrillClone.Message);
        return Told(command, "git commit", isAccepted: !Clone.IsAtStart);
    }
}

/// <summary>git push to a bare repository that only this clone knows.</summary>
internal sealed class PushHalves(DrillClone clone, DrillShell shell, string scratch) : DrillHalves(clone)
{
    private readonly string _remote = Path.Combine(scratch, "remote.git");

    protected override HalfResult Half(ImmutableArray<(string Path, string Text)> files)
    {
        var problem = Clone.Reset() ?? Prepare() ?? Clone.Plant(files) ?? Clone.Commit();
        if (problem is not null)
            return HalfResult.Untold(problem);
        var command = shell.Run(Clone.Root, null, "git", "push", "-q", _remote, "HEAD:refs/heads/" + DrillClone.Branch);
        return Told(command, "git push", isAccepted: IsThere());
    }

    // Anew for each half: to the hook, the branch is a new one both times.
    private string? Prepare()
    {
        if (Directory.Exists(_remote))
            Directory.Delete(_remote, recursive: true);
        return shell.Git(scratch, "init", "-q", "--bare", _remote);
    }

    private bool IsThere()
    {
        if (!Git.GitRepository.Discover(_remote, out var repository, out _))
            return false;
        using (repository)
            return repository.ReadRef("refs/heads/" + DrillClone.Branch) is not null;
    }
}
