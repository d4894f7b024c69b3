using System.Diagnostics.CodeAnalysis;
using Gatehouse.Host;

namespace Gatehouse.Git;

/// <summary>
/// The index: what the next commit will hold (gitformat-index(5), versions 2, 3 and 4). One read and two arrays; entries
/// are views. Its checksum is not verified, as git itself does not on reading; bounds, order and extensions are.
/// </summary>
public sealed class GitIndex
{
    private const long MaxBytes = 1L << 30;

    private readonly IndexLayout _layout;

    private GitIndex(IndexLayout layout, DateTimeOffset modified)
    {
        _layout = layout;
        Modified = modified;
    }

    /// <summary>An index without an entry: a repository before its first <c>git add</c>.</summary>
    public static GitIndex Empty { get; } = new(IndexLayout.Empty, DateTimeOffset.UnixEpoch);

    /// <summary>The number of entries, each stage of a conflict counted.</summary>
    public int Count => _layout.Count;

    /// <summary>The format's version: 2, 3 or 4.</summary>
    public int Version => _layout.Version;

    /// <summary>
    /// When the index was last written. An entry whose file was modified at this moment or later is racy: the file may
    /// have changed again within the clock's tick, so its stat data proves nothing.
    /// </summary>
    public DateTimeOffset Modified { get; }

    /// <summary>The entry at a row, in the order of paths' bytes, then stages.</summary>
    public IndexEntry this[int row] => _layout.Entry(row);

    internal CacheTree? CacheTree => _layout.CacheTree;

    /// <summary>Reads an index file; a missing one is <see cref="Empty"/>.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out GitIndex? index, [NotNullWhen(false)] out GitProblem? problem)
    {
        index = null;
        problem = null;
        // The time is taken first: if the index is replaced in between, more entries are racy, not fewer.
        var modified = Stamp(path);
        if (!BoundedFile.TryRead(path, out var bytes, out var why, MaxBytes))
        {
            if (why == ReadProblem.Missing)
            {
                index = Empty;
                return true;
            }

            problem = GitProblem.Unreadable($"{path}: {why.ToSentence()}");
            return false;
        }

        return TryParse(bytes, new DateTimeOffset(modified, TimeSpan.Zero), out index, out problem);
    }

    /// <summary>Reads an index out of memory, which it keeps.</summary>
    public static bool TryParse(byte[] bytes, DateTimeOffset modified, [NotNullWhen(true)] out GitIndex? index, [NotNullWhen(false)] out GitProblem? problem)
    {
        var layout = IndexLayout.Parse(bytes, out problem);
        index = layout is null ? null : new GitIndex(layout, modified);
        return layout is not null;
    }

    /// <summary>Finds a path's entry of stage 0 and returns its row.</summary>
    public bool TryFind(ReadOnlySpan<byte> path, out int row)
    {
        row = LowerBound(path, 0, Count);
        return row < Count && this[row] is var entry && entry.Stage == 0 && entry.Path.SequenceEqual(path);
    }

    /// <summary>The first row at or after <paramref name="from"/> whose path is not lower than the given one.</summary>
    public int LowerBound(ReadOnlySpan<byte> path, int from, int to)
    {
        while (from < to)
        {
            var middle = (int)(((uint)from + (uint)to) >> 1);
            if (_layout.Path(middle).SequenceCompareTo(path) < 0)
                from = middle + 1;
            else
                to = middle;
        }

        return from;
    }

    /// <summary>Whether the entry's stat data proves nothing: it was modified at the index's own time or later.</summary>
    public bool IsRacy(in IndexEntry entry)
    {
        var seconds = (uint)Modified.ToUnixTimeSeconds();
        var nanoseconds = (uint)(Modified.Ticks % TimeSpan.TicksPerSecond * 100);
        // The file system's time is cut to 100 ns here, so the entry's is cut alike.
        return entry.ModifiedSeconds > seconds || (entry.ModifiedSeconds == seconds && entry.ModifiedNanoseconds / 100 * 100 >= nanoseconds);
    }

    private static DateTime Stamp(string path)
    {
        try
        {
            return File.GetLastWriteTimeUtc(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return DateTime.UnixEpoch; // Reading will say why; until then every entry is racy.
        }
    }
}
