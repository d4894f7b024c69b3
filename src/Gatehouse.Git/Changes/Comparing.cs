using System.Diagnostics.CodeAnalysis;
using Gatehouse.Git.Changes;

namespace Gatehouse.Git;

/// <summary>What a range of commits changes.</summary>
/// <param name="Base">The commit that it is compared with; null for a range from nothing.</param>
/// <param name="Tip">The commit whose files are the new ones.</param>
/// <param name="Files">The files that differ.</param>
public sealed record RangeChanges(ObjectId? Base, ObjectId Tip, ChangeSet Files);

/// <content>Comparing the index, trees and commits.</content>
public sealed partial class GitRepository
{
    /// <summary>Reads the index of this work tree; a missing one has no entry.</summary>
    public bool TryReadIndex([NotNullWhen(true)] out GitIndex? index, [NotNullWhen(false)] out GitProblem? problem) =>
        GitIndex.TryRead(IndexPath, out index, out problem);

    /// <summary>What <c>git commit</c> would change: the index against HEAD; everything is added before the first commit.</summary>
    public bool TryStagedChanges(GitIndex index, [NotNullWhen(true)] out ChangeSet? changes, [NotNullWhen(false)] out GitProblem? problem)
    {
        changes = null;
        if (!TryReadHead(out var head, out problem))
            return false;
        ObjectId? tree = null;
        if (head.Commit is { } commit)
        {
            if (!TryPeel(commit, ObjectKind.Tree, out var peeled, out problem))
                return false;
            tree = peeled;
        }

        var collector = new ChangeCollector();
        if (!new StagedComparison(this, index, collector).Compare(tree))
        {
            problem = collector.Problem!;
            return false;
        }

        changes = collector.ToChangeSet();
        return true;
    }

    /// <summary>What differs between two trees (or commits, or tags of them); a null one is empty.</summary>
    public bool TryCompare(ObjectId? before, ObjectId? after, [NotNullWhen(true)] out ChangeSet? changes, [NotNullWhen(false)] out GitProblem? problem)
    {
        changes = null;
        problem = null;
        if (before is { } old)
        {
            if (!TryPeel(old, ObjectKind.Tree, out old, out problem))
                return false;
            before = old;
        }

        if (after is { } now)
        {
            if (!TryPeel(now, ObjectKind.Tree, out now, out problem))
                return false;
            after = now;
        }

        var collector = new ChangeCollector();
        if (!new TreeComparison(this, collector).Compare(before, after))
        {
            problem = collector.Problem!;
            return false;
        }

        changes = collector.ToChangeSet();
        return true;
    }

    /// <summary>
    /// What a range changes, with the meaning of <c>git diff</c>: <c>A..B</c> compares A with B, <c>A...B</c> their merge
    /// base with B, <c>A</c> alone A with HEAD. A side left out is HEAD.
    /// </summary>
    public bool TryRangeChanges(string range, [NotNullWhen(true)] out RangeChanges? changes, [NotNullWhen(false)] out GitProblem? problem)
    {
        changes = null;
        var dots = range.IndexOf("..", StringComparison.Ordinal);
        var isSymmetric = dots >= 0 && range.AsSpan(dots).StartsWith("...", StringComparison.Ordinal);
        var left = dots < 0 ? range : range[..dots];
        var right = dots < 0 ? "" : range[(dots + (isSymmetric ? 3 : 2))..];
        if (!TryResolveCommit(left, out var from, out problem) || !TryResolveCommit(right, out var to, out problem))
            return false;
        if (isSymmetric)
        {
            switch (MergeBase(from, to))
            {
                case MergeBaseResult.Found found:
                    from = found.Id;
                    break;
                case MergeBaseResult.None:
                    problem = GitProblem.NotFound($"{Escape.Text(left)} and {Escape.Text(right.Length == 0 ? "HEAD" : right)} have no common history");
                    return false;
                case MergeBaseResult.Shallow shallow:
                    problem = new GitProblem(GitProblemKind.Shallow, shallow.Sentence);
                    return false;
                case MergeBaseResult.Broken broken:
                    problem = broken.Problem;
                    return false;
            }
        }

        if (!TryCompare(from, to, out var files, out problem))
            return false;
        changes = new RangeChanges(from, to, files);
        return true;
    }
}
