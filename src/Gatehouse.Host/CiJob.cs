namespace Gatehouse.Host;

/// <summary>The CI job that this process runs in, from the variables that the CI documents; null fields where it does not say.</summary>
public sealed record CiJob
{
    /// <summary><c>GitHub Actions</c>, <c>GitLab CI</c>, …, or <c>CI</c> where only <c>CI=true</c> is known.</summary>
    public required string Provider { get; init; }

    /// <summary>Unique for this job's run: the same job key is used within it.</summary>
    public string? JobId { get; init; }

    /// <summary>The branch that is built.</summary>
    public string? Branch { get; init; }

    /// <summary>The branch that it is to be merged into, on a pull or merge request.</summary>
    public string? TargetBranch { get; init; }

    /// <summary>True on a pull or merge request.</summary>
    public bool IsChangeRequest { get; init; }

    /// <summary>Who set it off.</summary>
    public string? Actor { get; init; }

    /// <summary>Null outside CI.</summary>
    public static CiJob? Detect(HostEnvironment host)
    {
        if (host.Variable("GITHUB_ACTIONS") == "true")
        {
            return new CiJob
            {
                Provider = "GitHub Actions",
                JobId = Join(host, "GITHUB_REPOSITORY", "GITHUB_RUN_ID", "GITHUB_RUN_ATTEMPT", "GITHUB_JOB"),
                Branch = host.Variable("GITHUB_HEAD_REF") ?? host.Variable("GITHUB_REF_NAME"),
                TargetBranch = host.Variable("GITHUB_BASE_REF"),
                IsChangeRequest = host.Variable("GITHUB_BASE_REF") is not null,
                Actor = host.Variable("GITHUB_ACTOR"),
            };
        }

        if (host.Variable("GITLAB_CI") == "true")
        {
            return new CiJob
            {
                Provider = "GitLab CI",
                JobId = Join(host, "CI_PROJECT_PATH", "CI_JOB_ID"),
                Branch = host.Variable("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") ?? host.Variable("CI_COMMIT_BRANCH"),
                TargetBranch = host.Variable("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
                IsChangeRequest = host.Variable("CI_MERGE_REQUEST_IID") is not null,
                Actor = host.Variable("GITLAB_USER_LOGIN"),
            };
        }

        foreach (var known in Others)
        {
            if (host.Variable(known.Mark) is not null)
            {
                return new CiJob
                {
                    Provider = known.Provider,
                    JobId = Join(host, known.Job),
                    Branch = (known.Source is null ? null : host.Variable(known.Source)) ?? host.Variable(known.Branch),
                    TargetBranch = ShortName(host.Variable(known.Target)),
                    IsChangeRequest = host.Variable(known.Target) is not null,
                    Actor = host.Variable(known.Actor),
                };
            }
        }

        return host.Variable("CI") is "true" or "1" ? new CiJob { Provider = "CI" } : null;
    }

    private static readonly (string Provider, string Mark, string Job, string Branch, string? Source, string Target, string Actor)[] Others =
    [
        ("Azure Pipelines", "TF_BUILD", "SYSTEM_JOBID", "BUILD_SOURCEBRANCHNAME", "SYSTEM_PULLREQUEST_SOURCEBRANCH", "SYSTEM_PULLREQUEST_TARGETBRANCH", "BUILD_REQUESTEDFOR"),
        ("Jenkins", "JENKINS_URL", "BUILD_TAG", "BRANCH_NAME", "CHANGE_BRANCH", "CHANGE_TARGET", "CHANGE_AUTHOR"),
        ("Bitbucket Pipelines", "BITBUCKET_BUILD_NUMBER", "BITBUCKET_STEP_UUID", "BITBUCKET_BRANCH", null, "BITBUCKET_PR_DESTINATION_BRANCH", "BITBUCKET_STEP_TRIGGERER_UUID"),
        ("CircleCI", "CIRCLECI", "CIRCLE_WORKFLOW_JOB_ID", "CIRCLE_BRANCH", null, "CIRCLE_PR_BASE_BRANCH", "CIRCLE_USERNAME"),
        ("Woodpecker", "CI_PIPELINE_NUMBER", "CI_STEP_NUMBER", "CI_COMMIT_SOURCE_BRANCH", null, "CI_COMMIT_TARGET_BRANCH", "CI_COMMIT_AUTHOR"),
    ];

    private static string? ShortName(string? reference) =>
        reference is not null && reference.StartsWith("refs/heads/", StringComparison.Ordinal) ? reference["refs/heads/".Length..] : reference;

    private static string? Join(HostEnvironment host, params string[] names)
    {
        var parts = names.Select(host.Variable).ToArray();
        return parts.Any(part => part is null) ? null : string.Join('/', parts);
    }
}
