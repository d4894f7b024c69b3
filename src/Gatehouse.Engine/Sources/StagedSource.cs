using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gatehouse.Engine.Sources;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Engine.Sources.Tree;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>What the next commit would change: files that the index adds or modifies against HEAD, with the index's content, not the disk's.</summary>
public sealed class StagedSource : FileSource
{
    private readonly GitRepository _repository;
    private readonly GitIndex _index;
    private readonly ChangeSet _changes;

    private StagedSource(GitRepository repository, GitIndex index, ChangeSet changes)
    {
        _repository = repository;
        _index = index;
        _changes = changes;
    }

    /// <inheritdoc/>
    public override string Description => "staged index";

    /// <summary>Opens the index of the repository that holds a folder.</summary>
    /// <param name="indexFile">The index to read instead of the repository's own; null for that one.</param>
    /// <returns>Null with one sentence in <paramref name="problem"/>.</returns>
    public static StagedSource? TryOpen(string folder, out string? problem, string? indexFile = null)
    {
        problem = null;
        if (!GitRepository.Discover(folder, out var repository, out var why))
        {
            problem = why.Sentence;
            return null;
        }

        if (GitIndex.TryRead(indexFile ?? repository.IndexPath, out var index, out why) && repository.TryStagedChanges(index, out var changes, out why))
            return new StagedSource(repository, index, changes);
        problem = why!.Sentence;
        repository.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public override SourceSummary Visit(IFileVisitor visitor, SourceOptions options, CancellationToken cancellation)
    {
        var (files, notices) = ChangeVisit.Run(_repository, _changes, visitor, options, cancellation);
        var isInterrupted = cancellation.IsCancellationRequested;
        return new SourceSummary
        {
            Subject = Subject(isInterrupted),
            Files = files,
            Notices = notices,
            IsInterrupted = isInterrupted,
            EmptyReason = _changes.Changes.IsEmpty ? "nothing is staged" : null,
        };
    }

    /// <inheritdoc/>
    public override bool TryOpen(string path, long limit, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        bytes = null;
        problem = "not in the index";
        if (!_index.TryFind(Encoding.UTF8.GetBytes(path), out var row) || _index[row].Mode is not (EntryMode.File or EntryMode.Executable))
            return false;
        if (!_repository.TryRead(_index[row].Id, out var blob, out var why, limit))
        {
            problem = why.Sentence;
            return false;
        }

        return OpenedText.TryTake(blob.Bytes.Span, out bytes, out problem);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _repository.Dispose();
        base.Dispose(disposing);
    }

    // The digest of what would be committed, the same whichever way HEAD was reached: paths and blobs of the whole index.
    private Subject Subject(bool isInterrupted)
    {
        var name = _repository.TryReadHead(out var head, out _) && head.Commit is { } commit ? $"staged on {head.Branch ?? "HEAD"}@{commit.ToShortString()}" : "staged for the first commit";
        if (isInterrupted)
            return new Subject(SubjectKind.Tree, name + " (interrupted)", ImmutableSortedDictionary<string, string>.Empty);
        return Model.Subject.OfTree(name, TreeDigest.Of(_index));
    }
}
