using System.Globalization;
using Gatehouse.CodeHosts.Api;
using Gatehouse.CodeHosts.Reviews;
using Gatehouse.Text;

namespace Gatehouse.CodeHosts.GitLab;

/// <summary>
/// Approvals of a merge request. GitLab names no commit with one: it counts where it was given after the newest version was
/// pushed, or where the project removes approvals at a push. A reviewer who requested changes is a refusal.
/// </summary>
internal static class GitLabReviews
{
    private const string Remedy = "Set GITLAB_TOKEN to a token of this project with the scope read_api (api to comment as well)";

    public static ReviewReading Read(ChangeRequest change, ApiClient api)
    {
        var path = FormattableString.Invariant($"projects/{change.Project}/merge_requests/{change.Number}");
        var request = api.Get(path);
        var approvals = request.Problem is null ? api.Get(path + "/approvals") : request;
        var versions = approvals.Problem is null ? api.Get(path + "/versions?per_page=1") : approvals;
        var reviewers = versions.Problem is null ? api.All(path + "/reviewers", node => node) : Listing<Node>.Failed(versions.Problem);
        if (reviewers.Problem is { } problem)
            return Unread($"the approvals of {change.Name} could not be read: {problem}");
        if (request.Root?["sha"]?.Text is { } now && now != change.Head)
            return Unread($"{change.Name} has moved on to {ObjectName.Short(now)} since this job began", "The job of the newer commit judges it");

        var pushed = Time(versions.Root?.Items.FirstOrDefault()?["created_at"]);
        bool? resets = null;
        var (words, remarks) = (new List<ReviewWord>(), new List<string>());
        foreach (var approval in approvals.Root?["approved_by"]?.Items ?? [])
        {
            if (approval["user"]?["username"]?.Text is not { Length: > 0 } account)
                continue;
            var time = Time(approval["approved_at"]);
            if (time is { } given && pushed is { } newest ? given >= newest : resets ??= Resets(change, api))
                words.Add(new ReviewWord(account, IsApproval: true, time));
            else
                remarks.Add(time is null ? $"{account} approved, and this GitLab does not say whether before the newest push" : $"{account} approved an earlier version");
        }

        words.AddRange(reviewers.Items.Where(reviewer => reviewer["state"]?.Text == "requested_changes").Select(reviewer => reviewer["user"]?["username"]?.Text).OfType<string>().Select(account => new ReviewWord(account, IsApproval: false, null)));
        return new ReviewReading
        {
            Words = [.. words.GroupBy(word => word.Reviewer, StringComparer.OrdinalIgnoreCase).Select(own => own.MinBy(word => word.IsApproval)!).OrderBy(word => word.Reviewer, StringComparer.OrdinalIgnoreCase)],
            Authors = request.Root?["author"]?["username"]?.Text is { Length: > 0 } author ? [author] : [],
            Labels = [.. (request.Root?["labels"]?.Items ?? []).Select(label => label.Text).OfType<string>()],
            Remarks = [.. remarks],
        };
    }

    private static ReviewReading Unread(string problem, string remedy = Remedy) => new() { Problem = problem, Remedy = remedy };

    private static bool Resets(ChangeRequest change, ApiClient api) => api.Get($"projects/{change.Project}/approvals").Root?["reset_approvals_on_push"]?.Text == "true";

    private static DateTimeOffset? Time(Node? node) =>
        DateTimeOffset.TryParse(node?.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
