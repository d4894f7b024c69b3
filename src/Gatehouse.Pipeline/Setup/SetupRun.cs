using System.Text;
using Gatehouse.Git;
using Gatehouse.Pipeline.Setup.Templates;

namespace Gatehouse.Pipeline.Setup;

/// <summary>init: looks at the repository, plans each file, and writes those that are new or whose block is ours alone.</summary>
public static class SetupRun
{
    /// <summary>Plans, and unless it is a dry run writes; or says why it cannot begin (exit 2).</summary>
    public static (SetupOutcome? Outcome, string? Problem) Execute(SetupOptions options, PipelineParts parts)
    {
        var start = Path.GetFullPath(options.Folder, parts.Host.WorkingFolder);
        if (!Directory.Exists(start))
            return (null, $"{options.Folder}: no such folder. Name a folder, or leave it out for this one");
        if (!GitRepository.Discover(start, out var repository, out var why))
            return (null, why.Kind == GitProblemKind.NotARepository ? why.Sentence + ". Begin one with git init" : why.Sentence);
        using (repository)
        {
            if (repository.WorkTree is not { } workTree)
                return (null, $"{options.Folder} is a bare repository, which has no files. Run init in a clone of it");
            if (!repository.TryReadIndex(out var index, out why))
                return (null, why.Sentence);
            var detection = Detect(repository, index);
            var plan = new SetupPlan(workTree, options, detection, parts);
            plan.Add(repository);
            return (options.IsDryRun ? plan.ToOutcome() : plan.Write(), null);
        }
    }

    private static Detection Detect(GitRepository repository, GitIndex index)
    {
        var tracked = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < index.Count; row++)
            tracked.Add(Encoding.UTF8.GetString(index[row].Path));
        // A job that was written and is not committed yet counts as well.
        foreach (var job in (string[])[GitHubTemplate.Path, GitLabTemplate.Path, GitLabTemplate.Root])
        {
            if (new SetupFolder(repository.WorkTree!).Holds(job))
                tracked.Add(job);
        }

        repository.TryReadHead(out var head, out _);
        string?[] branches =
        [
            repository.RemoteDefaultBranch(),
            .. ((string[])["main", "master"]).Where(name => repository.ReadRef("refs/heads/" + name) is not null || repository.ReadRef("refs/remotes/origin/" + name) is not null),
            head?.Branch,
        ];
        return Detection.Of(tracked, repository.Config.Value("remote.origin.url"), branches);
    }
}
