using System.Collections.Immutable;
using Gatehouse.Git;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>The first-parent chain of a branch: each commit on it brought one change, by a merge, a squash, a rebase or a push.</summary>
/// <param name="Commits">Oldest first; each is there with its first parent, or is a root.</param>
/// <param name="CutShort">Why the chain ends before what was asked for; null where it does not.</param>
internal sealed record FirstParents(ImmutableArray<GitCommit> Commits, string? CutShort)
{
    public static FirstParents Of(GitRepository repository, ObjectId tip, int most, DateOnly? since)
    {
        var commits = new List<GitCommit>();
        string? cut = null;
        for (ObjectId? id = tip; id is { } at && commits.Count < most;)
        {
            if (!repository.TryReadCommit(at, out var commit, out var problem))
            {
                cut = problem.Sentence;
                break;
            }

            if (since is { } day && DateOnly.FromDateTime(commit.Committer.Time.UtcDateTime) < day)
                break;
            // What a change did is known only where the commit before it is there as well.
            if (commit.Parents is [var parent, ..] && !repository.TryReadCommit(parent, out _, out problem))
            {
                cut = repository.IsShallow
                    ? $"this clone is shallow: what was before {at.ToShortString()} is not in it, so only {commits.Count} of the {most} merges asked for could be judged. Bring the rest with: git fetch --unshallow"
                    : problem.Sentence;
                break;
            }

            commits.Add(commit);
            id = commit.Parents.Length == 0 ? null : commit.Parents[0];
        }

        commits.Reverse();
        return new FirstParents([.. commits], cut);
    }
}
