using Gatehouse.CodeHosts.Feedback;

namespace Gatehouse.CodeHosts.Tests;

/// <summary>Comment, discussions and status on a merge request, against a stand-in that answers as the REST API documents.</summary>
public sealed class GitLabFeedbackTests : IDisposable
{
    private readonly GitLabStandIn _host = new(Runs.Head);

    public void Dispose() => _host.Dispose();

    private FeedbackResult Publish(FeedbackRequest request) => ChangeFeedback.Publish(request, Runs.GitLab, Runs.At(_host), TestContext.Current.CancellationToken);

    [Fact]
    public void A_run_becomes_a_comment_a_discussion_and_a_status_of_this_pipeline()
    {
        _host.Diffs["a.cs"] = "@@ -4,2 +4,3 @@\n same\n+new\n same\n";
        Assert.Empty(Publish(Runs.Of(Runs.Flaw("a.cs", 5))).Problems);

        Assert.Contains("stopped at code", Assert.Single(_host.Comments).Body, StringComparison.Ordinal);
        var position = Assert.Single(_host.Threads).Position;
        Assert.Equal(("a.cs", 5, false), (position.GetProperty("new_path").GetString(), position.GetProperty("new_line").GetInt32(), position.TryGetProperty("old_line", out _)));
        var status = Assert.Single(_host.Statuses);
        Assert.Equal(("failed", "77"), (status.Text("state"), status.Text("pipeline_id")));
    }

    [Fact]
    public void A_line_that_the_change_left_as_it_was_is_named_by_both_its_numbers()
    {
        _host.Diffs["a.cs"] = "@@ -4,2 +4,3 @@\n same\n+new\n same\n";
        Publish(Runs.Of(Runs.Flaw("a.cs", 6)));

        Assert.Equal(5, Assert.Single(_host.Threads).Position.GetProperty("old_line").GetInt32());
    }

    [Fact]
    public void A_discussion_whose_finding_is_gone_is_resolved_and_opened_again_when_it_comes_back()
    {
        _host.Diffs["a.cs"] = Runs.Added(9);
        Publish(Runs.Of(Runs.Flaw("a.cs", 5), Runs.Flaw("a.cs", 6, "two"), Runs.Flaw("a.cs", 7, "three")));
        Publish(Runs.Of());
        Assert.Equal(3, _host.Resolved.Count);

        Publish(Runs.Of(Runs.Flaw("a.cs", 5)));
        Assert.Equal(2, _host.Resolved.Count);
        Assert.Equal(3, _host.Threads.Count);
        Assert.Single(_host.Comments);
    }

    [Fact]
    public void A_jobs_own_token_may_not_and_the_remedy_is_said()
    {
        var result = ChangeFeedback.Publish(Runs.Of(), Runs.GitLab, Runs.Surroundings(("CI_API_V4_URL", _host.Server.Address), ("CI_JOB_TOKEN", "job")), TestContext.Current.CancellationToken);

        Assert.Contains("Set the CI/CD variable GITLAB_TOKEN", Assert.Single(result.Problems), StringComparison.Ordinal);
        Assert.Empty(_host.Server.All);
    }
}
