namespace Gatehouse.Engine.Sources.Tree;

/// <summary>What a folder's entry is, by its own type: a link is a link.</summary>
internal enum EntryKind : byte
{
    /// <summary>The file system does not say: ask for its stat data.</summary>
    Unknown,
    File,
    Folder,
    Link,

    /// <summary>Pipe, socket or device.</summary>
    Other,
}

/// <summary>The names in a folder, without <c>.</c> and <c>..</c>, in flat arrays that a worker keeps using.</summary>
internal sealed class EntryList(int names = 16 << 10, int entries = 256)
{
    private byte[] _names = new byte[names];
    private Entry[] _entries = new Entry[entries];
    private int _used;

    public int Count { get; private set; }

    /// <summary>Bytes of all names with their ends.</summary>
    public int NameBytes => _used;

    public void Clear() => (_used, Count) = (0, 0);

    public void Add(ReadOnlySpan<byte> name, EntryKind kind)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Math.Max(16, 2 * Count));
        while (_used + name.Length + 1 > _names.Length)
            Array.Resize(ref _names, Math.Max(256, 2 * _names.Length));
        name.CopyTo(_names.AsSpan(_used));
        _names[_used + name.Length] = 0;
        _entries[Count++] = new Entry(_used, (ushort)name.Length, kind);
        _used += name.Length + 1;
    }

    public EntryKind Kind(int index) => _entries[index].Kind;

    public ReadOnlySpan<byte> Name(int index) => _names.AsSpan(_entries[index].Start, _entries[index].Length);

    /// <summary>The name with a NUL after its end, as the system wants it.</summary>
    public ReadOnlySpan<byte> TerminatedName(int index) => _names.AsSpan(_entries[index].Start, _entries[index].Length + 1);

    private readonly record struct Entry(int Start, ushort Length, EntryKind Kind);
}
