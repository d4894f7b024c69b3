using Gatehouse.Host;

namespace Gatehouse.Git.Repositories;

/// <summary>The folders of a repository (gitrepository-layout(5)).</summary>
/// <param name="WorkTree">Where the files are checked out; null in a bare repository.</param>
/// <param name="GitFolder">HEAD and index of this work tree.</param>
/// <param name="CommonFolder">Objects, refs and configuration, shared by all work trees.</param>
internal sealed record RepositoryFolders(string? WorkTree, string GitFolder, string CommonFolder);

/// <summary>
/// Finds the repository that holds a path, as git does, except: GIT_DIR is ignored; <c>core.worktree</c> is ignored (the
/// work tree is where <c>.git</c> lies, wherever a hostile configuration points); a bare repository among the files of
/// another is only files; and the owner does not matter, since nothing is written and nothing is run.
/// </summary>
internal static class Discovery
{
    private const int MaxPointerBytes = 64 << 10;

    public static RepositoryFolders? Find(string path, out GitProblem? problem)
    {
        problem = null;
        string? start;
        try
        {
            start = Path.GetFullPath(path);
        }
        catch (Exception refused) when (refused is ArgumentException or IOException)
        {
            problem = new GitProblem(GitProblemKind.NotARepository, "the path is no path of this system");
            return null;
        }

        RepositoryFolders? bare = null;
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var dotGit = Path.Combine(folder, ".git");
            if (Directory.Exists(dotGit))
            {
                if (TryFolders(dotGit, folder) is { } ordinary)
                    return ordinary;
            }
            else if (File.Exists(dotGit))
            {
                return FollowPointer(dotGit, folder, out problem);
            }

            if (TryFolders(folder, null) is { } direct)
            {
                if (Path.GetFileName(folder) == ".git")
                    return bare ?? direct with { WorkTree = Path.GetDirectoryName(folder) };
                // A change can add HEAD, objects and refs to any folder, and would bring its own policy with them. So a
                // bare repository counts only where no work tree holds it.
                bare ??= direct;
            }
        }

        if (bare is not null)
            return bare;
        problem = new GitProblem(GitProblemKind.NotARepository, $"{path} is in no git repository");
        return null;
    }

    // A work tree's or submodule's ".git" is a file: "gitdir: PATH".
    private static RepositoryFolders? FollowPointer(string dotGit, string folder, out GitProblem? problem)
    {
        problem = null;
        if (!BoundedFile.TryRead(dotGit, out var bytes, out var why, MaxPointerBytes))
        {
            problem = GitProblem.Unreadable($"{dotGit}: {why.ToSentence()}");
            return null;
        }

        var text = System.Text.Encoding.UTF8.GetString(bytes).TrimEnd('\n', '\r');
        if (!text.StartsWith("gitdir: ", StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal))
        {
            problem = GitProblem.Corrupt($"{dotGit} does not begin with \"gitdir: \"");
            return null;
        }

        var target = Path.GetFullPath(Path.Combine(folder, text["gitdir: ".Length..]));
        var found = TryFolders(target, folder);
        if (found is null)
            problem = GitProblem.Corrupt($"{dotGit} points to {target}, which is no git folder; `git worktree repair` may mend it");
        return found;
    }

    private static RepositoryFolders? TryFolders(string gitFolder, string? workTree)
    {
        var head = new FileInfo(Path.Combine(gitFolder, "HEAD"));
        if (!head.Exists && head.LinkTarget is null)
            return null;
        var common = gitFolder;
        if (BoundedFile.TryRead(Path.Combine(gitFolder, "commondir"), out var bytes, out _, MaxPointerBytes))
        {
            var text = System.Text.Encoding.UTF8.GetString(bytes).TrimEnd('\n', '\r');
            if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal))
                return null;
            common = Path.GetFullPath(Path.Combine(gitFolder, text));
        }

        return Directory.Exists(Path.Combine(common, "objects")) && Directory.Exists(Path.Combine(common, "refs"))
            ? new RepositoryFolders(workTree, gitFolder, common)
            : null;
    }
}
