using System.Collections.Immutable;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>
/// What a walked tree is called and known by: the commit only where the walk began at the repository's root, the index is
/// HEAD's tree, every entry is clean on disk, and nothing untracked lies about; a digest of its own otherwise.
/// </summary>
internal static class TreeSubject
{
    public static Subject Of(RepositoryView? repository, TreeOutcome outcome, bool isRepositoryBroken = false)
    {
        var head = repository?.Head;
        var name = isRepositoryBroken ? "folder (its git repository cannot be used)" : Name(repository, head);
        if (outcome.IsInterrupted)
            return new Subject(SubjectKind.Tree, name + " (interrupted)", ImmutableSortedDictionary<string, string>.Empty);
        if (head is not null && IsExactlyHead(repository!, outcome))
            return Subject.OfCommit(head.Commit!.Value.ToString(), name);
        return Subject.OfTree(name + Difference(repository, outcome), TreeDigest.Of(repository, outcome));
    }

    private static bool IsExactlyHead(RepositoryView repository, TreeOutcome outcome) =>
        repository.Prefix.IsEmpty
        && repository.IsWhole
        && outcome.Records.All(records => records.Count == 0)
        && outcome.Nested.All(nested => nested.IsCleanSubmodule())
        && repository.IsIndexHead();

    // main@1a2b3c4d5e6f, main@1a2b3c4d5e6f:src/app, or a detached HEAD's id alone.
    private static string Name(RepositoryView? repository, GitHead? head)
    {
        if (repository is null)
            return "folder (no git)";
        if (head is null)
            return "repository without a commit";
        var id = head.Commit!.Value.ToShortString();
        var place = repository.Prefix.IsEmpty ? "" : ":" + System.Text.Encoding.UTF8.GetString(repository.Prefix.Span[..^1]);
        return (head.Branch is { } branch ? branch + "@" + id : id) + place;
    }

    private static string Difference(RepositoryView? repository, TreeOutcome outcome)
    {
        if (repository is null)
            return "";
        var changed = outcome.Records.Sum(records => records.Changed) + Missing(repository, outcome);
        var untracked = outcome.Records.Sum(records => records.Untracked);
        return (changed, untracked) switch
        {
            (0, 0) => repository.Prefix.IsEmpty && !repository.IsIndexHead() ? " + staged changes" : "",
            (_, 0) => FormattableString.Invariant($" + {changed} changed file{(changed == 1 ? "" : "s")}"),
            (0, _) => FormattableString.Invariant($" + {untracked} untracked file{(untracked == 1 ? "" : "s")}"),
            _ => FormattableString.Invariant($" + {changed} changed and {untracked} untracked files"),
        };
    }

    // Entries that were not met clean are the changed ones, recorded, and those that are gone from the disk.
    private static int Missing(RepositoryView repository, TreeOutcome outcome)
    {
        var unseen = 0;
        for (var entry = repository.First; entry < repository.End; entry++)
            unseen += repository.IsSeen(entry) ? 0 : 1;
        return Math.Max(0, unseen - outcome.Records.Sum(records => records.Changed));
    }
}
