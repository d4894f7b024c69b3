namespace Gatehouse.Engine.Sources.Tree;

/// <summary>
/// A folder to walk, or part of a large one's files. <paramref name="first"/> and <paramref name="end"/> bound the
/// entries of its repository's index that lie below it; the range is empty for a folder that git does not track, and
/// outside git.
/// </summary>
internal sealed class WalkFolder(WalkFolder? parent, byte[] path, RepositoryView? repository, int pathInRepository, int first, int end)
{
    private FolderRules? _rules;

    /// <summary>Relative to the root, without a slash at its end; empty for the root.</summary>
    public byte[] Path { get; } = path;

    public RepositoryView? Repository { get; } = repository;

    /// <summary>Bytes of its path within its repository with a slash at the end; 0 for the repository's root.</summary>
    public int PathInRepository { get; } = pathInRepository;

    public int First { get; } = first;

    public int End { get; } = end;

    /// <summary>The entry by which the repository knows the folder as a submodule; -1 where it does not.</summary>
    public int Submodule { get; init; } = -1;

    /// <summary>Files to visit; null where the folder is still to be listed.</summary>
    public FileBatch? Files { get; init; }

    /// <summary>Whether an untracked entry of this folder is ignored; nothing is outside git. The path is from the walk's root.</summary>
    public bool IsIgnored(ReadOnlySpan<byte> entry, bool isFolder) => Repository is not null && Rules().IsIgnored(InRepository(entry).Span, isFolder);

    /// <summary>The same folder with some of its files.</summary>
    public WalkFolder With(FileBatch files) => new(parent, Path, Repository, PathInRepository, First, End) { Files = files };

    // Made when first asked for: most folders hold nothing untracked. Two threads may make it twice, and keep one.
    private FolderRules Rules()
    {
        if (_rules is { } known)
            return known;
        var isRoot = parent is null || parent.Repository != Repository;
        var made = isRoot ? Repository!.RootRules : parent!.Rules().Below(InRepository(Path));
        return Interlocked.CompareExchange(ref _rules, made, null) ?? made;
    }

    private ReadOnlyMemory<byte> InRepository(ReadOnlySpan<byte> pathFromRoot)
    {
        if (!Repository!.Prefix.IsEmpty)
            return (byte[])[.. Repository.Prefix.Span, .. pathFromRoot];
        return pathFromRoot[Repository.Place.Length..].ToArray();
    }
}
