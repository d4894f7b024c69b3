using Gatehouse.CodeHosts.Reviews;

namespace Gatehouse.CodeHosts.Tests;

/// <summary>Which request brought a commit to a branch.</summary>
public sealed class MergedChangeTests
{
    private static readonly string Pushed = new('f', 40);
    private static readonly string Other = new('e', 40);

    private static MergedChange On(GitHubStandIn host) => MergedChange.Find(Pushed, "main", Runs.At(host), TestContext.Current.CancellationToken);

    private static MergedChange On(GitLabStandIn host) => MergedChange.Find(Pushed, "main", Runs.At(host), TestContext.Current.CancellationToken);

    private static GitHubStandIn GitHub(bool isByHost = true) => new(Runs.Head) { Merged = (Pushed, isByHost) };

    [Fact]
    public void The_pull_request_whose_merge_the_branch_got_is_found_over_all_pages()
    {
        using var host = GitHub();
        host.Pull(5, Other, Other);
        host.Pull(6, Other, Pushed, target: "release");
        host.Pull(8, Other, Pushed, isMerged: false);
        host.Pull(7, Runs.Head, Pushed);
        var found = On(host);

        Assert.Equal((7, Runs.Head, "ann"), (found.Change!.Number, found.Change.Head, found.Change.Author));
        Assert.True(found.IsMadeByHost);
        Assert.Null(found.Problem);
    }

    [Fact]
    public void A_merge_by_hand_is_told_from_one_of_the_host()
    {
        using var host = GitHub(isByHost: false);
        host.Pull(7, Runs.Head, Pushed);
        Assert.False(On(host).IsMadeByHost);
    }

    [Fact]
    public void A_commit_on_top_of_a_merge_is_nobodys()
    {
        using var host = GitHub();
        host.Pull(7, Runs.Head, Other);
        var found = On(host);
        Assert.Null(found.Change);
        Assert.Null(found.Problem);
    }

    [Fact]
    public void A_host_that_refuses_is_a_problem_with_a_remedy()
    {
        using var host = new GitHubStandIn(Runs.Head);
        var found = On(host);
        Assert.Contains("404", found.Problem, StringComparison.Ordinal);
        Assert.Contains("pull-requests: read", found.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("merge_commit_sha")]
    [InlineData("squash_commit_sha")]
    [InlineData("sha")]
    public void A_GitLab_merge_request_is_found_whichever_way_it_was_merged(string member)
    {
        using var host = new GitLabStandIn(Runs.Head) { Pushed = Pushed };
        host.Requests.AddRange([Request(1, "opened", "sha", "main"), Request(2, "merged", "sha", "release"), Request(3, "merged", member, "main")]);
        var found = On(host);
        Assert.Equal((3, member == "sha" ? Pushed : Runs.Head), (found.Change!.Number, found.Change.Head));
    }

    [Fact]
    public void A_GitLab_merge_request_that_only_holds_the_commit_is_not_the_one()
    {
        using var host = new GitLabStandIn(Runs.Head) { Pushed = Pushed };
        host.Requests.Add(Request(3, "merged", "other", "main"));
        Assert.Null(On(host).Change);
        Assert.Null(On(host).Problem);
    }

    private static object Request(int iid, string state, string member, string target) => new
    {
        iid, state, target_branch = target, target_project_id = 42, author = new { username = "ann" },
        sha = member == "sha" ? Pushed : Runs.Head, merge_commit_sha = member == "merge_commit_sha" ? Pushed : null, squash_commit_sha = member == "squash_commit_sha" ? Pushed : null,
    };
}
