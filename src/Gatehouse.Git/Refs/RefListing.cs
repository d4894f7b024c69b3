using System.Diagnostics.CodeAnalysis;
using Gatehouse.Git.Refs;

namespace Gatehouse.Git;

/// <content>All refs.</content>
public sealed partial class GitRepository
{
    /// <summary>What HEAD and every branch, tag, remote branch, stash and other ref of the repository and of its linked work trees stands for, each id once.</summary>
    /// <returns>False where a ref cannot be read: what it alone leads to would be missing.</returns>
    public bool TryReadTips([NotNullWhen(true)] out IReadOnlyList<ObjectId>? tips, [NotNullWhen(false)] out GitProblem? problem)
    {
        tips = null;
        var found = new HashSet<ObjectId>();
        foreach (var name in _refs.Names(out problem).Append("HEAD"))
        {
            if (problem is not null)
                return false;
            if (_refs.Resolve(name, out problem) is { } id)
                found.Add(id);
            if (problem is not null)
                return false;
        }

        foreach (var folder in OtherWorkTrees())
        {
            if (new RefStore(folder, CommonFolder).Resolve("HEAD", out _) is { } id)
                found.Add(id);
        }

        tips = [.. found.Order()];
        return true;
    }

    private IEnumerable<string> OtherWorkTrees()
    {
        try
        {
            return Directory.EnumerateDirectories(Path.Combine(CommonFolder, "worktrees")).Order(StringComparer.Ordinal).ToArray();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return []; // None was ever linked; what only a closed one leads to is swept all the same, and told as reached by no branch.
        }
    }
}
