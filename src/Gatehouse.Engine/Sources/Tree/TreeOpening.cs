using System.Diagnostics.CodeAnalysis;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Git;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>Opens one file of a tree by a path that a scanned file may have named: it must stay below the root and pass no link.</summary>
internal static class TreeOpening
{
    public static bool TryOpen(FolderAccess access, ReadOnlySpan<byte> path, long limit, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        bytes = null;
        if (!GitPath.IsSafe(path))
        {
            problem = "not a relative path within the root";
            return false;
        }

        var slash = path.LastIndexOf((byte)'/');
        byte[] name = [.. path[(slash + 1)..], 0];
        problem = EnterWithoutLinks(access, slash < 0 ? default : path[..slash]);
        if (problem is not null)
            return false;
        if (access.Stat(name, out var stat) is var failed and not AccessProblem.None)
        {
            problem = Sentence(failed);
            return false;
        }

        if (stat.Kind != EntryKind.File)
        {
            problem = "not a regular file";
            return false;
        }

        using var bigBuffers = new BigBuffers();
        using var loader = new FileLoader(access, bigBuffers);
        var kind = loader.Load(name, stat.Stamp, new LoadOrder(Text: true, Id: false, AsBlob: false, Math.Min(limit, 1L << 30)), out var text);
        problem = kind switch
        {
            LoadKind.Text => null,
            LoadKind.Binary or LoadKind.Container => TextForms.BinaryReason,
            LoadKind.Gone => "no such file",
            LoadKind.Unread => loader.Reason,
        };
        bytes = kind == LoadKind.Text ? text.ToArray() : null;
        return bytes is not null;
    }

    // Folder by folder: opening "a/b/c" in one go would pass a link at "a" or "a/b".
    private static string? EnterWithoutLinks(FolderAccess access, ReadOnlySpan<byte> folder)
    {
        var end = 0;
        while (true)
        {
            var problem = access.Enter(folder[..end]);
            if (problem != AccessProblem.None)
                return problem == AccessProblem.Changed ? "a folder of the path is a link" : Sentence(problem);
            if (end == folder.Length)
                return null;
            var start = end == 0 ? 0 : end + 1;
            var slash = folder[start..].IndexOf((byte)'/');
            end = slash < 0 ? folder.Length : start + slash;
        }
    }

    private static string Sentence(AccessProblem problem) => problem switch
    {
        AccessProblem.Missing or AccessProblem.Changed => "no such file",
        AccessProblem.Denied => "permission denied",
        _ => "it could not be opened",
    };
}
