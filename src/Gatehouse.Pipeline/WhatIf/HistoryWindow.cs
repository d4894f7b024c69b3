using System.Collections.Immutable;
using Gatehouse.Engine;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>The files before the first commit of a chain, and what each commit changes; all of them read.</summary>
internal sealed class HistoryWindow
{
    private readonly List<HistoryFile> _start;
    private readonly List<ScanNotice> _startNotices;
    private readonly List<ChangeSet> _changes;

    private HistoryWindow(ObjectId? before, List<HistoryFile> start, List<ScanNotice> notices, List<ChangeSet> changes) =>
        (Before, _start, _startNotices, _changes) = (before, start, notices, changes);

    /// <summary>The commit before the first; null where that is a root.</summary>
    public ObjectId? Before { get; }

    /// <summary>Names of the first tree that are none: what lies there is judged in no commit.</summary>
    public IReadOnlyList<ScanNotice> StartNotices => _startNotices;

    /// <summary>Null with a sentence where a tree cannot be read: then nobody can say what changed.</summary>
    public static (HistoryWindow? Window, string? Problem) Read(GitRepository repository, ImmutableArray<GitCommit> commits, HistoryReader reader, CancellationToken cancellation)
    {
        var before = commits is [var first, ..] && first.Parents.Length > 0 ? first.Parents[0] : (ObjectId?)null;
        var start = new List<HistoryFile>();
        var notices = new List<ScanNotice>();
        if (before is { } id && List(repository, id, start, notices) is { } unlisted)
            return (null, unlisted);
        var changes = new List<ChangeSet>();
        foreach (var commit in commits)
        {
            if (!repository.TryCompare(commit.Parents.Length > 0 ? commit.Parents[0] : null, commit.Id, out var set, out var problem))
                return (null, $"what {commit.Id.ToShortString()} changes cannot be read: {problem.Sentence}");
            changes.Add(set);
        }

        reader.Read(start.Concat(changes.SelectMany(set => set.Changes).Where(change => change.NewMode.IsFile()).Select(NewFile)), cancellation);
        return (new HistoryWindow(before, start, notices, changes), null);
    }

    /// <summary>Fills a tree with the files before the first commit.</summary>
    public void Start(HistoryTree tree) => _start.ForEach(tree.Set);

    /// <summary>Goes on to a commit.</summary>
    public void Step(HistoryTree tree, int commit)
    {
        foreach (var change in _changes[commit].Changes)
        {
            if (change.NewMode.IsFile())
                tree.Set(NewFile(change));
            else
                tree.Remove(change.PathUtf8);
        }
    }

    /// <summary>What a commit changes.</summary>
    public ChangeSet Changes(int commit) => _changes[commit];

    /// <summary>Names that are none, of the first tree and of what the commit changes.</summary>
    public IReadOnlyList<ScanNotice> Notices(int commit) => [.. _startNotices, .. _changes[commit].Notices.Select(Notice)];

    private static string? List(GitRepository repository, ObjectId commit, List<HistoryFile> files, List<ScanNotice> notices)
    {
        if (!repository.TryListFiles(commit, out var listing, out var problem))
            return problem.Sentence;
        using (listing)
        {
            while (listing.MoveNext())
            {
                if (listing.Mode.IsFile())
                    files.Add(new HistoryFile(listing.Path.ToArray(), listing.Id));
            }

            notices.AddRange(listing.Notices.Select(Notice));
            return listing.Problem?.Sentence;
        }
    }

    private static HistoryFile NewFile(FileChange change) => new(change.PathUtf8, change.NewId);

    private static ScanNotice Notice(GitNotice notice) => new(NoticeKind.Unread, notice.Path, notice.Reason);
}
