using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Git;

/// <content>Files of a commit.</content>
public sealed partial class GitRepository
{
    private const long MaxTreeBytes = 256 << 20;

    /// <summary>Finds what stands at a path in a commit, tag or tree.</summary>
    /// <param name="treeish">The commit, tag or tree.</param>
    /// <param name="path">Forward slashes, relative to the root; empty for the root itself.</param>
    /// <param name="mode">What it is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="problem"><see cref="GitProblemKind.NotFound"/> where nothing stands there; <see cref="GitProblemKind.Incomplete"/> where an object on the way is missing, so that nobody knows.</param>
    public bool TryFindInTree(ObjectId treeish, string path, out EntryMode mode, out ObjectId id, [NotNullWhen(false)] out GitProblem? problem)
    {
        mode = EntryMode.Tree;
        if (!TryPeel(treeish, ObjectKind.Tree, out id, out problem))
        {
            problem = OnTheWay(problem);
            return false;
        }

        if (path.Length == 0)
            return true;
        ReadOnlySpan<byte> rest = System.Text.Encoding.UTF8.GetBytes(path);
        while (!rest.IsEmpty)
        {
            var slash = rest.IndexOf((byte)'/');
            var name = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? default : rest[(slash + 1)..];
            if (mode != EntryMode.Tree || !TryFindEntry(id, name, out mode, out id, out problem))
            {
                problem = problem is not null ? OnTheWay(problem) : GitProblem.NotFound($"{Escape.Text(path)} is not in {treeish.ToShortString()}");
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads the file at a path in a commit, tag or tree. A symbolic link's content is its target; it is not followed.</summary>
    public bool TryReadContent(
        ObjectId treeish,
        string path,
        [NotNullWhen(true)] out byte[]? content,
        out EntryMode mode,
        [NotNullWhen(false)] out GitProblem? problem,
        long limit = ObjectReader.DefaultLimit)
    {
        content = null;
        if (!TryFindInTree(treeish, path, out mode, out var id, out problem))
            return false;
        if (mode is EntryMode.Tree or EntryMode.Submodule)
        {
            problem = GitProblem.NotFound($"{Escape.Text(path)} is a {(mode == EntryMode.Tree ? "folder" : "submodule")}, not a file");
            return false;
        }

        if (!TryRead(id, out var blob, out problem, limit))
        {
            problem = OnTheWay(problem);
            return false;
        }

        if (blob.Kind != ObjectKind.Blob)
        {
            problem = GitProblem.Corrupt($"{id} stands as a file and is a {Name(blob.Kind)}");
            return false;
        }

        content = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(blob.Bytes, out var array) && array.Array!.Length == array.Count ? array.Array : blob.Bytes.ToArray();
        return true;
    }

    /// <summary>Steps through the files of a commit, tag or tree, sorted by the bytes of their paths. Dispose it.</summary>
    public bool TryListFiles(ObjectId treeish, [NotNullWhen(true)] out TreeFiles? files, [NotNullWhen(false)] out GitProblem? problem)
    {
        files = null;
        if (!TryPeel(treeish, ObjectKind.Tree, out var tree, out problem))
            return false;
        files = new TreeFiles(this, tree);
        return true;
    }

    private static GitProblem OnTheWay(GitProblem problem) => problem.Kind == GitProblemKind.NotFound ? problem with { Kind = GitProblemKind.Incomplete } : problem;

    // All entries are looked at: a hostile tree may be out of order, and the first namesake is what git takes.
    private bool TryFindEntry(ObjectId tree, ReadOnlySpan<byte> name, out EntryMode mode, out ObjectId id, out GitProblem? problem)
    {
        mode = EntryMode.None;
        id = default;
        var reader = Borrow();
        if (reader.TryRead(tree, out var kind, out var bytes, out problem, MaxTreeBytes))
        {
            var cursor = new TreeCursor(kind == ObjectKind.Tree ? bytes : default);
            while (mode == EntryMode.None && cursor.MoveNext())
            {
                if (cursor.Name.SequenceEqual(name))
                    (mode, id) = (cursor.Mode, cursor.Id);
            }

            if (kind != ObjectKind.Tree || cursor.IsMalformed)
                problem = GitProblem.Corrupt($"{tree} stands as a folder and is no tree");
        }

        Return(reader);
        return problem is null && mode != EntryMode.None;
    }
}
