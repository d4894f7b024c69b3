using System.Text;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>What a walk needs of the repository that its files lie in: which are tracked, which of these are clean, which others are ignored.</summary>
internal sealed class RepositoryView : IDisposable
{
    private readonly GitRepository _repository;
    private readonly GitIndex _index;
    private readonly byte[] _isSeen;
    private readonly bool _trustsMode;
    private readonly uint _indexSecond;
    private readonly UserExcludes _excludes;
    private IgnoreRules? _baseRules;

    private RepositoryView(GitRepository repository, GitIndex index, ReadOnlyMemory<byte> prefix, UserExcludes excludes)
    {
        _repository = repository;
        _index = index;
        _isSeen = new byte[index.Count];
        _trustsMode = repository.Config.Value("core.filemode") is null || repository.Config.IsTrue("core.filemode");
        _indexSecond = (uint)index.Modified.ToUnixTimeSeconds();
        _excludes = excludes;
        Prefix = prefix;
        First = prefix.IsEmpty ? 0 : index.LowerBound(prefix.Span, 0, index.Count);
        End = prefix.IsEmpty ? index.Count : EndOf(prefix.Span);
        RootRules = AncestorRules(prefix);
    }

    /// <summary>The walk's root within the repository with a slash at its end; empty where they are one.</summary>
    public ReadOnlyMemory<byte> Prefix { get; }

    public int RootLength => Prefix.Length;

    public int First { get; }

    public int End { get; }

    public string WorkTree => _repository.WorkTree!;

    /// <summary>The ignore rules of the folder where the walk begins.</summary>
    public FolderRules RootRules { get; }

    /// <summary>Where the repository lies below the walk's root, with a slash at its end; empty for the root's own.</summary>
    public ReadOnlyMemory<byte> Place { get; private init; }

    /// <summary>The repository around this one that knows it as a submodule, and by which entry.</summary>
    public (RepositoryView View, int Entry)? Around { get; private init; }

    /// <summary>Opens the repository that holds a folder.</summary>
    /// <returns>Null without a problem where there is none, or one without files of its own (bare).</returns>
    public static RepositoryView? TryOpen(string root, UserExcludes excludes, out GitProblem? problem)
    {
        if (!GitRepository.Discover(root, out var repository, out problem))
        {
            if (problem.Kind == GitProblemKind.NotARepository)
                problem = null;
            return null;
        }

        if (repository.WorkTree is null || !IndexFile.TryRead(repository, out var index, out problem))
        {
            repository.Dispose();
            return null;
        }

        var below = Path.GetRelativePath(repository.WorkTree, root).Replace(Path.DirectorySeparatorChar, '/');
        var prefix = below == "." ? [] : Encoding.UTF8.GetBytes(below + "/");
        return new RepositoryView(repository, index, prefix, excludes);
    }

    /// <summary>Opens the repository whose work tree is the folder itself; null where it cannot be read.</summary>
    public static RepositoryView? TryOpenNested(string root, WalkFolder folder, UserExcludes excludes)
    {
        var path = Path.Combine(root, Encoding.UTF8.GetString(folder.Path));
        if (!GitRepository.Discover(path, out var repository, out _))
            return null;
        if (repository.WorkTree is not null && Path.GetFullPath(repository.WorkTree) == Path.GetFullPath(path) && IndexFile.TryRead(repository, out var index, out _))
        {
            return new RepositoryView(repository, index, default, excludes)
            {
                Place = (byte[])[.. folder.Path, (byte)'/'],
                Around = folder.Submodule >= 0 ? (folder.Repository!, folder.Submodule) : null,
            };
        }

        repository.Dispose();
        return null;
    }

    public ReadOnlySpan<byte> PathOf(int entry) => _index[entry].Path;

    public ContentId IdOf(int entry) => new(_index[entry].RawId);

    public RecordKind KindOf(int entry) => _index[entry].Mode switch
    {
        EntryMode.Executable => RecordKind.Executable,
        EntryMode.Link => RecordKind.Link,
        _ => RecordKind.File,
    };

    /// <summary>Whether the entry is something with content of its own, not a submodule or a folder left out.</summary>
    public bool IsFile(int entry) => _index[entry].Mode is EntryMode.File or EntryMode.Executable or EntryMode.Link;

    /// <summary>Whether stat data proves that the file is as the index has it; false where only its content could.</summary>
    public bool IsClean(int entry, in EntryStat stat)
    {
        var known = _index[entry];
        var stamp = stat.Stamp;
        return known.Inode == (uint)stamp.Inode
            && known.Size == (uint)stamp.Size
            && IsTime(known.ModifiedSeconds, known.ModifiedNanoseconds, stamp.ModifiedNs)
            && IsTime(known.ChangedSeconds, known.ChangedNanoseconds, stamp.ChangedNs)
            && known.UserId == stat.UserId
            && known.GroupId == stat.GroupId
            && known.Stage == 0
            && !known.IsIntentToAdd
            && IsMode(known.Mode, stat.Kind, stat.IsExecutable)
            && !_index.IsRacy(known)
            && !(known.ModifiedNanoseconds == 0 && known.ModifiedSeconds == _indexSecond); // Written without parts of a second.
    }

    /// <summary>Whether content that was read is what the index has.</summary>
    public bool IsSame(int entry, RecordKind kind, in ContentId id)
    {
        var known = _index[entry];
        return known.Stage == 0 && !known.IsIntentToAdd && id == new ContentId(known.RawId)
            && IsMode(known.Mode, kind == RecordKind.Link ? EntryKind.Link : EntryKind.File, kind == RecordKind.Executable);
    }

    /// <summary>Takes down that entries were met on disk and are as the index has them, or need not be looked at.</summary>
    public void Sees(int first, int end)
    {
        if (first >= 0)
            _isSeen.AsSpan(first, end - first).Fill(1);
    }

    public bool IsSeen(int entry) => _isSeen[entry] != 0;

    /// <summary>Whether every entry below the walk's root was met and is clean.</summary>
    public bool IsWhole => _isSeen.AsSpan(First, End - First).IndexOf((byte)0) < 0;

    /// <summary>The rules above the root's own file: the user's, then <c>info/exclude</c>.</summary>
    public IgnoreRules BaseRules() => _baseRules ??= IgnoreRules.ForRepository(_repository, _excludes.For(_repository.Config));

    /// <summary>HEAD where it can be read and has a commit.</summary>
    public GitHead? Head => _repository.TryReadHead(out var head, out _) && head.Commit is not null ? head : null;

    /// <summary>Whether the index is exactly HEAD's tree.</summary>
    public bool IsIndexHead() => _repository.TryStagedChanges(_index, out var changes, out _) && changes.Changes.IsEmpty && changes.Notices.IsEmpty;

    /// <summary>A submodule is clean when it stands on the commit that the repository around it names, and is clean itself.</summary>
    public bool IsCleanSubmodule() => Around is { } around && IsWhole && Head?.Commit is { } commit && around.View._index[around.Entry].Id == commit && IsIndexHead();

    public void Dispose() => _repository.Dispose();

    private bool IsMode(EntryMode mode, EntryKind kind, bool isExecutable) => mode switch
    {
        EntryMode.Link => kind == EntryKind.Link,
        EntryMode.File or EntryMode.Executable => kind == EntryKind.File && (!_trustsMode || isExecutable == (mode == EntryMode.Executable)),
        _ => false,
    };

    private static bool IsTime(uint seconds, uint nanoseconds, long time)
    {
        var (wholeSeconds, rest) = Math.DivRem(time, 1_000_000_000);
        return seconds == (uint)wholeSeconds && (nanoseconds == rest || nanoseconds == 0);
    }

    private int EndOf(ReadOnlySpan<byte> prefix)
    {
        // The first path that is no longer below: the prefix with its last slash raised by one.
        var after = prefix.ToArray();
        after[^1]++;
        return _index.LowerBound(after, First, _index.Count);
    }

    private FolderRules AncestorRules(ReadOnlyMemory<byte> prefix)
    {
        var rules = new FolderRules(null, this, default);
        for (var i = 0; i < prefix.Length; i++)
        {
            if (prefix.Span[i] == '/')
                rules = rules.Below(prefix[..i]);
        }

        return rules;
    }
}
