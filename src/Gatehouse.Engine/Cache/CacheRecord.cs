using System.Runtime.InteropServices;

namespace Gatehouse.Engine.Cache;

/// <summary>What a record says beside its numbers.</summary>
[Flags]
internal enum CacheFlags : ushort
{
    None = 0,

    /// <summary>The file was no text.</summary>
    Skipped = 1,

    /// <summary>The payload begins with a blob id of 20 bytes.</summary>
    BlobId = 2,

    /// <summary>The payload begins with a SHA-256 of 32 bytes.</summary>
    Sha256 = 4,

    /// <summary>Notes, reasons or directives follow.</summary>
    Detail = 8,
}

/// <summary>One file in the cache, as it lies on disk: little-endian, 72 bytes. Offsets are into the heap behind the records.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct CacheRecord
{
    public ulong Hash;
    public uint PathAt;
    public ushort PathLength;
    public CacheFlags Flags;

    /// <summary>Which engines wanted the file: bit n is the engine of that number in the key.</summary>
    public uint Engines;
    public uint PayloadAt;
    public uint PayloadLength;
    public uint Unused;
    public FileStamp Stamp;

    public const int Bytes = 72;
}

/// <summary>The first bytes of a cache file. Behind it: the key, a table of record numbers by hash, the records, the heap.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct CacheHeader
{
    /// <summary>"GHNOTES" and the format's version. Another version is no cache.</summary>
    public const ulong CurrentMagic = 0x01_53_45_54_4F_4E_48_47;

    public const int Bytes = 48;

    public ulong Magic;

    /// <summary>Of everything behind the header, with the header's own numbers as seed.</summary>
    public ulong Checksum;
    public ulong Seed;
    public uint KeyLength;
    public uint TableBits;
    public uint RecordCount;
    public uint HeapLength;
    public ulong Unused;

    public readonly ulong ChecksumSeed => PathHash.OfBlock(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>([Magic, Seed, KeyLength, TableBits, RecordCount, HeapLength, Unused])), Seed);

    /// <summary>The key, filled up to a multiple of 8.</summary>
    public readonly long PaddedKeyLength => ((long)KeyLength + 7) & ~7L;

    public readonly long TotalLength => Bytes + PaddedKeyLength + (4L << (int)TableBits) + ((long)RecordCount * CacheRecord.Bytes) + HeapLength;
}
