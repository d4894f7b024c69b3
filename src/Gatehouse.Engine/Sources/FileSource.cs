using System.Diagnostics.CodeAnalysis;
using Gatehouse.Archives;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>Where files come from: working tree, staged index, git range, standard input; later history, archives, image layers.</summary>
public abstract class FileSource : IDisposable
{
    /// <summary>For messages: <c>working tree</c>, <c>staged index</c>, <c>range main..HEAD</c>, <c>standard input</c>.</summary>
    public abstract string Description { get; }

    /// <summary>
    /// Visits every file once, from several threads, one worker a thread. Returns when all are visited, or soon after it
    /// was cancelled, and then says so in the summary; throws nothing.
    /// </summary>
    public abstract SourceSummary Visit(IFileVisitor visitor, SourceOptions options, CancellationToken cancellation);

    /// <summary>
    /// What the note cache of this source is kept under, such as the root's path; null where files carry no stamp and
    /// nothing can be known again.
    /// </summary>
    public virtual string? CacheKey => null;

    /// <summary>The commit that brought a content, by the number that its file carried; null where the source is no history.</summary>
    public virtual Introduction? IntroductionOf(int version) => null;

    /// <summary>Reads one file of the same source again (an index entry from the index, a range's file from its end).</summary>
    public abstract bool TryOpen(string path, long limit, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the source holds open.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>What a source must keep to.</summary>
public sealed record SourceOptions
{
    /// <summary>Threads; at least 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>A wanted file over it is Unread. 256 MiB by default.</summary>
    public long MaxFileBytes { get; init; } = 256L << 20;

    /// <summary>How far archives and documents are opened; what is in them is read like files.</summary>
    public ArchiveLimits Archives { get; init; } = ArchiveLimits.Default;

    /// <summary>Globs of paths that policy excludes; each excluded path is listed as skipped (a folder once).</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}

/// <summary>What a source says when all files are visited.</summary>
public sealed record SourceSummary
{
    /// <summary>What was judged: a commit where the tree is exactly a commit's, otherwise a tree by digest.</summary>
    public required Subject Subject { get; init; }

    /// <summary>Regular files seen.</summary>
    public long Files { get; init; }

    /// <summary>True where the run was cancelled before all files were visited: the subject then has no digest, so that no fact can match it.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>Why there is nothing to judge although the source is sound: <c>no staged changes</c>. Null where files were seen.</summary>
    public string? EmptyReason { get; init; }

    /// <summary>
    /// Excluded by policy, links that lead out, pipes and devices (Skipped); folders that could not be opened (Unread);
    /// sorted by path. They concern every engine.
    /// </summary>
    public IReadOnlyList<ScanNotice> Notices { get; init; } = [];
}

/// <summary>Sees the files of a source.</summary>
public interface IFileVisitor
{
    /// <summary>A worker for one thread.</summary>
    FileWorker CreateWorker();
}

/// <summary>Sees files on one thread: asked first, given the bytes after.</summary>
public abstract class FileWorker : IDisposable
{
    /// <summary>
    /// Whether the bytes are wanted: no where no engine wants the file, or the cache knows all notes.
    /// <paramref name="known"/> is the content's id where the cache knows it from an earlier run.
    /// </summary>
    public abstract bool Wants(in SourceFile file, out ContentId known);

    /// <summary>
    /// The file's text, valid during the call only: without a byte order mark, UTF-16 as UTF-8. Also called for a file that
    /// was not wanted where the source had to read it for its <paramref name="id"/>; nothing is done but to remember that.
    /// </summary>
    public abstract void Read(in SourceFile file, ReadOnlySpan<byte> bytes, in ContentId id);

    /// <summary>
    /// The same for a text that the source knows to be made from an earlier one. What it returns goes with
    /// <see cref="Derivation.State"/> to each text made from this one; null for nothing.
    /// </summary>
    public virtual object? ReadDerived(in SourceFile file, ReadOnlySpan<byte> bytes, in ContentId id, in Derivation derivation)
    {
        Read(file, bytes, id);
        return null;
    }

    /// <summary>Told when no further text is made from that one.</summary>
    public virtual void Release(object state)
    {
    }

    /// <summary>Whether <see cref="Container"/> is to be called; otherwise such a file is skipped like any binary one.</summary>
    public virtual bool OpensContainers => false;

    /// <summary>
    /// A wanted file that is no text, and by its first bytes an archive or a document that can be opened: all of it, valid
    /// during the call only.
    /// </summary>
    public virtual void Container(in SourceFile file, ReadOnlySpan<byte> bytes, in ContentId id) => Skipped(file, Sources.Content.TextForms.BinaryReason, id);

    /// <summary>A file that is no text, and why; <paramref name="id"/> as for <see cref="Read"/>.</summary>
    public abstract void Skipped(in SourceFile file, string reason, in ContentId id);

    /// <summary>A wanted file that could not be read, and why.</summary>
    public abstract void Unread(in SourceFile file, string reason);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Hands results over; called on the worker's own thread.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A file as its source knows it.</summary>
public readonly ref struct SourceFile
{
    /// <summary>Relative path in UTF-8 with forward slashes.</summary>
    public required ReadOnlySpan<byte> Path { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>How the cache knows it again without reading; default where the source cannot tell.</summary>
    public FileStamp Stamp { get; init; }

    /// <summary>The content's id where the source knows it without reading: git's index says so, or the file is a blob.</summary>
    public ContentId Id { get; init; }

    /// <summary>Which content of the path, where a source has several; 0 otherwise.</summary>
    public int Version { get; init; }

    /// <summary>True where the source must know the content's id, to say what was judged: an answer from the cache without one is none.</summary>
    public bool NeedsId { get; init; }
}

/// <summary>Stat data, as git's index uses it to know an unchanged file. Times in nanoseconds since 1970.</summary>
public readonly record struct FileStamp(long Size, long ModifiedNs, long ChangedNs, ulong Inode, ulong Device)
{
    /// <summary>True where the source has no stat data.</summary>
    public bool IsNone => Inode == 0;
}
