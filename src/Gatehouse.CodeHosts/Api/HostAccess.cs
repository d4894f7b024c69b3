using Gatehouse.Host;
using Gatehouse.Host.Http;

namespace Gatehouse.CodeHosts.Api;

/// <summary>Opens the API of a change's host with the job's token. The token stands in a header and nowhere else.</summary>
internal static class HostAccess
{
    public const string GitHubRemedy = "Hand the job's token to the step: env: GITHUB_TOKEN: ${{ github.token }}";
    public const string GitLabRemedy = "Set the CI/CD variable GITLAB_TOKEN, masked, to a project access token with the scope api and the role Developer: a job's own token may neither read approvals nor comment";

    /// <summary>The client; or why there is none, with the remedy.</summary>
    public static (ApiClient? Api, string? Problem, string? Remedy) Open(CodeHostKind kind, HostEnvironment host, HttpLimits? limits = null, CancellationToken cancellation = default)
    {
        var isGitHub = kind == CodeHostKind.GitHub;
        var token = isGitHub ? host.Variable("GITHUB_TOKEN") ?? host.Variable("GH_TOKEN") : host.Variable("GITLAB_TOKEN");
        if (token is null)
            return (null, isGitHub ? "there is no token: GITHUB_TOKEN is not set" : "there is no token: GITLAB_TOKEN is not set", isGitHub ? GitHubRemedy : GitLabRemedy);
        var address = isGitHub ? host.Variable("GITHUB_API_URL") ?? "https://api.github.com" : host.Variable("CI_API_V4_URL");
        if (address is null)
            return (null, "CI_API_V4_URL is not set, so nobody knows where the API is", "Run this in a job of GitLab CI");
        var headers = isGitHub
            ? new Dictionary<string, string> { ["Accept"] = "application/vnd.github+json", ["X-GitHub-Api-Version"] = "2022-11-28", ["Authorization"] = "Bearer " + token }
            : new Dictionary<string, string> { ["Accept"] = "application/json", ["PRIVATE-TOKEN"] = token };
        headers["User-Agent"] = "gatehouse";
        var (http, problem) = GuardedHttp.Open(address, headers, host, limits, cancellation);
        return http is null ? (null, problem, isGitHub ? "Check GITHUB_API_URL and GITHUB_TOKEN" : "Check CI_API_V4_URL and GITLAB_TOKEN") : (new ApiClient(http), null, null);
    }
}
