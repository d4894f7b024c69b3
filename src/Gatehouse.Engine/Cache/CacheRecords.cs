using System.Buffers;

namespace Gatehouse.Engine.Cache;

/// <summary>What one thread learned in this run, to be written at its end.</summary>
internal sealed class CacheRecords
{
    private readonly List<CacheRecord> _records = [];
    private readonly ArrayBufferWriter<byte> _heap = new(64 << 10);

    public int Count => _records.Count;

    /// <summary>Takes a file. The detail is written by the caller's <paramref name="detail"/>; null where there is none.</summary>
    public void Add(ReadOnlySpan<byte> path, ulong hash, in FileStamp stamp, uint engines, bool isSkipped, in ContentId id, FileDetail? detail)
    {
        if (path.Length > ushort.MaxValue)
            return;
        var record = new CacheRecord { Hash = hash, Engines = engines, Stamp = stamp, PathAt = (uint)_heap.WrittenCount, PathLength = (ushort)path.Length };
        _heap.Write(path);
        record.PayloadAt = (uint)_heap.WrittenCount;
        if (!id.IsNone)
        {
            record.Flags |= id.Length == ContentId.BlobLength ? CacheFlags.BlobId : CacheFlags.Sha256;
            id.CopyTo(_heap.GetSpan(id.Length));
            _heap.Advance(id.Length);
        }

        if (detail is not null)
        {
            record.Flags |= CacheFlags.Detail;
            detail.Write(_heap);
        }

        if (isSkipped)
            record.Flags |= CacheFlags.Skipped;
        record.PayloadLength = (uint)(_heap.WrittenCount - record.PayloadAt);
        _records.Add(record);
    }

    public CacheRecord this[int index] => _records[index];

    public ReadOnlySpan<byte> Path(scoped in CacheRecord record) => _heap.WrittenSpan.Slice((int)record.PathAt, record.PathLength);

    public ReadOnlySpan<byte> Payload(scoped in CacheRecord record) => _heap.WrittenSpan.Slice((int)record.PayloadAt, (int)record.PayloadLength);
}
