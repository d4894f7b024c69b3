using System.Buffers;

namespace Gatehouse.Git.Refs;

/// <summary>Names of refs (git-check-ref-format(1)). The rules keep a name from climbing out of the git folder.</summary>
internal static class RefName
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ~^:?*[\\\x7F");
    private static readonly SearchValues<char> Pseudo = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

    /// <summary>True for <c>refs/…</c> and for the upper-case names beside HEAD.</summary>
    public static bool IsValid(string name)
    {
        if (name.Length is 0 or > 1024 || name[^1] is '/' or '.' || name == "@")
            return false;
        if (!name.StartsWith("refs/", StringComparison.Ordinal) && !IsPseudo(name))
            return false;
        foreach (var range in name.AsSpan().Split('/'))
        {
            var part = name.AsSpan(range);
            if (part.IsEmpty || part[0] == '.' || part.EndsWith(".lock", StringComparison.Ordinal))
                return false;
        }

        return !name.Contains("..", StringComparison.Ordinal)
            && !name.Contains("@{", StringComparison.Ordinal)
            && !name.AsSpan().ContainsAny(Forbidden)
            && !name.AsSpan().ContainsAnyInRange('\0', '\x1F');
    }

    /// <summary>True where a linked work tree has its own: HEAD and its kin, and some folders of refs.</summary>
    public static bool IsPerWorkTree(string name) =>
        !name.StartsWith("refs/", StringComparison.Ordinal)
        || name.StartsWith("refs/bisect/", StringComparison.Ordinal)
        || name.StartsWith("refs/worktree/", StringComparison.Ordinal)
        || name.StartsWith("refs/rewritten/", StringComparison.Ordinal);

    private static bool IsPseudo(string name) => !name.AsSpan().ContainsAnyExcept(Pseudo);
}
