using Gatehouse.Host;

namespace Gatehouse.Git.Objects;

/// <summary>
/// Where objects lie: the repository's own folder and its alternates, their packs and loose files. Shared by all threads;
/// each reads through an <see cref="ObjectReader"/> of its own.
/// </summary>
internal sealed class ObjectStore : IDisposable
{
    // git itself stops at five levels of alternates.
    private const int MaxAlternateDepth = 5, MaxFolders = 64, MaxPacks = 20_000;

    private readonly List<string> _folders = [];
    private readonly Lock _loading = new();
    private readonly List<PackFile> _all = [];
    private PackFile[]? _packs;
    private DateTime[] _stamps = [];
    private volatile PackFile? _lastHit;

    public ObjectStore(string objectsFolder) => AddFolder(objectsFolder, 0);

    public IReadOnlyList<string> Folders => _folders;

    public BaseCache Bases { get; } = new();

    public IReadOnlyList<PackFile> Packs => _packs ?? Load();

    /// <summary>Finds the pack that holds an object, the one asked last first.</summary>
    public bool TryFindPacked(ObjectId id, out PackFile pack, out long offset)
    {
        if (_lastHit is { } last && (offset = last.Find(id)) >= 0)
        {
            pack = last;
            return true;
        }

        foreach (var candidate in Packs)
        {
            offset = candidate.Find(id);
            if (offset < 0)
                continue;
            pack = candidate;
            _lastHit = candidate;
            return true;
        }

        pack = null!;
        offset = -1;
        return false;
    }

    /// <summary>Looks for packs again where a folder changed since: another process may have repacked meanwhile.</summary>
    public bool Reload()
    {
        lock (_loading)
        {
            if (_packs is not null && Stamps().AsSpan().SequenceEqual(_stamps))
                return false;
            _packs = null;
        }

        Load();
        return true;
    }

    /// <summary>The path of a loose object in a folder, whether or not it is there.</summary>
    public static string LoosePath(string folder, ObjectId id)
    {
        var hex = id.ToString();
        return string.Concat(folder, "/", hex.AsSpan(0, 2), string.Concat("/", hex.AsSpan(2)));
    }

    /// <summary>Why an object is not there, with what could not be looked into.</summary>
    public GitProblem Missing(ObjectId id)
    {
        var broken = Packs.FirstOrDefault(pack => pack.Problem is not null);
        return broken is null
            ? GitProblem.NotFound($"object {id} is not in this repository; `git fsck` tells what is missing, `git fetch` may bring it")
            : GitProblem.Corrupt($"object {id} was not found, and {Path.GetFileNameWithoutExtension(broken.IndexPath)} could not be looked into: {broken.Problem}");
    }

    public void Dispose()
    {
        foreach (var pack in _all)
            pack.Dispose();
    }

    private PackFile[] Load()
    {
        lock (_loading)
        {
            if (_packs is not null)
                return _packs;
            _stamps = Stamps();
            var known = _all.ToDictionary(pack => pack.IndexPath, StringComparer.Ordinal);
            var packs = new List<PackFile>();
            foreach (var folder in _folders)
            {
                foreach (var path in PackIndexes(Path.Combine(folder, "pack")))
                {
                    if (packs.Count == MaxPacks)
                        break;
                    if (!known.TryGetValue(path, out var pack))
                    {
                        pack = new PackFile(path);
                        _all.Add(pack);
                    }

                    packs.Add(pack);
                }
            }

            return _packs = [.. packs];
        }
    }

    private DateTime[] Stamps() => [.. _folders.Select(folder => Stamp(Path.Combine(folder, "pack")))];

    private static DateTime Stamp(string folder)
    {
        try
        {
            return Directory.GetLastWriteTimeUtc(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return default; // Named by an alternates file, and too long, closed or a loop of links.
        }
    }

    private static IEnumerable<string> PackIndexes(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, "pack-*.idx").Order(StringComparer.Ordinal).ToArray();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return []; // A repository without a pack folder, or one that is not ours: its objects will be missing by name.
        }
    }

    private void AddFolder(string folder, int depth)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (depth > MaxAlternateDepth || _folders.Count >= MaxFolders || _folders.Contains(folder, StringComparer.Ordinal))
            return; // A loop of alternates ends here.
        _folders.Add(folder);
        if (!BoundedFile.TryRead(Path.Combine(folder, "info", "alternates"), out var bytes, out _, 1 << 20))
            return;
        foreach (var line in System.Text.Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            if (line.Length is > 0 and <= GitPath.MaxLength && line[0] != '#' && !line.Contains('\0', StringComparison.Ordinal))
                AddFolder(Path.Combine(folder, line), depth + 1);
        }
    }
}
