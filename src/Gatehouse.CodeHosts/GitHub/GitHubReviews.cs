using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.CodeHosts.Api;
using Gatehouse.CodeHosts.Reviews;
using Gatehouse.Text;

namespace Gatehouse.CodeHosts.GitHub;

/// <summary>
/// Reviews of a pull request. An approval counts for the commit that it was given for, as where stale reviews are
/// dismissed; a request for changes stands until its reviewer or a dismissal takes it back. On a public repository anyone
/// may approve, and a workflow may with the job's token: only people whom the repository trusts count.
/// </summary>
internal static class GitHubReviews
{
    private const string Remedy = "Give the job the permission pull-requests: read, or write";

    public static ReviewReading Read(ChangeRequest change, ApiClient api)
    {
        var pull = api.Get(FormattableString.Invariant($"repos/{change.Project}/pulls/{change.Number}"));
        var reviews = pull.Problem is null ? api.All(FormattableString.Invariant($"repos/{change.Project}/pulls/{change.Number}/reviews"), Review.Of) : Listing<Review>.Failed(pull.Problem);
        var commit = reviews.Problem is null ? api.Get($"repos/{change.Project}/commits/{change.Head}") : new ApiReply(0, null, reviews.Problem);
        if (commit.Problem is { } problem)
            return new ReviewReading { Problem = $"the reviews of {change.Name} could not be read: {problem}", Remedy = Remedy };

        string?[] authors = [pull.Root?["user"]?["login"]?.Text, commit.Root?["author"]?["login"]?.Text, commit.Root?["committer"]?["login"]?.Text];
        var remarks = new List<string>();
        return new ReviewReading
        {
            Words = [.. Words(change, reviews.Items, remarks)],
            // web-flow commits what people press a button for.
            Authors = [.. authors.OfType<string>().Where(author => author.Length > 0 && author != "web-flow").Distinct(StringComparer.OrdinalIgnoreCase)],
            Labels = [.. (pull.Root?["labels"]?.Items ?? []).Select(label => label["name"]?.Text).OfType<string>()],
            Remarks = [.. remarks],
        };
    }

    private static IEnumerable<ReviewWord> Words(ChangeRequest change, ImmutableArray<Review> reviews, List<string> remarks)
    {
        // The list is chronological (REST, "List reviews for a pull request").
        foreach (var own in reviews.GroupBy(review => review.Login, StringComparer.OrdinalIgnoreCase).OrderBy(own => own.Key, StringComparer.OrdinalIgnoreCase))
        {
            var last = own.Last();
            if (last.State == "DISMISSED")
                remarks.Add($"the review of {last.Login} was dismissed");
            else if (last.IsBot)
                remarks.Add($"{last.Login} is no person");
            else if (!last.IsTrusted)
                remarks.Add($"{last.Login} is no member of this repository or its organisation");
            else if (last.State == "APPROVED" && last.Commit != change.Head)
                remarks.Add($"{last.Login} approved an earlier commit, {ObjectName.Short(last.Commit)}");
            else
                yield return new ReviewWord(last.Login, last.State == "APPROVED", last.Time);
        }
    }

    private sealed record Review(string Login, string State, string Commit, bool IsBot, bool IsTrusted, DateTimeOffset? Time)
    {
        /// <summary>Null for what decides nothing: a comment, or a review that is not handed in yet.</summary>
        public static Review? Of(Node node)
        {
            if (node["user"]?["login"]?.Text is not { Length: > 0 } login || node["state"]?.Text is not ("APPROVED" or "CHANGES_REQUESTED" or "DISMISSED"))
                return null;
            var time = DateTimeOffset.TryParse(node["submitted_at"]?.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed) ? parsed : (DateTimeOffset?)null;
            return new Review(login, node["state"]!.Text!, node["commit_id"]?.Text ?? "", node["user"]?["type"]?.Text == "Bot", node["author_association"]?.Text is "OWNER" or "MEMBER" or "COLLABORATOR", time);
        }
    }
}
