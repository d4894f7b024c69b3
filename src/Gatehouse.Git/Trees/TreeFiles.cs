namespace Gatehouse.Git;

/// <summary>
/// The files, links and submodules of a tree and the trees below it, one at a time, without an allocation a file. Sizes
/// are read on demand by <see cref="ObjectReader.TryReadSize"/>. Use on one thread.
/// </summary>
public sealed class TreeFiles : IDisposable
{
    private const int MaxDepth = 512;
    private const int MaxNotices = 1000;
    private const long MaxTreeBytes = 256 << 20;

    // Ten entries that all name one tree, ten levels deep, are ten thousand million files.
    private const long MaxFiles = 20_000_000;

    private readonly GitRepository _repository;
    private readonly ObjectReader _reader;
    private readonly Stack<Level> _levels = new();
    private readonly List<GitNotice> _notices = [];
    private readonly byte[] _path = new byte[GitPath.MaxLength + 1];
    private long _files;
    private bool _isDisposed;

    internal TreeFiles(GitRepository repository, ObjectId tree)
    {
        _repository = repository;
        _reader = repository.Borrow();
        Enter(tree, 0);
    }

    /// <summary>The path in bytes; valid until the next step.</summary>
    public ReadOnlySpan<byte> Path => _path.AsSpan(0, PathLength);

    /// <summary>File, executable, link or submodule.</summary>
    public EntryMode Mode { get; private set; }

    /// <summary>The id of the blob, or of a submodule's commit.</summary>
    public ObjectId Id { get; private set; }

    /// <summary>Why the listing ended early; null where it did not. Ask when <see cref="MoveNext"/> says no.</summary>
    public GitProblem? Problem { get; private set; }

    /// <summary>Entries left out for their names.</summary>
    public IReadOnlyList<GitNotice> Notices => _notices;

    private int PathLength { get; set; }

    /// <summary>Goes to the next file; false at the end, or where <see cref="Problem"/> says why.</summary>
    public bool MoveNext()
    {
        while (Problem is null && _levels.TryPeek(out var level))
        {
            var cursor = new TreeCursor(level.Tree.AsSpan(level.At));
            if (!cursor.MoveNext())
            {
                if (cursor.IsMalformed)
                    Problem = GitProblem.Corrupt($"tree {level.Id} is malformed");
                _levels.Pop();
                continue;
            }

            level.At = level.Tree.Length - cursor.Remaining;
            PathLength = level.PathLength;
            var problem = GitPath.NameProblem(cursor.Name);
            if (problem is null && PathLength + cursor.Name.Length >= GitPath.MaxLength)
                problem = "the path is longer than 4096 bytes";
            if (problem is not null)
            {
                if (_notices.Count < MaxNotices)
                    _notices.Add(new GitNotice(Escape.Path([.. Path, .. cursor.Name]), problem));
                continue;
            }

            cursor.Name.CopyTo(_path.AsSpan(PathLength));
            PathLength += cursor.Name.Length;
            if (cursor.Mode != EntryMode.Tree)
            {
                if (++_files > MaxFiles)
                    Problem = GitProblem.TooLarge($"the tree has more than {MaxFiles} files");
                Mode = cursor.Mode;
                Id = cursor.Id;
                return Problem is null;
            }

            _path[PathLength++] = (byte)'/';
            Enter(cursor.Id, PathLength);
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _repository.Return(_reader);
    }

    private void Enter(ObjectId id, int pathLength)
    {
        if (_levels.Count > MaxDepth)
            Problem = GitProblem.TooLarge($"{Escape.Path(Path)} is more than {MaxDepth} folders deep");
        else if (!_reader.TryRead(id, out var kind, out var bytes, out var problem, MaxTreeBytes))
            Problem = problem;
        else if (kind != ObjectKind.Tree)
            Problem = GitProblem.Corrupt($"{id} stands as a folder and is no tree");
        else
            _levels.Push(new Level(id, bytes.ToArray(), pathLength));
    }

    private sealed class Level(ObjectId id, byte[] tree, int pathLength)
    {
        public ObjectId Id => id;

        public byte[] Tree => tree;

        public int PathLength => pathLength;

        public int At { get; set; }
    }
}
