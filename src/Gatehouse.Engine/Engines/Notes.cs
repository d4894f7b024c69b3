using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>Takes one file's note. Reused for every file of a thread; what is written is opaque to the runner.</summary>
public sealed class NoteWriter : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Why the file is only partly understood; the scan stays Complete.</summary>
    public string? DegradedReason { get; private set; }

    /// <summary>Why the file could not be judged; the scan becomes Partial.</summary>
    public string? UnreadReason { get; private set; }

    /// <summary>The file parsed with errors in places.</summary>
    public void Degraded(string reason) => DegradedReason ??= reason;

    /// <summary>The file gave no usable parse.</summary>
    public void Unread(string reason) => UnreadReason ??= reason;

    /// <inheritdoc/>
    public void Advance(int count) => _buffer.Advance(count);

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    /// <summary>Ready for the next file.</summary>
    public void Clear()
    {
        _buffer.ResetWrittenCount();
        DegradedReason = null;
        UnreadReason = null;
    }
}

/// <summary>The note of one file.</summary>
/// <param name="Path">Relative path.</param>
/// <param name="Bytes">What the engine wrote; never empty.</param>
public readonly record struct FileNote(string Path, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Which content of the path, where a source has several; 0 otherwise.</summary>
    internal int Version { get; init; }

    /// <summary>The commit that brought the content, where a history is read. An engine hands it on with each finding of the note.</summary>
    public Introduction? Introduced { get; init; }

    /// <summary>
    /// Characters of <see cref="Path"/> that name the file of the source, where the note is of a member of it: <c>a.zip</c>
    /// of <c>a.zip!/b.env</c>. 0 for a file itself.
    /// </summary>
    public int OuterLength { get; init; }
}

/// <summary>All notes of one engine in one run.</summary>
/// <param name="Notes">Files with a note, sorted by path (ordinal, UTF-8).</param>
/// <param name="FilesJudged">Files that the engine wanted and that were read or known from the cache, with or without a note.</param>
public sealed record NoteSet(IReadOnlyList<FileNote> Notes, long FilesJudged);

/// <summary>Opens files of the same source by path, in the second step; each is recorded as a dependency of the conclusion.</summary>
public interface IProjectReader
{
    /// <summary>Reads a file; false where it is not in the source, is over the bound, or cannot be read.</summary>
    bool TryOpen(string path, [NotNullWhen(true)] out byte[]? bytes);
}
