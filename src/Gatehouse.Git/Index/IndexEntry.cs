using System.Buffers.Binary;

namespace Gatehouse.Git;

/// <summary>An entry of the index, read in place (gitformat-index(5), "Index entry"). Valid while its <see cref="GitIndex"/> is.</summary>
public readonly ref struct IndexEntry
{
    private readonly ReadOnlySpan<byte> _raw;
    private readonly uint _flags;

    internal IndexEntry(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> path, uint flags)
    {
        _raw = raw;
        _flags = flags;
        Path = path;
    }

    /// <summary>The path in bytes, forward slashes. Ask <see cref="GitPath.IsSafe"/> before opening it.</summary>
    public ReadOnlySpan<byte> Path { get; }

    /// <summary>The 20 bytes of the blob's id.</summary>
    public ReadOnlySpan<byte> RawId => _raw.Slice(40, ObjectId.RawLength);

    /// <summary>The blob's id; a tree's where the entry is a sparse folder; a commit's where it is a submodule.</summary>
    public ObjectId Id => new(RawId);

    /// <summary>The mode.</summary>
    public EntryMode Mode => EntryModes.Canonical(Word(24));

    /// <summary>Seconds of the last change of the file's data about it (ctime), the low 32 bits.</summary>
    public uint ChangedSeconds => Word(0);

    /// <summary>Its nanoseconds.</summary>
    public uint ChangedNanoseconds => Word(4);

    /// <summary>Seconds of the last change of its content (mtime), the low 32 bits.</summary>
    public uint ModifiedSeconds => Word(8);

    /// <summary>Its nanoseconds.</summary>
    public uint ModifiedNanoseconds => Word(12);

    /// <summary>The device, the low 32 bits.</summary>
    public uint Device => Word(16);

    /// <summary>The inode, the low 32 bits.</summary>
    public uint Inode => Word(20);

    /// <summary>The owner.</summary>
    public uint UserId => Word(28);

    /// <summary>The group.</summary>
    public uint GroupId => Word(32);

    /// <summary>The file's size, the low 32 bits. Zero for a file that was racy when the index was last written.</summary>
    public uint Size => Word(36);

    /// <summary>0; 1 to 3 for the versions of a conflict.</summary>
    public int Stage => (int)(_flags >> 12) & 3;

    /// <summary>The user asked git not to look at the file.</summary>
    public bool IsAssumedValid => (_flags & 0x8000) != 0;

    /// <summary>A sparse checkout left the file out.</summary>
    public bool IsSkippedInWorkTree => (_flags & 0x4000_0000) != 0;

    /// <summary><c>git add -N</c>: the path is announced, its content is not staged.</summary>
    public bool IsIntentToAdd => (_flags & 0x2000_0000) != 0;

    /// <summary>A whole folder in one entry, its path ending in a slash (extension <c>sdir</c>).</summary>
    public bool IsSparseFolder => Mode == EntryMode.Tree;

    private uint Word(int at) => BinaryPrimitives.ReadUInt32BigEndian(_raw[at..]);
}
