using System.Buffers.Binary;

namespace Gatehouse.Git;

/// <summary>Where each entry of an index lies in its bytes. Version 4 stores only the ends of paths, which are laid out anew.</summary>
internal sealed class IndexLayout
{
    private const int HeaderLength = 12, FixedLength = 62, TrailerLength = ObjectId.RawLength;
    private const uint Extended = 0x4000;

    // A path of version 4 may repeat all of the one before at the cost of two bytes: a small file could ask for all memory.
    private const int MaxPath = 64 << 10;
    private const long MaxPathBytes = 256L << 20;

    private readonly byte[] _bytes;
    private readonly Row[] _rows;
    private byte[] _paths;
    private int _pathsLength;

    private IndexLayout(byte[] bytes, int version, int count)
    {
        _bytes = bytes;
        _paths = bytes;
        _rows = new Row[count];
        Version = version;
        Count = count;
    }

    public static IndexLayout Empty { get; } = new([], 2, 0);

    public int Version { get; }

    public int Count { get; }

    public CacheTree? CacheTree { get; private set; }

    public ReadOnlySpan<byte> Path(int row) => _paths.AsSpan(_rows[row].PathAt, _rows[row].PathLength);

    public IndexEntry Entry(int row)
    {
        ref readonly var place = ref _rows[row];
        var raw = _bytes.AsSpan(place.At);
        uint flags = BinaryPrimitives.ReadUInt16BigEndian(raw[60..]);
        if ((flags & Extended) != 0)
            flags |= (uint)BinaryPrimitives.ReadUInt16BigEndian(raw[62..]) << 16;
        return new IndexEntry(raw[..FixedLength], _paths.AsSpan(place.PathAt, place.PathLength), flags);
    }

    public static IndexLayout? Parse(byte[] bytes, out GitProblem? problem)
    {
        problem = null;
        if (bytes.Length < HeaderLength + TrailerLength || !bytes.AsSpan().StartsWith("DIRC"u8))
        {
            problem = GitProblem.Corrupt("the index does not begin as one; `rm .git/index && git reset` makes a new one");
            return null;
        }

        var version = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4));
        var count = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8));
        if (version is < 2 or > 4)
        {
            problem = GitProblem.Unsupported($"the index is of version {version}; this reader knows 2 to 4");
            return null;
        }

        if (count > (uint)(bytes.Length - HeaderLength - TrailerLength) / FixedLength)
        {
            problem = GitProblem.Corrupt($"the index claims {count} entries and has no room for them: it is cut short");
            return null;
        }

        var layout = new IndexLayout(bytes, (int)version, (int)count);
        var end = bytes.Length - TrailerLength;
        problem = version == 4 ? layout.ReadCompressed(end, out var at) : layout.ReadPlain(end, out at);
        problem ??= layout.ReadExtensions(at, end);
        return problem is null ? layout : null;
    }

    private GitProblem? ReadPlain(int end, out int at)
    {
        at = HeaderLength;
        var previous = default(ReadOnlySpan<byte>);
        var previousStage = 0;
        for (var row = 0; row < Count; row++)
        {
            if (end - at < FixedLength)
                return CutShort(row);
            var flags = BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at + 60));
            var isExtended = (flags & Extended) != 0;
            if (isExtended && Version < 3)
                return GitProblem.Corrupt($"entry {row} of the index has flags of a later version");
            var pathAt = at + FixedLength + (isExtended ? 2 : 0);
            var length = flags & 0xFFF;
            // 0xFFF says only "at least that".
            if (length == 0xFFF && pathAt < end)
                length = _bytes.AsSpan(pathAt, end - pathAt).IndexOf((byte)0);
            // Padded with one to eight zero bytes to a multiple of eight.
            var next = at + (((pathAt - at) + length + 8) & ~7);
            if (length < 0 || next > end)
                return CutShort(row);
            var path = _bytes.AsSpan(pathAt, length);
            if (length == 0)
                return Split();
            if (_bytes[pathAt + length] != 0)
                return GitProblem.Corrupt($"entry {row} of the index has a path of another length than it says");
            var stage = (flags >> 12) & 3;
            if (row > 0 && !IsAfter(previous, previousStage, path, stage))
                return OutOfOrder(row);
            _rows[row] = new Row(at, pathAt, length);
            previous = path;
            previousStage = stage;
            at = next;
        }

        return null;
    }

    private GitProblem? ReadCompressed(int end, out int at)
    {
        at = HeaderLength;
        _paths = new byte[Math.Max(1024, _bytes.Length)];
        var previousStage = 0;
        for (var row = 0; row < Count; row++)
        {
            if (end - at < FixedLength)
                return CutShort(row);
            var flags = BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at + 60));
            var cursor = at + FixedLength + ((flags & Extended) != 0 ? 2 : 0);
            if (!TryReadStrip(ref cursor, end, out var strip))
                return CutShort(row);
            var tail = _bytes.AsSpan(cursor, end - cursor);
            var tailLength = tail.IndexOf((byte)0);
            var previousLength = row == 0 ? 0 : _rows[row - 1].PathLength;
            if (tailLength < 0 || strip > previousLength)
                return GitProblem.Corrupt($"entry {row} of the index has a path that does not follow from the one before");
            var kept = previousLength - (int)strip;
            var length = kept + tailLength;
            if (length > MaxPath || !TryReserve(length))
                return GitProblem.TooLarge($"entry {row} of the index has a path over 64 KiB, or brings all paths over 256 MiB");
            if (length == 0)
                return Split();
            var pathAt = _pathsLength;
            if (kept > 0)
                _paths.AsSpan(_rows[row - 1].PathAt, kept).CopyTo(_paths.AsSpan(pathAt));
            tail[..tailLength].CopyTo(_paths.AsSpan(pathAt + kept));
            _pathsLength += length;
            _rows[row] = new Row(at, pathAt, length);
            var stage = (flags >> 12) & 3;
            if (row > 0 && !IsAfter(Path(row - 1), previousStage, Path(row), stage))
                return OutOfOrder(row);
            previousStage = stage;
            at = cursor + tailLength + 1;
        }

        return null;
    }

    private GitProblem? ReadExtensions(int at, int end)
    {
        while (end - at >= 8)
        {
            var signature = _bytes.AsSpan(at, 4);
            var size = BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(at + 4));
            at += 8;
            if (size > (uint)(end - at))
                return GitProblem.Corrupt("an extension of the index is cut short");
            if (signature.SequenceEqual("TREE"u8))
                CacheTree = CacheTree.Parse(_bytes.AsMemory(at, (int)size));
            else if (signature.SequenceEqual("link"u8))
                return Split();
            // A capital letter first says that a reader may pass over it. "sdir" says that entries may be folders.
            else if (signature[0] is < (byte)'A' or > (byte)'Z' && !signature.SequenceEqual("sdir"u8))
                return GitProblem.Unsupported($"the index has an extension that this reader does not know: {Escape.Path(signature)}");
            at += (int)size;
        }

        return at == end ? null : GitProblem.Corrupt("the index has bytes left over behind its extensions");
    }

    // The same variable-length number as a pack's back reference.
    private bool TryReadStrip(ref int at, int end, out long strip)
    {
        strip = 0;
        for (var i = 0; i < 5; i++)
        {
            if (at >= end)
                return false;
            var c = _bytes[at++];
            strip = (i == 0 ? 0 : (strip + 1) << 7) | (long)(c & 0x7F);
            if ((c & 0x80) == 0)
                return true;
        }

        return false;
    }

    private bool TryReserve(int length)
    {
        var wanted = (long)_pathsLength + length;
        if (wanted > MaxPathBytes)
            return false;
        if (wanted > _paths.Length)
            Array.Resize(ref _paths, (int)Math.Min(MaxPathBytes, Math.Max(wanted, 2L * _paths.Length)));
        return true;
    }

    private static bool IsAfter(ReadOnlySpan<byte> previous, int previousStage, ReadOnlySpan<byte> path, int stage)
    {
        var order = previous.SequenceCompareTo(path);
        return order < 0 || (order == 0 && previousStage > 0 && stage > previousStage);
    }

    // Only there does an entry go without a path: it stands for one of the shared file.
    private static GitProblem Split() => GitProblem.Unsupported("the index is split over two files; `git update-index --no-split-index` joins them");

    private static GitProblem CutShort(int row) => GitProblem.Corrupt($"the index is cut short in entry {row}; `rm .git/index && git reset` makes a new one");

    private static GitProblem OutOfOrder(int row) => GitProblem.Corrupt($"entry {row} of the index is out of order; `rm .git/index && git reset` makes a new one");

    private readonly record struct Row(int At, int PathAt, int PathLength);
}
