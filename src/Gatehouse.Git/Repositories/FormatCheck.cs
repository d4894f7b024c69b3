namespace Gatehouse.Git.Repositories;

/// <summary>Whether a repository is of a format this reader knows (git's technical/repository-version).</summary>
internal static class FormatCheck
{
    // Extensions that change nothing for a reader of commits, trees, refs and the index.
    private static readonly HashSet<string> Harmless =
        ["noop", "noop-v1", "preciousobjects", "partialclone", "worktreeconfig", "relativeworktrees", "compatobjectformat"];

    public static GitProblem? Check(GitConfig config, string gitFolder)
    {
        var version = config.Value("core.repositoryformatversion") ?? "0";
        if (version is not ("0" or "1"))
            return GitProblem.Unsupported($"{gitFolder} is of repository format {Escape.Text(version)}; this reader knows 0 and 1");
        foreach (var extension in config.Keys("extensions"))
        {
            var value = config.Value("extensions." + extension) ?? "";
            var known = extension switch
            {
                "objectformat" => value is "sha1",
                "refstorage" => value is "files",
                _ => version == "0" || Harmless.Contains(extension),
            };
            if (!known)
                return GitProblem.Unsupported($"{gitFolder} uses extensions.{Escape.Text(extension)} = {Escape.Text(value)}, which this reader does not know{Remedy(extension)}");
        }

        return null;
    }

    private static string Remedy(string extension) => extension switch
    {
        "objectformat" => "; only SHA-1 repositories are read",
        "refstorage" => "; `git refs migrate --ref-format=files` makes it readable",
        _ => "",
    };
}
