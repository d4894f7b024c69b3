using System.Runtime.InteropServices;
using Gatehouse.Engine.Sources.Tree;
using Microsoft.Win32.SafeHandles;

namespace Gatehouse.Engine.Cache;

/// <summary>
/// What earlier runs made of the files of one root with one set of engines, known by path and stat data. Never trusted:
/// wrong length, version, key, checksum or offset, and it is as if there were none. Safe for many threads.
/// </summary>
internal sealed unsafe class NoteCache : IDisposable
{
    private const long MaxBytes = 1L << 30;

    private readonly byte* _bytes;
    private readonly CacheHeader _header;
    private readonly byte[] _isHit;

    private NoteCache(byte* bytes, in CacheHeader header)
    {
        _bytes = bytes;
        _header = header;
        _isHit = new byte[header.RecordCount];
    }

    public ulong Seed => _header.Seed;

    public int Count => (int)_header.RecordCount;

    /// <summary>Reads the cache file; null where there is none that holds.</summary>
    public static NoteCache? TryOpen(string path, ReadOnlySpan<byte> key)
    {
        byte* bytes = null;
        try
        {
            if (!File.Exists(path))
                return null;
            using var handle = File.OpenHandle(path);
            var length = RandomAccess.GetLength(handle);
            if (length is < CacheHeader.Bytes or > MaxBytes)
                return null;
            bytes = (byte*)NativeMemory.AlignedAlloc((nuint)length, 2 << 20);
            LinuxCalls.AdviseLargePages(bytes, length);
            if (Fill(handle, new Span<byte>(bytes, (int)length)) && IsSound(bytes, length, key))
                return new NoteCache(bytes, *(CacheHeader*)bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Whatever is in the cache's place, the run goes on without: writing will say why it cannot.
            _ = problem;
        }

        NativeMemory.AlignedFree(bytes);
        return null;
    }

    /// <summary>
    /// The number of a file's record; -1 where it is not known with this stamp. <paramref name="guess"/> is tried first:
    /// records lie in the order in which an earlier run walked, so the one behind the last is most often right, and near.
    /// </summary>
    public int Find(ReadOnlySpan<byte> path, ulong hash, in FileStamp stamp, int guess)
    {
        if ((uint)guess < _header.RecordCount && Records[guess].Hash == hash && Path(Records[guess]).SequenceEqual(path))
            return Records[guess].Stamp == stamp ? guess : -1;
        var mask = (1u << (int)_header.TableBits) - 1;
        for (uint slot = (uint)hash & mask, tries = 0; tries <= mask; slot = (slot + 1) & mask, tries++)
        {
            var number = Table[slot];
            if (number == 0)
                return -1;
            ref readonly var record = ref Record((int)number - 1);
            if (record.Hash == hash && Path(record).SequenceEqual(path))
                return record.Stamp == stamp ? (int)number - 1 : -1;
        }

        return -1;
    }

    public ref readonly CacheRecord Record(int number) => ref Records[number];

    public ReadOnlySpan<byte> Path(scoped in CacheRecord record) => new(Heap + record.PathAt, record.PathLength);

    public ReadOnlySpan<byte> Payload(scoped in CacheRecord record) => new(Heap + record.PayloadAt, (int)record.PayloadLength);

    /// <summary>Remembers that the record is still true. Each record belongs to one file and so to one thread.</summary>
    public void MarkHit(int number) => _isHit[number] = 1;

    public bool IsHit(int number) => _isHit[number] != 0;

    public int CountHits() => _isHit.AsSpan().Count((byte)1);

    public void Dispose() => NativeMemory.AlignedFree(_bytes);

    private uint* Table => (uint*)(_bytes + CacheHeader.Bytes + _header.PaddedKeyLength);

    private CacheRecord* Records => (CacheRecord*)((byte*)Table + (4L << (int)_header.TableBits));

    private byte* Heap => (byte*)Records + ((long)_header.RecordCount * CacheRecord.Bytes);

    private static bool Fill(SafeFileHandle handle, Span<byte> bytes)
    {
        var filled = 0;
        while (filled < bytes.Length)
        {
            var read = RandomAccess.Read(handle, bytes[filled..], filled);
            if (read == 0)
                return false;
            filled += read;
        }

        return true;
    }

    private static bool IsSound(byte* bytes, long length, ReadOnlySpan<byte> key)
    {
        ref readonly var header = ref *(CacheHeader*)bytes;
        if (header.Magic != CacheHeader.CurrentMagic || header.TableBits > 30 || header.RecordCount > length || header.TotalLength != length)
            return false;
        if (header.RecordCount >= 1u << (int)header.TableBits || header.KeyLength != key.Length || !new ReadOnlySpan<byte>(bytes + CacheHeader.Bytes, key.Length).SequenceEqual(key))
            return false;
        var rest = new ReadOnlySpan<byte>(bytes + CacheHeader.Bytes, (int)(length - CacheHeader.Bytes));
        return header.Checksum == PathHash.OfBlock(rest, header.ChecksumSeed) && AreOffsetsSound(bytes, header);
    }

    // A checksum can be forged: an offset out of bounds must still never be followed.
    private static bool AreOffsetsSound(byte* bytes, in CacheHeader header)
    {
        var table = (uint*)(bytes + CacheHeader.Bytes + header.PaddedKeyLength);
        var slots = 1L << (int)header.TableBits;
        for (long i = 0; i < slots; i++)
        {
            if (table[i] > header.RecordCount)
                return false;
        }

        var records = (CacheRecord*)(table + slots);
        for (uint i = 0; i < header.RecordCount; i++)
        {
            ref readonly var record = ref records[i];
            if ((ulong)record.PathAt + record.PathLength > header.HeapLength || (ulong)record.PayloadAt + record.PayloadLength > header.HeapLength)
                return false;
        }

        return true;
    }
}
