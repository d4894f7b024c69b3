using System.Numerics;
using System.Runtime.InteropServices;
using Gatehouse.Host;

namespace Gatehouse.Engine.Cache;

/// <summary>Writes the cache anew out of what held and what was learned.</summary>
internal static class NoteCacheWriter
{
    private const long MaxBytes = 1L << 30;

    /// <summary>Writes where anything changed.</summary>
    /// <returns>Null, or one sentence that says why the next run will read everything again.</returns>
    public static string? Write(string path, ReadOnlySpan<byte> key, ulong seed, NoteCache? old, IReadOnlyList<CacheRecords> learned)
    {
        var hits = old?.CountHits() ?? 0;
        var count = hits + learned.Sum(records => records.Count);
        if (old is not null && hits == old.Count && count == hits)
            return null;

        var heapLength = HeapLength(old, learned);
        var header = new CacheHeader
        {
            Magic = CacheHeader.CurrentMagic,
            Seed = seed,
            KeyLength = (uint)key.Length,
            TableBits = (uint)BitOperations.Log2((uint)Math.Max(4, count)) + 2, // Between a quarter and a half full.
            RecordCount = (uint)count,
            HeapLength = (uint)Math.Min(heapLength, uint.MaxValue),
        };
        if (heapLength > MaxBytes || header.TotalLength > MaxBytes)
            return $"{path}: the note cache would be larger than 1 GiB and was not written; the next run reads everything again";

        var bytes = new byte[header.TotalLength];
        key.CopyTo(bytes.AsSpan(CacheHeader.Bytes));
        Fill(bytes, header, old, learned);
        header.Checksum = PathHash.OfBlock(bytes.AsSpan(CacheHeader.Bytes), header.ChecksumSeed);
        MemoryMarshal.Write(bytes, header);
        return AtomicFile.TryWrite(path, bytes) is { } problem ? problem + "; the next run reads everything again" : null;
    }

    private static long HeapLength(NoteCache? old, IReadOnlyList<CacheRecords> learned)
    {
        long length = 0;
        for (var i = 0; i < (old?.Count ?? 0); i++)
        {
            if (old!.IsHit(i))
                length += old.Record(i).PathLength + old.Record(i).PayloadLength;
        }

        foreach (var records in learned)
        {
            for (var i = 0; i < records.Count; i++)
                length += records[i].PathLength + records[i].PayloadLength;
        }

        return length;
    }

    private static void Fill(byte[] bytes, in CacheHeader header, NoteCache? old, IReadOnlyList<CacheRecords> learned)
    {
        var tableAt = CacheHeader.Bytes + (int)header.PaddedKeyLength;
        var recordsAt = tableAt + (4 << (int)header.TableBits);
        var heapAt = recordsAt + ((int)header.RecordCount * CacheRecord.Bytes);
        var target = new Target(
            MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(tableAt, recordsAt - tableAt)),
            MemoryMarshal.Cast<byte, CacheRecord>(bytes.AsSpan(recordsAt, heapAt - recordsAt)),
            bytes.AsSpan(heapAt));
        for (var i = 0; i < (old?.Count ?? 0); i++)
        {
            ref readonly var record = ref old!.Record(i);
            if (old.IsHit(i))
                target.Add(record, old.Path(record), old.Payload(record));
        }

        foreach (var records in learned)
        {
            for (var i = 0; i < records.Count; i++)
            {
                var record = records[i];
                target.Add(record, records.Path(record), records.Payload(record));
            }
        }
    }

    private ref struct Target(Span<uint> table, Span<CacheRecord> records, Span<byte> heap)
    {
        private readonly Span<uint> _table = table;
        private readonly Span<CacheRecord> _records = records;
        private readonly Span<byte> _heap = heap;
        private int _count;
        private int _used;

        public void Add(CacheRecord record, ReadOnlySpan<byte> path, ReadOnlySpan<byte> payload)
        {
            record.PathAt = (uint)_used;
            path.CopyTo(_heap[_used..]);
            _used += path.Length;
            record.PayloadAt = (uint)_used;
            payload.CopyTo(_heap[_used..]);
            _used += payload.Length;
            _records[_count++] = record;
            var mask = (uint)_table.Length - 1;
            var slot = (uint)record.Hash & mask;
            while (_table[(int)slot] != 0)
                slot = (slot + 1) & mask;
            _table[(int)slot] = (uint)_count;
        }
    }
}
