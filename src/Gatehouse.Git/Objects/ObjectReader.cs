using System.Diagnostics.CodeAnalysis;
using Gatehouse.Git.Objects;
using Gatehouse.Host;

namespace Gatehouse.Git;

/// <summary>
/// Reads objects on one thread into buffers that it keeps, so that a file costs no allocation. What it hands out is valid
/// until the next call.
/// </summary>
public sealed unsafe class ObjectReader : IDisposable
{
    /// <summary>The bound where a caller names none: 256 MiB.</summary>
    public const long DefaultLimit = 256L << 20;

    // git's own longest chain is 4095.
    private const int MaxChain = 4096;
    private const int LooseHeader = 64;

    private readonly ObjectStore _store;
    private readonly Inflater _inflater = new();
    private readonly List<long> _chain = [];
    private byte[] _result = [];
    private byte[] _other = [];
    private byte[] _delta = [];

    internal ObjectReader(ObjectStore store) => _store = store;

    /// <summary>Reads an object of at most <paramref name="limit"/> bytes.</summary>
    public bool TryRead(ObjectId id, out ObjectKind kind, out ReadOnlySpan<byte> bytes, [NotNullWhen(false)] out GitProblem? problem, long limit = DefaultLimit)
    {
        limit = Math.Min(limit, Array.MaxLength);
        bytes = default;
        do
        {
            if (_store.TryFindPacked(id, out var pack, out var offset))
            {
                problem = Unpack(id, pack, offset, limit, out kind, out var length);
                if (problem is not null)
                    return false;
                bytes = _result.AsSpan(0, length);
                return true;
            }

            if (TryReadLoose(id, limit, sizeOnly: false, out kind, out var size, out problem))
            {
                bytes = _result.AsSpan(0, (int)size);
                return true;
            }

            if (problem is not null)
                return false;
        }
        while (_store.Reload());

        problem = _store.Missing(id);
        return false;
    }

    /// <summary>Reads an object's kind and size without unpacking it.</summary>
    public bool TryReadSize(ObjectId id, out ObjectKind kind, out long size, [NotNullWhen(false)] out GitProblem? problem)
    {
        do
        {
            if (_store.TryFindPacked(id, out var pack, out var offset))
            {
                problem = Measure(id, pack, offset, out kind, out size);
                return problem is null;
            }

            if (TryReadLoose(id, 0, sizeOnly: true, out kind, out size, out problem))
                return true;
            if (problem is not null)
                return false;
        }
        while (_store.Reload());

        problem = _store.Missing(id);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _inflater.Dispose();

    /// <summary>Keeps one great file from holding its memory for the rest of the run.</summary>
    internal void DropLargeBuffers()
    {
        const int Kept = 16 << 20;
        if (_result.Length > Kept)
            _result = [];
        if (_other.Length > Kept)
            _other = [];
        if (_delta.Length > Kept)
            _delta = [];
    }

    private GitProblem? Unpack(ObjectId id, PackFile pack, long offset, long limit, out ObjectKind kind, out int length)
    {
        kind = ObjectKind.None;
        length = 0;
        var most = Math.Max(limit, DefaultLimit); // A base may be larger than what is wanted of it, but not without bound.
        _chain.Clear();
        PackFile.Entry entry;
        int type;
        BaseCache.Item? known;
        while (true)
        {
            known = _store.Bases.Find(pack, offset);
            if (known is not null)
            {
                type = known.Type;
                Ensure(ref _result, known.Bytes.Length);
                known.Bytes.CopyTo(_result, 0);
                length = known.Bytes.Length;
                break;
            }

            if (!pack.TryReadEntry(offset, out entry) || _chain.Count > MaxChain)
                return Damaged(id, pack);
            if (entry.Size > most)
                return Oversized(id, entry.Size, most);
            if (entry.BaseOffset < 0)
            {
                type = entry.Type;
                length = (int)entry.Size;
                if (_chain.Count == 0 && length > limit)
                    return Oversized(id, length, limit);
                Ensure(ref _result, length);
                if (!_inflater.Start(entry.Data, entry.DataLength) || !InflateWhole(_result.AsSpan(0, length)))
                    return Damaged(id, pack);
                if (_chain.Count > 0)
                    _store.Bases.Keep(pack, offset, type, _result.AsSpan(0, length));
                break;
            }

            _chain.Add(offset);
            offset = entry.BaseOffset;
        }

        for (var i = _chain.Count - 1; i >= 0; i--)
        {
            if (!pack.TryReadEntry(_chain[i], out entry))
                return Damaged(id, pack);
            var deltaLength = (int)entry.Size;
            Ensure(ref _delta, deltaLength);
            if (!_inflater.Start(entry.Data, entry.DataLength) || !InflateWhole(_delta.AsSpan(0, deltaLength)))
                return Damaged(id, pack);
            ReadOnlySpan<byte> delta = _delta.AsSpan(0, deltaLength);
            if (!Delta.TryReadSizes(ref delta, out var baseSize, out var resultSize) || baseSize != length)
                return Damaged(id, pack);
            var bound = i == 0 ? limit : most;
            if (resultSize > bound)
                return Oversized(id, resultSize, bound);
            Ensure(ref _other, (int)resultSize);
            if (!Delta.TryApply(delta, _result.AsSpan(0, length), _other.AsSpan(0, (int)resultSize)))
                return Damaged(id, pack);
            (_result, _other) = (_other, _result);
            length = (int)resultSize;
            if (i > 0)
                _store.Bases.Keep(pack, _chain[i], type, _result.AsSpan(0, length));
        }

        if (length > limit)
            return Oversized(id, length, limit);
        kind = (ObjectKind)type;
        return null;
    }

    private GitProblem? Measure(ObjectId id, PackFile pack, long offset, out ObjectKind kind, out long size)
    {
        kind = ObjectKind.None;
        size = -1;
        Span<byte> head = stackalloc byte[20]; // Two sizes of at most eight bytes.
        for (var depth = 0; depth <= MaxChain; depth++)
        {
            if (!pack.TryReadEntry(offset, out var entry))
                return Damaged(id, pack);
            if (entry.BaseOffset < 0)
            {
                if (size < 0)
                    size = entry.Size;
                kind = (ObjectKind)entry.Type;
                return null;
            }

            if (size < 0)
            {
                var read = _inflater.Start(entry.Data, entry.DataLength) ? _inflater.Read(head) : -1;
                ReadOnlySpan<byte> sizes = head[..Math.Max(0, read)];
                if (!Delta.TryReadSizes(ref sizes, out _, out size))
                    return Damaged(id, pack);
            }

            offset = entry.BaseOffset;
        }

        return Damaged(id, pack);
    }

    // False without a problem: there is no such loose object.
    private bool TryReadLoose(ObjectId id, long limit, bool sizeOnly, out ObjectKind kind, out long size, out GitProblem? problem)
    {
        kind = ObjectKind.None;
        size = 0;
        problem = null;
        foreach (var folder in _store.Folders)
        {
            var path = ObjectStore.LoosePath(folder, id);
            if (sizeOnly)
            {
                if (!TryMeasureLoose(id, path, out kind, out size, out problem))
                    continue;
                return problem is null;
            }

            // DEFLATE may store, so a stream can be a little longer than what it holds.
            var most = Math.Max(limit, DefaultLimit);
            if (!BoundedFile.TryRead(path, out var packed, out var why, most + (most >> 8) + 1024))
            {
                if (why == ReadProblem.Missing)
                    continue;
                problem = why == ReadProblem.TooLarge
                    ? GitProblem.TooLarge($"loose object {id} is larger than {most} bytes")
                    : GitProblem.Unreadable($"loose object {id}: {why.ToSentence()}");
                return false;
            }

            fixed (byte* start = packed)
                problem = Inflate(id, start, packed.Length, limit, sizeOnly, out kind, out size);
            return problem is null;
        }

        return false;
    }

    // False where there is no such file. The head is enough, so a file of any size is mapped rather than read.
    private bool TryMeasureLoose(ObjectId id, string path, out ObjectKind kind, out long size, out GitProblem? problem)
    {
        kind = ObjectKind.None;
        size = 0;
        problem = null;
        if (!File.Exists(path))
            return false;
        using var file = MappedFile.TryOpen(path);
        problem = file is null
            ? GitProblem.Unreadable($"loose object {id} could not be opened")
            : Inflate(id, file.Start, file.Length, long.MaxValue, sizeOnly: true, out kind, out size);
        return true;
    }

    private GitProblem? Inflate(ObjectId id, byte* packed, long packedLength, long limit, bool sizeOnly, out ObjectKind kind, out long size)
    {
        kind = ObjectKind.None;
        size = 0;
        var damaged = GitProblem.Corrupt($"loose object {id} is damaged; `git fsck` says more");
        Span<byte> head = stackalloc byte[LooseHeader];
        var read = packedLength > 0 && _inflater.Start(packed, packedLength) ? _inflater.Read(head) : -1;
        if (read < 0)
            return damaged;
        head = head[..read];
        var end = head.IndexOf((byte)0);
        var blank = head.IndexOf((byte)' ');
        if (end < 0 || blank < 0 || blank > end)
            return damaged;
        kind = KindOf(head[..blank]);
        var digits = head[(blank + 1)..end];
        if (kind == ObjectKind.None || !System.Buffers.Text.Utf8Parser.TryParse(digits, out size, out var used) || used != digits.Length || size < 0)
            return damaged;
        if (sizeOnly)
            return null;
        if (size > limit)
            return Oversized(id, size, limit);
        if (size / 1040 > packedLength)
            return damaged;
        var first = head[(end + 1)..];
        if (first.Length > size)
            return damaged;
        Ensure(ref _result, (int)size);
        first.CopyTo(_result);
        return InflateWhole(_result.AsSpan(first.Length, (int)size - first.Length)) ? null : damaged;
    }

    // An empty rest still has to end with its checksum.
    private bool InflateWhole(Span<byte> output) => _inflater.ReadToEnd(output);

    private static ObjectKind KindOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("blob"u8) ? ObjectKind.Blob
        : name.SequenceEqual("tree"u8) ? ObjectKind.Tree
        : name.SequenceEqual("commit"u8) ? ObjectKind.Commit
        : name.SequenceEqual("tag"u8) ? ObjectKind.Tag
        : ObjectKind.None;

    internal static GitProblem Damaged(ObjectId id, PackFile pack) =>
        GitProblem.Corrupt($"object {id} is damaged in {Path.GetFileNameWithoutExtension(pack.IndexPath)}; `git fsck` says more");

    internal static GitProblem Oversized(ObjectId id, long size, long limit) =>
        GitProblem.TooLarge(FormattableString.Invariant($"object {id} has {size} bytes, over the limit of {limit}"));

    private static void Ensure(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Math.Max(length, Math.Min(2L * buffer.Length, 64 << 20))));
    }
}
