using System.Globalization;
using Gatehouse.CodeHosts.Api;
using Gatehouse.CodeHosts.GitHub;
using Gatehouse.Host;
using Gatehouse.Text;

namespace Gatehouse.CodeHosts.Reviews;

/// <summary>The pull or merge request by which a commit came to a branch, asked for where a push is judged and its event names none.</summary>
public sealed record MergedChange
{
    /// <summary>The request, its head being the newest commit that was reviewed; null where none is known.</summary>
    public ChangeRequest? Change { get; private init; }

    /// <summary>
    /// True where the host made the commit that the branch got: whoever pressed the button wrote nothing. False where someone
    /// may have made it by hand and put more into it.
    /// </summary>
    public bool IsMadeByHost { get; private init; }

    /// <summary>Why the host could not be asked; null where it was.</summary>
    public string? Problem { get; private init; }

    /// <summary>What to do about <see cref="Problem"/>.</summary>
    public string? Remedy { get; private init; }

    /// <summary>Asks the host of this job.</summary>
    /// <param name="commit">What was pushed, as 40 or 64 hex digits.</param>
    /// <param name="branch">Where to.</param>
    /// <param name="host">The job's surroundings.</param>
    /// <param name="cancellation">Stops the asking.</param>
    public static MergedChange Find(string commit, string branch, HostEnvironment host, CancellationToken cancellation = default)
    {
        var isGitHub = host.Variable("GITHUB_ACTIONS") == "true";
        var project = host.Variable(isGitHub ? "GITHUB_REPOSITORY" : "CI_PROJECT_ID") ?? "";
        if (isGitHub ? !GitHubNames.IsRepository(project) : project.Length == 0 || !project.All(char.IsAsciiDigit))
            return new MergedChange { Problem = $"the variables of this job do not say which repository it is about: {(isGitHub ? "GITHUB_REPOSITORY" : "CI_PROJECT_ID")} is wanted" };
        var (api, problem, remedy) = HostAccess.Open(isGitHub ? CodeHostKind.GitHub : CodeHostKind.GitLab, host, cancellation: cancellation);
        if (api is null)
            return new MergedChange { Problem = problem, Remedy = remedy };
        using (api)
            return isGitHub ? OnGitHub(project, commit, branch, api) : OnGitLab(project, commit, branch, api);
    }

    // REST, "List pull requests associated with a commit": of a commit of the default branch the one that brought it, of
    // others the open ones too. merge_commit_sha is what the branch was moved to, whichever way of merging was taken.
    private static MergedChange OnGitHub(string project, string commit, string branch, ApiClient api)
    {
        var pulls = api.All($"repos/{project}/commits/{commit}/pulls", node =>
            node["merged_at"]?.Text is { Length: > 0 } && node["merge_commit_sha"]?.Text == commit && node["base"]?["ref"]?.Text == branch
            && string.Equals(node["base"]?["repo"]?["full_name"]?.Text ?? project, project, StringComparison.OrdinalIgnoreCase)
                ? Request(CodeHostKind.GitHub, project, node["number"], node["head"]?["sha"], branch, node["user"]?["login"]) : null);
        if (pulls.Problem is { } problem)
            return Unread(commit, problem, "Give the job the permission pull-requests: read, or write");
        if (Newest(pulls) is not { } change)
            return new MergedChange();
        // What the button makes is committed by the host's own account and signed by it; a rebase, or a merge by hand, is not.
        var made = api.Get($"repos/{project}/commits/{commit}");
        return made.Problem is { } why
            ? Unread(commit, why, "Give the job the permission contents: read")
            : new MergedChange { Change = change, IsMadeByHost = made.Root?["committer"]?["login"]?.Text == "web-flow" && made.Root["commit"]?["verification"]?["verified"]?.Text == "true" };
    }

    // Commits API, "List merge requests associated with a commit". Merged by a commit, squashed, or moved on to its head.
    private static MergedChange OnGitLab(string project, string commit, string branch, ApiClient api)
    {
        var requests = api.All($"projects/{project}/repository/commits/{commit}/merge_requests", node =>
            node["state"]?.Text == "merged" && node["target_branch"]?.Text == branch && (node["target_project_id"]?.Text ?? project) == project
            && (node["merge_commit_sha"]?.Text == commit || node["squash_commit_sha"]?.Text == commit || node["sha"]?.Text == commit)
                ? Request(CodeHostKind.GitLab, project, node["iid"], node["sha"], branch, node["author"]?["username"]) : null);
        return requests.Problem is { } problem ? Unread(commit, problem, HostAccess.GitLabRemedy) : new MergedChange { Change = Newest(requests), IsMadeByHost = true };
    }

    private static ChangeRequest? Newest(Listing<ChangeRequest> all) => all.Items.MaxBy(change => change.Number);

    private static ChangeRequest? Request(CodeHostKind kind, string project, Node? number, Node? head, string branch, Node? author) =>
        int.TryParse(number?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var known) && head?.Text is { } sha && ObjectName.Is(sha)
            ? new ChangeRequest { Host = kind, Project = project, Number = known, Head = sha, TargetBranch = branch, Author = author?.Text }
            : null;

    private static MergedChange Unread(string commit, string problem, string remedy) => new() { Problem = $"which request brought {ObjectName.Short(commit)} could not be asked: {problem}", Remedy = remedy };
}
