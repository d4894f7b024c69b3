using System.Buffers.Binary;

namespace Gatehouse.Git.Objects;

/// <summary>A pack's index, version 2 (gitformat-pack(5), "pack-*.idx files"). Every look-up checks its own bounds.</summary>
internal sealed unsafe class PackIndex : IDisposable
{
    private const int NamesAt = 8 + 1024;
    private const int TrailerLength = 40;

    private readonly MappedFile _file;

    private PackIndex(MappedFile file, int count)
    {
        _file = file;
        Count = count;
    }

    public int Count { get; }

    public static PackIndex? TryOpen(string path, out string? problem)
    {
        problem = null;
        var file = MappedFile.TryOpen(path);
        if (file is null)
        {
            problem = "its index could not be opened";
            return null;
        }

        problem = Check(file, out var count);
        if (problem is null)
            return new PackIndex(file, count);
        file.Dispose();
        return null;
    }

    /// <summary>The offset of an object in its pack; −1 where it is not in it.</summary>
    public long Find(ObjectId id)
    {
        var row = LowerBound(id);
        return row < Count && IdAt(row) == id ? OffsetAt(row) : -1;
    }

    /// <summary>The first row whose id is not lower than the given one.</summary>
    public int LowerBound(ObjectId id)
    {
        var low = id.FirstByte == 0 ? 0 : Fanout(id.FirstByte - 1);
        var high = Fanout(id.FirstByte);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (IdAt(middle) < id)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    public ObjectId IdAt(int row) => new(new ReadOnlySpan<byte>(_file.Start + NamesAt + ((long)row * ObjectId.RawLength), ObjectId.RawLength));

    public void Dispose() => _file.Dispose();

    private static string? Check(MappedFile file, out int count)
    {
        count = 0;
        if (file.Length < NamesAt + TrailerLength || Word(file, 0) != 0xFF744F63)
            return "its index is not of version 2; `git repack -ad` writes one";
        if (Word(file, 4) != 2)
            return "its index is of an unknown version";
        uint last = 0;
        for (var i = 0; i < 256; i++)
        {
            var value = Word(file, 8 + (4 * i));
            if (value < last)
                return "its index has a fan-out table out of order";
            last = value;
        }

        if (last > int.MaxValue || NamesAt + (28L * last) + TrailerLength > file.Length)
            return "its index is cut short";
        count = (int)last;
        return null;
    }

    /// <summary>The offset of a row's object in the pack; −1 where the index is damaged.</summary>
    public long OffsetAt(int row)
    {
        var at = NamesAt + (24L * Count) + (4L * row);
        var offset = Word(_file, at);
        if ((offset & 0x80000000) == 0)
            return offset;
        var wide = NamesAt + (28L * Count) + (8L * (offset & 0x7FFFFFFF));
        if (wide + 8 > _file.Length - TrailerLength)
            return -1;
        var value = BinaryPrimitives.ReadUInt64BigEndian(new ReadOnlySpan<byte>(_file.Start + wide, 8));
        return value <= long.MaxValue ? (long)value : -1;
    }

    private int Fanout(int row) => (int)Word(_file, 8 + (4L * row));

    private static uint Word(MappedFile file, long at) => BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(file.Start + at, 4));
}
