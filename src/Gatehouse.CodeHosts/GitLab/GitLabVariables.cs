using System.Globalization;
using Gatehouse.Host;

namespace Gatehouse.CodeHosts.GitLab;

/// <summary>Reads the predefined variables of a merge request pipeline.</summary>
internal static class GitLabVariables
{
    public static (ChangeRequest? Change, string? Problem) Read(HostEnvironment host)
    {
        if (host.Variable("CI_MERGE_REQUEST_IID") is not { } text)
            return (null, null);
        // In a merged results pipeline CI_COMMIT_SHA is a merge that no branch has.
        var head = host.Variable("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? host.Variable("CI_COMMIT_SHA");
        var project = host.Variable("CI_MERGE_REQUEST_PROJECT_ID") ?? host.Variable("CI_PROJECT_ID");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || project is null || !project.All(char.IsAsciiDigit) || head is null || !ObjectName.Is(head))
            return (null, "the variables of this job do not say which merge request it is about: CI_MERGE_REQUEST_IID, CI_MERGE_REQUEST_PROJECT_ID and CI_COMMIT_SHA are wanted");
        var source = host.Variable("CI_MERGE_REQUEST_SOURCE_PROJECT_ID");
        return (new ChangeRequest
        {
            Host = CodeHostKind.GitLab,
            Project = project,
            Number = number,
            Head = head,
            SourceBranch = host.Variable("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"),
            TargetBranch = host.Variable("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
            // Who opened it is not among the variables: the API says so, and until then who set the job off stands for him.
            Pusher = host.Variable("GITLAB_USER_LOGIN"),
            Labels = [.. (host.Variable("CI_MERGE_REQUEST_LABELS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            IsFork = source is not null && source != project,
        }, null);
    }
}
