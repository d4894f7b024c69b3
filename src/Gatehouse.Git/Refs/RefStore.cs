using System.Collections.Frozen;
using System.Text;
using Gatehouse.Host;

namespace Gatehouse.Git.Refs;

/// <summary>What a ref's file says: an id, or the name of another ref.</summary>
internal readonly record struct RefValue(ObjectId Id, string? Symbolic);

/// <summary>Loose and packed refs (gitrepository-layout(5), git-pack-refs(1)). A loose ref wins over a packed one.</summary>
internal sealed class RefStore(string gitFolder, string commonFolder)
{
    private const int MaxSymbolic = 5;
    private const int MaxFolders = 64, MaxRefs = 5_000_000;
    private const int MaxRefBytes = 1 << 20; // FETCH_HEAD has a line for each branch.
    private const int MaxPackedBytes = 256 << 20;

    private readonly Lock _loading = new();
    private FrozenDictionary<string, ObjectId>? _packed;
    private GitProblem? _packedProblem;

    /// <summary>Follows a ref to an id.</summary>
    /// <returns>Null with no problem where there is no such ref (or a symbolic one that points to nothing yet).</returns>
    public ObjectId? Resolve(string name, out GitProblem? problem)
    {
        problem = null;
        for (var step = 0; step < MaxSymbolic; step++)
        {
            if (Read(name, out problem) is not { } value)
                return null;
            if (value.Symbolic is null)
                return value.Id;
            name = value.Symbolic;
        }

        problem = GitProblem.Corrupt($"ref {Escape.Text(name)} is symbolic more than {MaxSymbolic} times over: a loop");
        return null;
    }

    /// <summary>Reads one ref without following it; null where there is none.</summary>
    public RefValue? Read(string name, out GitProblem? problem)
    {
        problem = null;
        if (!RefName.IsValid(name))
            return null;
        var path = Path.Combine(RefName.IsPerWorkTree(name) ? gitFolder : commonFolder, name);
        if (LinkOnTheWay(path, name) is { } target)
        {
            // HEAD was a symbolic link once. Any other link could lead anywhere.
            if (RefName.IsValid(target) && target.StartsWith("refs/", StringComparison.Ordinal))
                return new RefValue(default, target);
            problem = GitProblem.Corrupt($"ref {Escape.Text(name)} goes through a symbolic link, which is not followed");
            return null;
        }

        if (BoundedFile.TryRead(path, out var bytes, out var why, MaxRefBytes))
            return ParseLoose(name, bytes, out problem);
        if (why is not (ReadProblem.Missing or ReadProblem.NotAFile))
        {
            problem = GitProblem.Unreadable($"ref {Escape.Text(name)}: {why.ToSentence()}");
            return null;
        }

        var packed = Packed(out problem);
        return packed is not null && packed.TryGetValue(name, out var id) ? new RefValue(id, null) : null;
    }

    /// <summary>The full names of all refs, loose and packed, sorted.</summary>
    public IReadOnlyList<string> Names(out GitProblem? problem)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in Packed(out problem)?.Keys ?? [])
            names.Add(name);
        var root = Path.Combine(commonFolder, "refs");
        if (problem is not null || !Directory.Exists(root))
            return [.. names];
        try
        {
            var listing = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MaxFolders, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (var path in Directory.EnumerateFiles(root, "*", listing).Take(MaxRefs))
            {
                var name = Path.GetRelativePath(commonFolder, path).Replace('\\', '/');
                if (!name.EndsWith(".lock", StringComparison.Ordinal))
                    names.Add(name);
            }
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException)
        {
            problem = GitProblem.Unreadable($"{root} could not be listed");
        }

        return [.. names];
    }

    private static RefValue? ParseLoose(string name, ReadOnlySpan<byte> text, out GitProblem? problem)
    {
        problem = null;
        text = text.TrimEnd(" \t\r\n"u8);
        if (text.StartsWith("ref:"u8))
        {
            var target = Encoding.UTF8.GetString(text[4..].TrimStart(" \t"u8));
            if (RefName.IsValid(target))
                return new RefValue(default, target);
        }
        else if (text.Length >= ObjectId.HexLength
            && ObjectId.TryParse(text[..ObjectId.HexLength], out var id)
            && (text.Length == ObjectId.HexLength || text[ObjectId.HexLength] is (byte)' ' or (byte)'\t' or (byte)'\n'))
        {
            return new RefValue(id, null); // FETCH_HEAD goes on after the id.
        }

        problem = GitProblem.Corrupt($"ref {Escape.Text(name)} holds neither an object id nor \"ref: NAME\"");
        return null;
    }

    private FrozenDictionary<string, ObjectId>? Packed(out GitProblem? problem)
    {
        lock (_loading)
        {
            if (_packed is null && _packedProblem is null)
                (_packed, _packedProblem) = LoadPacked(Path.Combine(commonFolder, "packed-refs"));
            problem = _packedProblem;
            return _packed;
        }
    }

    private static (FrozenDictionary<string, ObjectId>? Refs, GitProblem? Problem) LoadPacked(string path)
    {
        var refs = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
        if (!BoundedFile.TryRead(path, out var bytes, out var why, MaxPackedBytes))
        {
            return why == ReadProblem.Missing
                ? (refs.ToFrozenDictionary(StringComparer.Ordinal), null)
                : (null, GitProblem.Unreadable($"{path}: {why.ToSentence()}"));
        }

        ReadOnlySpan<byte> text = bytes;
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            if (line.IsEmpty || line[0] is (byte)'#' or (byte)'^')
                continue;
            if (line.Length <= ObjectId.HexLength + 1 || line[ObjectId.HexLength] != ' ' || !ObjectId.TryParse(line[..ObjectId.HexLength], out var id))
                return (null, GitProblem.Corrupt($"{path} has a line that is no ref"));
            refs[Encoding.UTF8.GetString(line[(ObjectId.HexLength + 1)..])] = id;
        }

        return (refs.ToFrozenDictionary(StringComparer.Ordinal), null);
    }

    // The folder itself may be reached through links; what lies in it may not.
    private static string? LinkOnTheWay(string path, string name)
    {
        for (var length = path.Length; length > path.Length - name.Length; length = path.LastIndexOf('/', length - 1))
        {
            if (new FileInfo(path[..length]).LinkTarget is { } target)
                return target;
        }

        return null;
    }
}
