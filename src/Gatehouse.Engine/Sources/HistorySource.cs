using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Gatehouse.Engine.Sources;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>
/// Everything that a repository ever held: each content once, at the path that it had in the first commit that holds it,
/// and at each other path that it has in what is checked out.
/// </summary>
public sealed class HistorySource : FileSource
{
    private readonly GitRepository _repository;
    private readonly ConcurrentDictionary<ObjectId, GitSignature> _authors = [];
    private BlobHistory? _history;
    private HeadFiles _head = HeadFiles.None;

    private HistorySource(GitRepository repository) => _repository = repository;

    /// <inheritdoc/>
    public override string Description => "history";

    /// <summary>Opens the repository that holds a folder.</summary>
    /// <returns>Null with one sentence in <paramref name="problem"/>.</returns>
    public static HistorySource? TryOpen(string folder, out string? problem)
    {
        problem = null;
        if (GitRepository.Discover(folder, out var repository, out var why))
            return new HistorySource(repository);
        problem = $"{why.Sentence}: only a git repository has a history";
        return null;
    }

    /// <inheritdoc/>
    public override SourceSummary Visit(IFileVisitor visitor, SourceOptions options, CancellationToken cancellation)
    {
        var notices = new List<ScanNotice>();
        var history = _history = BlobHistory.Of(_repository, options.Jobs, cancellation);
        _head = HeadFiles.Of(_repository, history, notices);
        Tell(history, notices);

        var exclusion = new Exclusion(options.Exclude);
        notices.AddRange(exclusion.Problems.Select(problem => new ScanNotice(NoticeKind.Degraded, ".", problem)));
        var tally = new HistoryTally();
        var limit = Math.Clamp(options.MaxFileBytes, 0, 1L << 30);
        history.Sweep.Run(ObjectKind.Blob, () => new HistoryWorker(history, _head, exclusion, visitor.CreateWorker(), tally), options.Jobs, limit, cancellation);
        if (tally.Binary > 0)
            notices.Add(new ScanNotice(NoticeKind.Skipped, ".", FormattableString.Invariant($"{tally.Binary} contents of the history are binary")));
        if (tally.Excluded > 0)
            notices.Add(new ScanNotice(NoticeKind.Skipped, ".", FormattableString.Invariant($"{tally.Excluded} contents of the history: {Exclusion.Reason}")));

        var isInterrupted = cancellation.IsCancellationRequested;
        return new SourceSummary
        {
            Subject = SubjectOf(isInterrupted),
            Files = tally.Files,
            Notices = [.. notices.OrderBy(notice => notice.Path, Utf8Order.Instance).ThenBy(notice => notice.Reason, StringComparer.Ordinal)],
            IsInterrupted = isInterrupted,
            EmptyReason = history.Commits == 0 ? "the repository has no commit" : null,
        };
    }

    /// <inheritdoc/>
    public override Introduction? IntroductionOf(int version)
    {
        if (_history is not { } history || version <= 0)
            return null;
        var number = version - 1;
        if (!history.IsHeld(number))
            return new Introduction("", "", "", DateTimeOffset.UnixEpoch) { IsReachable = false, Version = version, Order = int.MaxValue - 1 };
        var commit = history.Commit(number);
        var author = _authors.GetOrAdd(commit, id => _repository.TryReadCommit(id, out var read, out _) ? read.Author : new GitSignature("", "", DateTimeOffset.UnixEpoch));
        return new Introduction(commit.ToString(), author.Name, author.Email, author.Time)
        {
            IsInTree = _head.Holds(number),
            IsReachable = history.IsReachable(number),
            Version = version,
            Order = history.Order(number),
        };
    }

    /// <inheritdoc/>
    public override bool TryOpen(string path, long limit, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        bytes = null;
        problem = "a history has no one content of a path";
        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _repository.Dispose();
        base.Dispose(disposing);
    }

    private void Tell(BlobHistory history, List<ScanNotice> notices)
    {
        notices.AddRange(history.Problems.Select(problem => new ScanNotice(NoticeKind.Unread, ".", problem.Sentence)));
        notices.AddRange(history.Submodules.Select(path => new ScanNotice(NoticeKind.Skipped, path, "a submodule: its history is that of another repository; scan it there")));
        if (_repository.IsShallow)
            notices.Add(new ScanNotice(NoticeKind.Unread, ".", "the clone is shallow: what came before is not here; `git fetch --unshallow` brings it"));
        if (history.MissingBlobs > 0)
            notices.Add(new ScanNotice(NoticeKind.Unread, ".", FormattableString.Invariant($"{history.MissingBlobs} contents that commits name are not in this repository, as in a partial clone; `git fetch --refetch --no-filter` brings them, `git fsck` tells what is missing")));
    }

    // Without a digest: what is known of the one commit is not known of its history.
    private Subject SubjectOf(bool isInterrupted)
    {
        if (!isInterrupted && _repository.TryReadHead(out var head, out _) && head.Commit is { } commit)
            return new Subject(SubjectKind.Commit, $"history up to {commit.ToShortString()}", ImmutableSortedDictionary<string, string>.Empty);
        return new Subject(SubjectKind.Commit, isInterrupted ? "history (interrupted)" : "history", ImmutableSortedDictionary<string, string>.Empty);
    }
}
