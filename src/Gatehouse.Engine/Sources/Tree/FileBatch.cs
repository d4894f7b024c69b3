namespace Gatehouse.Engine.Sources.Tree;

/// <summary>Names of files in one folder, each with the number of its index entry, -1 where git does not track it.</summary>
internal sealed class FileBatch(EntryList names)
{
    private readonly List<int> _entries = [];

    public EntryList Names { get; } = names;

    public int Count => Names.Count;

    public void Clear()
    {
        Names.Clear();
        _entries.Clear();
    }

    public void Add(ReadOnlySpan<byte> name, EntryKind kind, int entry)
    {
        Names.Add(name, kind);
        _entries.Add(entry);
    }

    public int Entry(int index) => _entries[index];

    /// <summary>Some of the files in a batch of their own.</summary>
    public FileBatch Copy(int from, int count)
    {
        var copy = new FileBatch(new EntryList(Names.NameBytes / Math.Max(1, Count) * count * 5 / 4, count));
        for (var i = from; i < from + count; i++)
            copy.Add(Names.Name(i), Names.Kind(i), _entries[i]);
        return copy;
    }
}
