using Gatehouse.CodeHosts.Api;
using Gatehouse.CodeHosts.GitHub;
using Gatehouse.CodeHosts.GitLab;
using Gatehouse.Host;

namespace Gatehouse.CodeHosts.Reviews;

/// <summary>Asks the host who reviewed a change request.</summary>
public static class ChangeReviews
{
    /// <summary>What the host says; <see cref="ReviewReading.Problem"/> where it could not be asked.</summary>
    public static ReviewReading Read(ChangeRequest change, HostEnvironment host, CancellationToken cancellation = default)
    {
        var (api, problem, remedy) = HostAccess.Open(change.Host, host, cancellation: cancellation);
        if (api is null)
            return new ReviewReading { Problem = problem, Remedy = remedy };
        using (api)
            return change.Host == CodeHostKind.GitHub ? GitHubReviews.Read(change, api) : GitLabReviews.Read(change, api);
    }
}
