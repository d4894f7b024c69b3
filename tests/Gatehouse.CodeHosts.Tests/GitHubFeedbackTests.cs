using Gatehouse.CodeHosts.Feedback;

namespace Gatehouse.CodeHosts.Tests;

/// <summary>Comment, notes and check on a pull request, against a stand-in that answers as the REST API documents.</summary>
public sealed class GitHubFeedbackTests : IDisposable
{
    private readonly GitHubStandIn _host = new(Runs.Head);

    public GitHubFeedbackTests() => _host.Patches["src/a.cs"] = Runs.Added(30);

    public void Dispose() => _host.Dispose();

    private FeedbackResult Publish(FeedbackRequest request, ChangeRequest? change = null) => ChangeFeedback.Publish(request, change ?? Runs.GitHub, Runs.At(_host), TestContext.Current.CancellationToken);

    [Fact]
    public void A_run_becomes_a_comment_a_note_at_its_line_and_a_failed_check()
    {
        Assert.Empty(Publish(Runs.Of(Runs.Flaw("src/a.cs", 3))).Problems);

        Assert.Contains("Gatehouse: stopped at code", Assert.Single(_host.Comments).Body, StringComparison.Ordinal);
        var note = Assert.Single(_host.Notes);
        Assert.Equal(("src/a.cs", 3), (note.Path, note.Line));
        var check = Assert.Single(_host.Checks);
        Assert.Equal((Runs.Head, "completed", "failure"), (check.Text("head_sha"), check.Text("status"), check.Text("conclusion")));
        Assert.Equal(3, check.Body.GetProperty("output").GetProperty("annotations")[0].GetProperty("start_line").GetInt32());
    }

    [Fact]
    public void The_next_run_updates_the_comment_and_repeats_no_note()
    {
        for (var i = 0; i < 5; i++)
            _host.Comments.Add(new Posted(i, "talk"));
        Publish(Runs.Of(Runs.Flaw("src/a.cs", 3)));
        Publish(Runs.Of(Runs.Flaw("src/a.cs", 9), Runs.Flaw("src/a.cs", 5, "another")));

        Assert.Contains("another", Assert.Single(_host.Comments, comment => comment.Body != "talk").Body, StringComparison.Ordinal);
        Assert.Equal([3, 5], _host.Notes.Select(note => note.Line));
    }

    [Fact]
    public void A_note_whose_finding_is_gone_says_so_and_is_opened_again_when_it_comes_back()
    {
        Publish(Runs.Of(Runs.Flaw("src/a.cs", 3)));
        Publish(Runs.Of());
        Assert.StartsWith("**Fixed**", Assert.Single(_host.Notes).Body, StringComparison.Ordinal);

        Publish(Runs.Of(Runs.Flaw("src/a.cs", 3)));
        Assert.StartsWith("**CRITICAL**", Assert.Single(_host.Notes).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_incomplete_run_marks_nothing_as_fixed()
    {
        Publish(Runs.Of(Runs.Flaw("src/a.cs", 3)));
        Publish(Runs.Of().Incomplete());

        Assert.DoesNotContain("Fixed", Assert.Single(_host.Notes).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_outside_of_the_diff_is_in_the_comment_alone()
    {
        Publish(Runs.Of(Runs.Flaw("src/a.cs", 31), Runs.Flaw("src/b.cs", 1, "elsewhere")));

        Assert.Empty(_host.Notes);
        Assert.Contains("elsewhere", Assert.Single(_host.Comments).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_than_twenty_notes_are_written_at_once()
    {
        Publish(Runs.Of([.. Enumerable.Range(1, 30).Select(line => Runs.Flaw("src/a.cs", line, FormattableString.Invariant($"flaw {line}")))]));

        Assert.Equal(20, _host.Notes.Count);
    }

    [Fact]
    public void Annotations_come_in_batches_of_fifty()
    {
        Publish(Runs.Of([.. Enumerable.Range(1, 120).Select(line => Runs.Flaw("src/a.cs", line, FormattableString.Invariant($"flaw {line}")))]));

        Assert.Equal([50, 50, 20], _host.Checks.Select(check => check.Body.GetProperty("output").GetProperty("annotations").GetArrayLength()));
        Assert.Equal(["POST", "PATCH", "PATCH"], _host.Checks.Select(check => check.Method));
    }

    [Fact]
    public void A_comment_of_another_account_with_our_marker_is_left_alone()
    {
        Publish(Runs.Of());
        var forged = new Posted(1, _host.Comments[0].Body) { Login = "mallory", Type = "User" };
        _host.Comments.Clear();
        _host.Comments.Add(forged);
        Publish(Runs.Of(Runs.Flaw("src/a.cs", 3)));

        Assert.DoesNotContain("stopped", forged.Body, StringComparison.Ordinal);
        Assert.Contains("stopped", _host.Comments[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void What_two_jobs_wrote_at_once_becomes_one()
    {
        Publish(Runs.Of());
        _host.Comments.Add(new Posted(900, _host.Comments[0].Body));
        Publish(Runs.Of());

        Assert.Single(_host.Comments);
    }

    [Fact]
    public void Jobs_of_another_scope_keep_comments_of_their_own()
    {
        Publish(Runs.Of());
        Publish(Runs.Of() with { Scope = "other" });

        Assert.Equal(2, _host.Comments.Count);
    }

    [Fact]
    public void A_token_that_may_not_check_leaves_a_commit_status()
    {
        _host.MayCheck = false;
        Assert.Empty(Publish(Runs.Of(Runs.Flaw("src/a.cs", 3))).Problems);

        var status = Assert.Single(_host.Statuses);
        Assert.Equal(("failure", "Gatehouse"), (status.Text("state"), status.Text("context")));
    }

    [Fact]
    public void A_read_only_token_of_a_fork_is_said_once_with_the_reason()
    {
        (_host.MayComment, _host.MayCheck) = (false, false);
        var problem = Assert.Single(Publish(Runs.Of(Runs.Flaw("src/a.cs", 3)), Runs.GitHub with { IsFork = true }).Problems);

        Assert.Contains("the comment, 1 note at lines", problem, StringComparison.Ordinal);
        Assert.Contains("fork", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(GitHubStandIn.Token, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_job_does_not_write_over_what_the_newer_one_said()
    {
        _host.Head = new string('d', 40);
        Assert.Contains("has moved on", Publish(Runs.Of()).Problems[0], StringComparison.Ordinal);

        Assert.Empty(_host.Comments);
    }

    [Fact]
    public void What_the_repository_says_pings_nobody_and_is_no_markup()
    {
        Publish(Runs.Of(Runs.Flaw("src/a.cs", 3, "@acme/all <img src=x> `code` [here](http://evil.example) acme/app#1 <!-- gatehouse:")));

        foreach (var body in new[] { _host.Comments[0].Body, _host.Notes[0].Body })
        {
            Assert.DoesNotContain("@acme", body, StringComparison.Ordinal);
            Assert.DoesNotContain("&#64;acme", body, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", body, StringComparison.Ordinal);
            Assert.DoesNotContain("[here]", body, StringComparison.Ordinal);
            Assert.DoesNotContain("http://", body, StringComparison.Ordinal);
            Assert.DoesNotContain("app#1", body, StringComparison.Ordinal);
            Assert.Equal(1, body.Split("<!-- gatehouse:").Length - 1);
        }
    }

    [Fact]
    public void A_long_run_is_cut_to_what_the_host_takes_and_says_how_much_is_left_out()
    {
        Assert.Empty(Publish(Runs.Of([.. Enumerable.Range(1, 100).Select(line => Runs.Flaw("src/" + new string('x', 600) + ".cs", line, FormattableString.Invariant($"{line} {new string('m', 900)}")))])).Problems);

        Assert.True(_host.Comments[0].Body.Length <= 65_536);
        Assert.Contains(" more: see the JSON or SARIF report.", _host.Comments[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_is_not_accepted_is_said_and_not_shown()
    {
        var surroundings = Runs.Surroundings(("GITHUB_API_URL", _host.Server.Address), ("GITHUB_TOKEN", "wrong-word"));
        var result = ChangeFeedback.Publish(Runs.Of(), Runs.GitHub, surroundings, TestContext.Current.CancellationToken);

        Assert.Contains("401", string.Concat(result.Problems), StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-word", string.Concat(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_token_nothing_is_asked_and_the_remedy_is_said()
    {
        var result = ChangeFeedback.Publish(Runs.Of(), Runs.GitHub, Runs.Surroundings(("GITHUB_API_URL", _host.Server.Address)), TestContext.Current.CancellationToken);

        Assert.Contains("GITHUB_TOKEN: ${{ github.token }}", Assert.Single(result.Problems), StringComparison.Ordinal);
        Assert.Empty(_host.Server.All);
    }
}
