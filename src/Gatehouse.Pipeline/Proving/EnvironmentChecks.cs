using Gatehouse.Dossier.Store;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.Proving;

/// <summary>What every control rests on, on this machine: the repository, the policy, the folders, the clock.</summary>
internal static class EnvironmentChecks
{
    // An author's clock may be a little ahead of ours.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    // Nothing that this build judges is older.
    private static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<ControlCheck> Run(Situation situation, RunRefusal? policyRefusal, PipelineParts parts)
    {
        var checks = new List<ControlCheck>
        {
            Repository(situation),
            ControlCheck.Of("policy", "the one in force is read and sound", policyRefusal is null ? null : string.Join("; ", policyRefusal.Lines)),
        };
        if (situation.BaseProblem is { } problem)
            checks.Add(new ControlCheck("policy", "its merge base is known", CheckOutcome.Failed, problem));
        checks.Add(ControlCheck.Of("dossier", "it can be written", new DossierFolder(Path.Combine(situation.TreeRoot, DossierFolder.Name)).TryProbe()));
        checks.Add(Cache(parts));
        checks.Add(Clock(situation, parts));
        return checks;
    }

    private static ControlCheck Repository(Situation situation)
    {
        if (situation.Repository is not { } repository)
            return new ControlCheck("git", "the repository is read", CheckOutcome.Untried, "there is no git repository here: nothing is known of commits and merge bases");
        if (repository.WorkTree is not null && !repository.TryReadIndex(out _, out var problem))
            return new ControlCheck("git", "the index is read", CheckOutcome.Failed, problem.Sentence);
        if (situation.Head is not { } head)
            return new ControlCheck("git", "HEAD is read", CheckOutcome.Untried, "there is no commit yet");
        return ControlCheck.Of("git", "HEAD and its files are read", repository.TryReadCommit(head, out _, out problem) ? null : problem.Sentence);
    }

    private static ControlCheck Cache(PipelineParts parts)
    {
        var folder = CacheFolder.TryOpen("", parts.Host.Variables);
        var problem = folder is null ? "there is no cache folder that can be made: name one with GATEHOUSE_CACHE" : AtomicFile.TryProbe(folder);
        return ControlCheck.Of("cache", "its folder can be written", problem);
    }

    private static ControlCheck Clock(Situation situation, PipelineParts parts)
    {
        var now = parts.Host.Now;
        if (now < Earliest)
            return new ControlCheck("clock", "it is plausible", CheckOutcome.Failed, $"it says {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC, which is before this build: facts would be stale or never so");
        if (parts.Host.Variable("SOURCE_DATE_EPOCH") is not null)
            return new ControlCheck("clock", "it is plausible", CheckOutcome.Untried, $"SOURCE_DATE_EPOCH fixes it at {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC: ages of facts are counted from there");
        return situation is { Repository: { } repository, Head: { } head } && repository.TryReadCommit(head, out var commit, out _) && commit.Committer.Time - now > ClockTolerance
            ? new ControlCheck("clock", "it is plausible", CheckOutcome.Failed, $"it says {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and HEAD was committed on {commit.Committer.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC: one of the two is wrong")
            : new ControlCheck("clock", "it is plausible", CheckOutcome.Held);
    }
}
