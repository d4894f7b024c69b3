using System.Diagnostics.CodeAnalysis;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Engine.Running;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>A commit whose files were read before: nothing is visited, and files are still served by reference.</summary>
internal sealed class RecordedSource(GitRepository repository, ObjectId commit, int files, IReadOnlyList<ScanNotice> notices) : FileSource
{
    public override string Description => "commit " + commit.ToShortString();

    public override SourceSummary Visit(IFileVisitor visitor, SourceOptions options, CancellationToken cancellation) => new()
    {
        Subject = Subject.OfCommit(commit.ToString(), commit.ToShortString()),
        Files = files,
        Notices = notices,
        IsInterrupted = cancellation.IsCancellationRequested,
    };

    public override bool TryOpen(string path, long limit, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        bytes = null;
        problem = null;
        if (repository.TryReadContent(commit, path, out var content, out var mode, out var why, limit) && mode != EntryMode.Link)
            return OpenedText.TryTake(content, out bytes, out problem);
        problem = why?.Sentence ?? "a link; not followed";
        return false;
    }
}

/// <summary>A session that concludes from notes made before; it stays another's, and is not disposed.</summary>
internal sealed class RecordedSession(IEngineSession inner, NoteSet recorded, IReadOnlyList<ScanNotice> notices) : IEngineSession
{
    public string Digest => inner.Digest;

    public bool Wants(in FileCandidate file) => false;

    public IFileReader CreateReader() => inner.CreateReader();

    public Conclusion Conclude(NoteSet notes, IProjectReader reader, CancellationToken cancellation)
    {
        var conclusion = MemberPlaces.Place(inner.Conclude(recorded, reader, cancellation), recorded);
        return conclusion with { Notices = [.. notices, .. conclusion.Notices] };
    }

    public void Dispose()
    {
    }
}
