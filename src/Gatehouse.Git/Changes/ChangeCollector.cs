using System.Collections.Immutable;

namespace Gatehouse.Git.Changes;

/// <summary>Gathers changes with the path that the walk stands at, within a bound.</summary>
internal sealed class ChangeCollector
{
    // A tree whose ten entries all name one tree, ten levels deep, has ten thousand million files.
    private const int MaxChanges = 2_000_000;
    private const int MaxNotices = 1000;

    private readonly ImmutableArray<FileChange>.Builder _changes = ImmutableArray.CreateBuilder<FileChange>();
    private readonly ImmutableArray<GitNotice>.Builder _notices = ImmutableArray.CreateBuilder<GitNotice>();
    private byte[] _path = new byte[256];

    public int PathLength { get; private set; }

    public ReadOnlySpan<byte> Path => _path.AsSpan(0, PathLength);

    /// <summary>Why the walk must stop; null while it may go on.</summary>
    public GitProblem? Problem { get; private set; }

    public bool Fail(GitProblem problem)
    {
        Problem ??= problem;
        return false;
    }

    /// <summary>Goes into a folder; <see cref="Leave"/> with the length before goes out.</summary>
    public bool Enter(ReadOnlySpan<byte> name)
    {
        if (PathLength + name.Length + 1 > GitPath.MaxLength)
        {
            Notice(name, "the path is longer than 4096 bytes");
            return false;
        }

        Append(name);
        Append("/"u8);
        return true;
    }

    public void Leave(int length) => PathLength = length;

    public bool Add(ReadOnlySpan<byte> name, EntryMode oldMode, ObjectId oldId, EntryMode newMode, ObjectId newId)
    {
        var kind = oldMode == EntryMode.None ? ChangeKind.Added
            : newMode == EntryMode.None ? ChangeKind.Deleted
            : oldMode.IsSameType(newMode) ? ChangeKind.Modified
            : ChangeKind.TypeChanged;
        return Add(name, kind, oldMode, oldId, newMode, newId);
    }

    public bool Add(ReadOnlySpan<byte> name, ChangeKind kind, EntryMode oldMode, ObjectId oldId, EntryMode newMode, ObjectId newId)
    {
        if (_changes.Count == MaxChanges)
            return Fail(GitProblem.TooLarge($"more than {MaxChanges} files differ"));
        var before = PathLength;
        Append(name);
        _changes.Add(new FileChange(Path.ToArray(), kind, oldMode, oldId, newMode, newId));
        PathLength = before;
        return true;
    }

    public void Notice(ReadOnlySpan<byte> name, string reason)
    {
        if (_notices.Count == MaxNotices)
            return;
        var before = PathLength;
        Append(name[..Math.Min(name.Length, GitPath.MaxLength)]);
        _notices.Add(new GitNotice(Escape.Path(Path), reason));
        PathLength = before;
    }

    public ChangeSet ToChangeSet() => new(_changes.DrainToImmutable(), _notices.DrainToImmutable());

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (PathLength + bytes.Length > _path.Length)
            Array.Resize(ref _path, Math.Max(2 * _path.Length, PathLength + bytes.Length));
        bytes.CopyTo(_path.AsSpan(PathLength));
        PathLength += bytes.Length;
    }
}
