using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Gatehouse.Git.Objects;
using Gatehouse.Git.Refs;
using Gatehouse.Git.Repositories;
using Gatehouse.Host;

namespace Gatehouse.Git;

/// <summary>
/// A git repository, read without git. Nothing is written and nothing is run: no hook, filter or text conversion. Every
/// member may be called from any thread. SHA-256 repositories, reftable and unknown extensions are refused at discovery.
/// </summary>
public sealed partial class GitRepository : IDisposable
{
    private readonly ObjectStore _store;
    private readonly RefStore _refs;
    private readonly ConcurrentBag<ObjectReader> _readers = [];
    private readonly Lazy<HashSet<ObjectId>> _shallow;
    private GitProblem? _shallowProblem;

    private GitRepository(RepositoryFolders folders, GitConfig config)
    {
        WorkTree = folders.WorkTree;
        GitFolder = folders.GitFolder;
        CommonFolder = folders.CommonFolder;
        Config = config;
        _store = new ObjectStore(Path.Combine(CommonFolder, "objects"));
        _refs = new RefStore(GitFolder, CommonFolder);
        _shallow = new Lazy<HashSet<ObjectId>>(ReadShallow);
    }

    /// <summary>The absolute path of the checked-out files; null in a bare repository.</summary>
    public string? WorkTree { get; }

    /// <summary>The absolute path of the folder that holds this work tree's HEAD and index.</summary>
    public string GitFolder { get; }

    /// <summary>The absolute path of the folder that holds objects, refs and configuration; <see cref="GitFolder"/> but in a linked work tree.</summary>
    public string CommonFolder { get; }

    /// <summary>The repository's own configuration, without the user's and the system's.</summary>
    public GitConfig Config { get; }

    /// <summary><c>sha1</c>.</summary>
    public string ObjectFormat => "sha1";

    /// <summary>True where history ends at a boundary that a clone with <c>--depth</c> left.</summary>
    public bool IsShallow => ShallowCommits.Count > 0 || ShallowProblem is not null;

    /// <summary>The path of the index file.</summary>
    public string IndexPath => Path.Combine(GitFolder, "index");

    /// <summary>Commits whose parents a shallow clone does not have.</summary>
    internal HashSet<ObjectId> ShallowCommits => _shallow.Value;

    /// <summary>Why the list of these commits could not be read; then no answer about history is safe.</summary>
    internal GitProblem? ShallowProblem => _shallow.Value is null ? null : _shallowProblem;

    /// <summary>Finds the repository that holds a file or folder, upwards from it. The variables GIT_* are ignored.</summary>
    /// <returns>False with <see cref="GitProblemKind.NotARepository"/> where there is none, another kind where there is one that cannot be read.</returns>
    public static bool Discover(string path, [NotNullWhen(true)] out GitRepository? repository, [NotNullWhen(false)] out GitProblem? problem)
    {
        repository = null;
        var folders = Discovery.Find(path, out problem);
        if (folders is null)
        {
            problem ??= new GitProblem(GitProblemKind.NotARepository, $"{path} is in no git repository");
            return false;
        }

        var configPath = Path.Combine(folders.CommonFolder, "config");
        var config = GitConfig.Empty;
        if (BoundedFile.TryRead(configPath, out var bytes, out var why, 4 << 20))
        {
            config = GitConfig.Parse(bytes);
        }
        else if (why != ReadProblem.Missing)
        {
            problem = GitProblem.Unreadable($"{configPath}: {why.ToSentence()}");
            return false;
        }

        problem = FormatCheck.Check(config, folders.GitFolder);
        if (problem is not null)
            return false;
        repository = new GitRepository(folders, config);
        return true;
    }

    /// <summary>A reader for one thread. Dispose it.</summary>
    public ObjectReader CreateReader() => new(_store);

    /// <summary>Reads an object into an array of its own. Use <see cref="CreateReader"/> for many.</summary>
    public bool TryRead(ObjectId id, out GitObject value, [NotNullWhen(false)] out GitProblem? problem, long limit = ObjectReader.DefaultLimit)
    {
        var reader = Borrow();
        var isRead = reader.TryRead(id, out var kind, out var bytes, out problem, limit);
        value = isRead ? new GitObject(id, kind, bytes.ToArray()) : default;
        Return(reader);
        return isRead;
    }

    /// <summary>Reads an object's kind and size without unpacking it.</summary>
    public bool TryReadSize(ObjectId id, out ObjectKind kind, out long size, [NotNullWhen(false)] out GitProblem? problem)
    {
        var reader = Borrow();
        var isRead = reader.TryReadSize(id, out kind, out size, out problem);
        Return(reader);
        return isRead;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        _store.Dispose();
    }

    internal ObjectStore Store => _store;

    internal ObjectReader Borrow() => _readers.TryTake(out var reader) ? reader : new ObjectReader(_store);

    internal void Return(ObjectReader reader)
    {
        reader.DropLargeBuffers();
        _readers.Add(reader);
    }

    private HashSet<ObjectId> ReadShallow()
    {
        var commits = new HashSet<ObjectId>();
        var path = Path.Combine(CommonFolder, "shallow");
        if (!BoundedFile.TryRead(path, out var bytes, out var why, 64 << 20))
        {
            _shallowProblem = why == ReadProblem.Missing ? null : GitProblem.Unreadable($"{path}: {why.ToSentence()}");
            return commits;
        }

        ReadOnlySpan<byte> text = bytes;
        foreach (var line in text.Split((byte)'\n'))
        {
            if (ObjectId.TryParse(text[line], out var id))
                commits.Add(id);
        }

        return commits;
    }
}
