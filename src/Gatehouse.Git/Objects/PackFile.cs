using System.Buffers.Binary;

namespace Gatehouse.Git.Objects;

/// <summary>A pack (gitformat-pack(5), "pack-*.pack files") and its index. Opened when the first object is wanted from it.</summary>
internal sealed unsafe class PackFile : IDisposable
{
    public const int OffsetDelta = 6, ReferenceDelta = 7;
    private const int TrailerLength = ObjectId.RawLength;

    private readonly Lock _opening = new();
    private readonly string _indexPath;
    private bool _wasOpened;
    private PackIndex? _index;
    private MappedFile? _file;

    public PackFile(string indexPath) => _indexPath = indexPath;

    /// <summary>Why its objects cannot be read; null where they can, or nobody has asked yet.</summary>
    public string? Problem { get; private set; }

    public string IndexPath => _indexPath;

    public PackIndex? Index => Opened() ? _index : null;

    /// <summary>The offset of an object; −1 where this pack does not hold it.</summary>
    public long Find(ObjectId id) => Opened() ? _index!.Find(id) : -1;

    /// <summary>Reads the head of the entry at an offset.</summary>
    /// <returns>False where it is damaged.</returns>
    public bool TryReadEntry(long offset, out Entry entry)
    {
        entry = default;
        var end = _file!.Length - TrailerLength;
        if (offset < 12 || offset >= end)
            return false;
        var at = _file.Start + offset;
        var last = _file.Start + end;
        var c = *at++;
        var type = (c >> 4) & 7;
        long size = c & 15;
        for (var shift = 4; (c & 0x80) != 0; shift += 7)
        {
            if (at == last || shift > 56)
                return false;
            c = *at++;
            size |= (long)(c & 0x7F) << shift;
        }

        long baseOffset = -1;
        if (type == OffsetDelta)
        {
            if (!TryReadBack(ref at, last, out var back) || back <= 0 || back >= offset)
                return false;
            baseOffset = offset - back;
        }
        else if (type == ReferenceDelta)
        {
            if (last - at < ObjectId.RawLength)
                return false;
            baseOffset = _index!.Find(new ObjectId(new ReadOnlySpan<byte>(at, ObjectId.RawLength)));
            at += ObjectId.RawLength;
            if (baseOffset < 0)
                return false;
        }
        else if (type is < 1 or > 4)
        {
            return false;
        }

        // DEFLATE makes at most 1032 bytes of one: a larger claim is a lie told to make us allocate.
        if (size < 0 || size / 1040 > last - at)
            return false;
        entry = new Entry(type, size, baseOffset, at, last - at);
        return true;
    }

    /// <summary>Hands the pages of the pack that were read back to the system.</summary>
    public void ForgetPages() => _file?.ForgetPages();

    public void Dispose()
    {
        _index?.Dispose();
        _file?.Dispose();
    }

    // Seven bits a byte, the highest first, each further byte adding one at its place.
    private static bool TryReadBack(ref byte* at, byte* last, out long back)
    {
        back = 0;
        if (at == last)
            return false;
        var c = *at++;
        back = c & 0x7F;
        while ((c & 0x80) != 0)
        {
            if (at == last || back > long.MaxValue >> 8)
                return false;
            c = *at++;
            back = ((back + 1) << 7) | (long)(c & 0x7F);
        }

        return true;
    }

    private bool Opened()
    {
        if (Volatile.Read(ref _wasOpened))
            return Problem is null;
        lock (_opening)
        {
            if (!_wasOpened)
            {
                Problem = Open();
                Volatile.Write(ref _wasOpened, true);
            }

            return Problem is null;
        }
    }

    private string? Open()
    {
        _index = PackIndex.TryOpen(_indexPath, out var problem);
        if (_index is null)
            return problem;
        _file = MappedFile.TryOpen(Path.ChangeExtension(_indexPath, ".pack"));
        if (_file is null)
            return "it could not be opened";
        var head = new ReadOnlySpan<byte>(_file.Start, (int)Math.Min(_file.Length, 12));
        if (_file.Length < 12 + TrailerLength || !head.StartsWith("PACK"u8))
            return "it is not a pack";
        if (BinaryPrimitives.ReadUInt32BigEndian(head[4..]) is not (2 or 3))
            return "it is of an unknown version";
        return BinaryPrimitives.ReadUInt32BigEndian(head[8..]) == (uint)_index.Count ? null : "it and its index disagree on the number of objects";
    }

    /// <summary>An entry: its type, its inflated size (a delta's own), the offset of its base or −1, and its zlib stream.</summary>
    public readonly struct Entry
    {
        private readonly byte* _data;

        public Entry(int type, long size, long baseOffset, byte* data, long dataLength)
        {
            Type = type;
            Size = size;
            BaseOffset = baseOffset;
            _data = data;
            DataLength = dataLength;
        }

        public int Type { get; }

        public long Size { get; }

        public long BaseOffset { get; }

        public byte* Data => _data;

        public long DataLength { get; }
    }
}
