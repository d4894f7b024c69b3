using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Gatehouse.Engine.Sources;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>The files that a range of commits adds or modifies, as they are at its end. <c>A..B</c>, <c>A...B</c> from the merge base, <c>A</c> to HEAD.</summary>
public sealed class RangeSource : FileSource
{
    private readonly GitRepository _repository;
    private readonly string _range;
    private readonly RangeChanges _changes;

    private RangeSource(GitRepository repository, string range, RangeChanges changes)
    {
        _repository = repository;
        _range = range;
        _changes = changes;
    }

    /// <inheritdoc/>
    public override string Description => "range " + _range;

    /// <summary>Opens a range of the repository that holds a folder.</summary>
    /// <returns>Null with one sentence in <paramref name="problem"/>.</returns>
    public static RangeSource? TryOpen(string folder, string range, out string? problem)
    {
        problem = null;
        if (!GitRepository.Discover(folder, out var repository, out var why))
        {
            problem = why.Sentence;
            return null;
        }

        if (repository.TryRangeChanges(range, out var changes, out why))
            return new RangeSource(repository, range, changes);
        problem = why.Sentence;
        repository.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public override SourceSummary Visit(IFileVisitor visitor, SourceOptions options, CancellationToken cancellation)
    {
        var (files, notices) = ChangeVisit.Run(_repository, _changes.Files, visitor, options, cancellation);
        var isInterrupted = cancellation.IsCancellationRequested;
        var name = $"{_range} ({_changes.Tip.ToShortString()})";
        return new SourceSummary
        {
            Subject = isInterrupted
                ? new Subject(SubjectKind.Commit, name + " (interrupted)", ImmutableSortedDictionary<string, string>.Empty)
                : Subject.OfCommit(_changes.Tip.ToString(), name),
            Files = files,
            Notices = notices,
            IsInterrupted = isInterrupted,
            EmptyReason = _changes.Files.Changes.IsEmpty ? "the range changes no file" : null,
        };
    }

    /// <inheritdoc/>
    public override bool TryOpen(string path, long limit, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        bytes = null;
        problem = null;
        if (_repository.TryReadContent(_changes.Tip, path, out var content, out var mode, out var why, limit) && mode != EntryMode.Link)
            return OpenedText.TryTake(content, out bytes, out problem);
        problem = why?.Sentence ?? "a link; not followed";
        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _repository.Dispose();
        base.Dispose(disposing);
    }
}
