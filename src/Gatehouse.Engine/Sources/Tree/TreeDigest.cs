using System.Security.Cryptography;
using Gatehouse.Git;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>
/// The digest of a tree that no commit holds: SHA-256 over <c>gatehouse tree 1</c>, NUL, then for each file, sorted by the
/// bytes of its path, its kind (f, x or l), the path, NUL, the id's length and the id.
/// </summary>
internal sealed class TreeDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[64 << 10];
    private int _used;

    private TreeDigest() => Append("gatehouse tree 1\0"u8);

    /// <summary>Of everything that a walk saw.</summary>
    public static string Of(RepositoryView? repository, TreeOutcome outcome)
    {
        using var digest = new TreeDigest();
        var others = Others(outcome);
        var next = 0;
        for (var entry = repository?.First ?? 0; entry < (repository?.End ?? 0); entry++)
        {
            if (!repository!.IsSeen(entry) || !repository.IsFile(entry))
                continue;
            var path = repository.PathOf(entry)[repository.RootLength..];
            while (next < others.Length && others[next].Path.Span.SequenceCompareTo(path) < 0)
                digest.Add(others[next++]);
            digest.Add(path, repository.KindOf(entry), repository.IdOf(entry));
        }

        while (next < others.Length)
            digest.Add(others[next++]);
        return digest.End();
    }

    /// <summary>Of everything that an index holds.</summary>
    public static string Of(GitIndex index)
    {
        using var digest = new TreeDigest();
        for (var row = 0; row < index.Count; row++)
        {
            var entry = index[row];
            var kind = entry.Mode switch { EntryMode.Executable => RecordKind.Executable, EntryMode.Link => RecordKind.Link, _ => RecordKind.File };
            digest.Add(entry.Path, kind, new ContentId(entry.RawId));
        }

        return digest.End();
    }

    public void Dispose() => _hash.Dispose();

    private static Item[] Others(TreeOutcome outcome)
    {
        var items = new Item[outcome.Records.Sum(records => records.Count)];
        var count = 0;
        foreach (var records in outcome.Records)
        {
            for (var i = 0; i < records.Count; i++)
                items[count++] = new Item(records.Path(i), records.Kind(i), records.Id(i));
        }

        if (outcome.Nested.Count > 0)
            items = [.. items, .. outcome.Nested.SelectMany(Tracked)];
        Array.Sort(items, static (left, right) => left.Path.Span.SequenceCompareTo(right.Path.Span));
        return items;
    }

    private static IEnumerable<Item> Tracked(RepositoryView nested) =>
        from entry in Enumerable.Range(nested.First, nested.End - nested.First)
        where nested.IsSeen(entry) && nested.IsFile(entry)
        select new Item((byte[])[.. nested.Place.Span, .. nested.PathOf(entry)], nested.KindOf(entry), nested.IdOf(entry));

    private void Add(in Item item) => Add(item.Path.Span, item.Kind, item.Id);

    private void Add(ReadOnlySpan<byte> path, RecordKind kind, in ContentId id)
    {
        Span<byte> tail = stackalloc byte[2 + ContentId.Sha256Length];
        tail[0] = 0;
        tail[1] = (byte)id.Length;
        id.CopyTo(tail[2..]);
        Append([(byte)kind]);
        Append(path);
        Append(tail[..(2 + id.Length)]);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _used)
        {
            _hash.AppendData(_buffer, 0, _used);
            _used = 0;
        }

        if (bytes.Length > _buffer.Length)
        {
            _hash.AppendData(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private string End()
    {
        _hash.AppendData(_buffer, 0, _used);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    private readonly record struct Item(ReadOnlyMemory<byte> Path, RecordKind Kind, ContentId Id);
}
