using System.Collections.Immutable;
using Gatehouse.CodeHosts.GitHub;
using Gatehouse.CodeHosts.GitLab;
using Gatehouse.Host;

namespace Gatehouse.CodeHosts;

/// <summary>Where a change request lies.</summary>
public enum CodeHostKind
{
    /// <summary>GitHub, or an enterprise server of it.</summary>
    GitHub,

    /// <summary>GitLab, or one that someone runs himself.</summary>
    GitLab,
}

/// <summary>The pull or merge request that a CI job is about, as the job's own event tells it.</summary>
public sealed record ChangeRequest
{
    /// <summary>Where it lies.</summary>
    public required CodeHostKind Host { get; init; }

    /// <summary><c>owner/name</c> on GitHub, the project's number on GitLab.</summary>
    public required string Project { get; init; }

    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>The newest commit of the change when the job began: what reviews, checks and notes speak of.</summary>
    public required string Head { get; init; }

    /// <summary>The branch it comes from.</summary>
    public string? SourceBranch { get; init; }

    /// <summary>The branch it is to be merged into.</summary>
    public string? TargetBranch { get; init; }

    /// <summary>The account that opened it.</summary>
    public string? Author { get; init; }

    /// <summary>The account whose push set the job off; null where something else did, such as a review or a label.</summary>
    public string? Pusher { get; init; }

    /// <summary>Labels at the time of the event.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>True where the change comes from another repository: its job's token may then only read.</summary>
    public bool IsFork { get; init; }

    /// <summary>True where the job runs with the rights of the target although the change is another's (<c>pull_request_target</c>).</summary>
    public bool HasTargetRights { get; init; }

    /// <summary>For people.</summary>
    public string Name => Host == CodeHostKind.GitHub ? FormattableString.Invariant($"pull request {Number}") : FormattableString.Invariant($"merge request !{Number}");

    /// <summary>The job's; null where it is about none. A sentence where the job says that there is one and not which.</summary>
    public static (ChangeRequest? Change, string? Problem) Find(HostEnvironment host)
    {
        if (host.Variable("GITHUB_ACTIONS") == "true")
            return GitHubEvent.Read(host);
        return host.Variable("GITLAB_CI") == "true" ? GitLabVariables.Read(host) : (null, null);
    }
}
