using Gatehouse.CodeHosts.Reviews;

namespace Gatehouse.CodeHosts.Tests;

/// <summary>Whose word counts on the commit that is judged.</summary>
public sealed class ReviewTests : IDisposable
{
    private static readonly string Earlier = new('e', 40);

    private readonly GitHubStandIn _gitHub = new(Runs.Head);

    public void Dispose() => _gitHub.Dispose();

    private ReviewReading OnGitHub() => ChangeReviews.Read(Runs.GitHub, Runs.At(_gitHub), TestContext.Current.CancellationToken);

    private static ReviewReading OnGitLab(GitLabStandIn host) => ChangeReviews.Read(Runs.GitLab, Runs.At(host), TestContext.Current.CancellationToken);

    [Fact]
    public void The_last_word_of_each_reviewer_counts_over_all_pages()
    {
        _gitHub.Review("bob", "CHANGES_REQUESTED", Earlier);
        _gitHub.Review("cid", "APPROVED", Runs.Head);
        _gitHub.Review("cid", "COMMENTED", Runs.Head);
        _gitHub.Review("bob", "APPROVED", Runs.Head);
        _gitHub.Review("cid", "CHANGES_REQUESTED", Runs.Head);

        Assert.Equal([("bob", true), ("cid", false)], OnGitHub().Words.Select(word => (word.Reviewer, word.IsApproval)));
    }

    [Fact]
    public void An_approval_of_an_earlier_commit_does_not_count_and_a_refusal_of_one_does()
    {
        _gitHub.Review("bob", "APPROVED", Earlier);
        _gitHub.Review("cid", "CHANGES_REQUESTED", Earlier);
        var reading = OnGitHub();

        Assert.Equal([("cid", false)], reading.Words.Select(word => (word.Reviewer, word.IsApproval)));
        Assert.Equal(["bob approved an earlier commit, eeeeeeeeeeee"], reading.Remarks);
    }

    [Theory]
    [InlineData("DISMISSED", "MEMBER", "User", "dismissed")]
    [InlineData("APPROVED", "NONE", "User", "no member")]
    [InlineData("APPROVED", "CONTRIBUTOR", "User", "no member")]
    [InlineData("APPROVED", "MEMBER", "Bot", "no person")]
    public void A_word_that_anyone_could_say_does_not_count(string state, string association, string type, string why)
    {
        _gitHub.Review("bob", state, Runs.Head, association, type);
        var reading = OnGitHub();

        Assert.Empty(reading.Words);
        Assert.Contains(why, Assert.Single(reading.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Authors_are_who_opened_it_and_who_wrote_its_newest_commit()
    {
        Assert.Equal(["ann"], OnGitHub().Authors);
    }

    [Fact]
    public void A_host_that_refuses_is_a_problem_with_a_remedy_and_no_empty_list()
    {
        _gitHub.Head = Earlier; // The commit of the job is then not to be found.
        var reading = OnGitHub();

        Assert.Contains("404", reading.Problem, StringComparison.Ordinal);
        Assert.Contains("pull-requests: read", reading.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_GitLab_approval_counts_where_it_is_newer_than_the_newest_push()
    {
        using var host = new GitLabStandIn(Runs.Head);
        host.Approvals.Add(("bob", "2026-03-01T09:30:00.000Z"));
        host.Approvals.Add(("cid", "2026-03-01T08:30:00.000Z"));
        host.Reviewers.AddRange([("dan", "unreviewed"), ("eve", "reviewed"), ("fay", "requested_changes")]);
        var reading = OnGitLab(host);

        Assert.Equal([("bob", true), ("fay", false)], reading.Words.Select(word => (word.Reviewer, word.IsApproval)));
        Assert.Equal(["cid approved an earlier version"], reading.Remarks);
        Assert.Equal(["ann"], reading.Authors);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void A_GitLab_that_does_not_say_when_counts_where_a_push_removes_approvals(bool resets, int words)
    {
        using var host = new GitLabStandIn(Runs.Head) { SaysWhen = false, Resets = resets };
        host.Approvals.Add(("bob", ""));

        Assert.Equal(words, OnGitLab(host).Words.Length);
    }
}
