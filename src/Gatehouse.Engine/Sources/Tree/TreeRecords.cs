namespace Gatehouse.Engine.Sources.Tree;

/// <summary>What a path is in the tree's digest.</summary>
internal enum RecordKind : byte
{
    File = (byte)'f',
    Executable = (byte)'x',
    Link = (byte)'l',
}

/// <summary>The files whose content is known otherwise than from the index: changed, untracked, or outside git. One list a thread.</summary>
internal sealed class TreeRecords
{
    private byte[] _paths = new byte[16 << 10];
    private readonly List<Record> _records = [];
    private int _used;

    public int Count => _records.Count;

    /// <summary>Files that git tracks and whose content is not the index's.</summary>
    public int Changed { get; private set; }

    /// <summary>Files that git does not track.</summary>
    public int Untracked { get; private set; }

    public void Add(ReadOnlySpan<byte> path, RecordKind kind, in ContentId id, bool isTracked)
    {
        if (_used + path.Length > _paths.Length)
            Array.Resize(ref _paths, Math.Max(_used + path.Length, 2 * _paths.Length));
        path.CopyTo(_paths.AsSpan(_used));
        _records.Add(new Record(_used, path.Length, kind, id));
        _used += path.Length;
        if (isTracked)
            Changed++;
        else
            Untracked++;
    }

    public ReadOnlyMemory<byte> Path(int index) => _paths.AsMemory(_records[index].Start, _records[index].Length);

    public RecordKind Kind(int index) => _records[index].Kind;

    public ContentId Id(int index) => _records[index].Id;

    private readonly record struct Record(int Start, int Length, RecordKind Kind, ContentId Id);
}
