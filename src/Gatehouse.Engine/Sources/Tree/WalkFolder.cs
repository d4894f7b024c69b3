namespace Gatehouse.Engine.Sources.Tree;

/// <summary>
/// A folder to walk. <paramref name="first"/> and <paramref name="end"/> bound the entries of its repository's index that
/// lie below it; the range is empty for a folder that git does not track, and outside git.
/// </summary>
internal sealed class WalkFolder(byte[] path, RepositoryView? repository, int pathInRepository, int first, int end)
{
    /// <summary>Relative to the root, without a slash at its end; empty for the root.</summary>
    public byte[] Path { get; } = path;

    public RepositoryView? Repository { get; } = repository;

    /// <summary>Bytes of its path within its repository with a slash at the end; 0 for the repository's root.</summary>
    public int PathInRepository { get; } = pathInRepository;

    public int First { get; } = first;

    public int End { get; } = end;

    /// <summary>The entry by which the repository knows the folder as a submodule; -1 where it does not.</summary>
    public int Submodule { get; init; } = -1;

    /// <summary>What is ignored in it; null outside git.</summary>
    public FolderRules? Rules { get; init; }

    /// <summary>A path of this folder as its repository names it, out of the path from the root.</summary>
    public ReadOnlyMemory<byte> InRepository(ReadOnlySpan<byte> pathFromRoot)
    {
        if (!Repository!.Prefix.IsEmpty)
            return (byte[])[.. Repository.Prefix.Span, .. pathFromRoot];
        return pathFromRoot[Repository.Place.Length..].ToArray();
    }
}

/// <summary>Part of a large folder's files, so that two threads can read one folder.</summary>
/// <param name="Folder">Where they lie.</param>
/// <param name="Files">Their names and index entries; null for a folder that is still to be listed.</param>
internal sealed record WalkItem(WalkFolder Folder, FileBatch? Files = null);

/// <summary>Names of files in one folder, each with the number of its index entry, -1 where git does not track it.</summary>
internal sealed class FileBatch
{
    private readonly List<int> _entries = [];

    public EntryList Names { get; } = new();

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

    /// <summary>Takes the files from an index on away into a batch of their own.</summary>
    public FileBatch Copy(int from, int count)
    {
        var copy = new FileBatch();
        for (var i = from; i < from + count; i++)
            copy.Add(Names.Name(i), Names.Kind(i), _entries[i]);
        return copy;
    }
}
