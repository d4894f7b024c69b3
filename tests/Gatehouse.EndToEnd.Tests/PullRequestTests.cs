using System.Text.Json;
using Gatehouse.CodeHosts.Tests;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>The command in a job of GitHub Actions for a pull request, with a stand-in for the code host's API.</summary>
public sealed class PullRequestTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    /// <summary>A pull request of a branch with one more file; what is checked out is the merge of both, as GitHub's runner has it.</summary>
    private GitHubStandIn PullRequest(string file, string text, string @event = "pull_request")
    {
        _workspace.Write("readme", "x").Commit("first");
        _workspace.Git("checkout", "-q", "-b", "feature");
        var head = _workspace.Write(file, text).Commit("feature");
        _workspace.Git("checkout", "-q", "main");
        if (@event == "pull_request")
        {
            _workspace.Git("checkout", "-q", "--detach");
            _workspace.Git("merge", "-q", "--no-ff", "-m", "merge", "feature");
        }

        var host = new GitHubStandIn(head);
        host.Patches[file] = "@@ -0,0 +1,6 @@\n" + string.Concat(Enumerable.Repeat("+x\n", 6));
        InJob(host, @event);
        return host;
    }

    private void InJob(GitHubStandIn host, string @event)
    {
        _workspace.InGitHub("gates", "feature", "main");
        var file = Path.Combine(Path.GetDirectoryName(_workspace.Root)!, "event.json");
        var repo = new { full_name = "acme/app" };
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            action = "opened",
            pull_request = new { number = 7, user = new { login = "ann" }, labels = Array.Empty<object>(), head = new { sha = host.Head, @ref = "feature", repo }, @base = new { sha = host.Head, @ref = "main", repo } },
        }));
        foreach (var (name, value) in new[] { ("GITHUB_EVENT_NAME", @event), ("GITHUB_EVENT_PATH", file), ("GITHUB_ACTOR", "ann"), ("GITHUB_API_URL", host.Server.Address), ("GITHUB_TOKEN", GitHubStandIn.Token) })
            _workspace.Variables[name] = value;
    }

    [Fact]
    public void A_key_in_a_pull_request_fails_the_gate_and_is_told_at_its_line_without_the_key()
    {
        using var host = PullRequest("key.pem", Workspace.PrivateKey());
        var result = _workspace.Gatehouse("run", "--comment").Is(1, "pull request 7: wrote the comment, 1 note at lines, the check");

        Assert.Contains("stopped at code", Assert.Single(host.Comments).Body, StringComparison.Ordinal);
        Assert.Equal("key.pem", Assert.Single(host.Notes).Path);
        Assert.Equal((host.Head, "failure"), (host.Checks[0].Text("head_sha"), host.Checks[0].Text("conclusion")));
        var key = Workspace.PrivateKey().Split('\n')[1];
        Assert.DoesNotContain(host.Server.All, seen => seen.Body.ToString().Contains(key, StringComparison.Ordinal));
        Assert.DoesNotContain(GitHubStandIn.Token, result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_approval_of_the_pull_requests_head_answers_for_the_merge_that_is_checked_out()
    {
        using var host = PullRequest("a.txt", "plain");
        host.Review("bob", "APPROVED", host.Head);

        Assert.Equal("pass", _workspace.Gatehouse("run", "-f", "json").Is(0).Criterion("code.review").GetProperty("outcome").GetString());
    }

    [Fact]
    public void The_author_cannot_approve()
    {
        using var host = PullRequest("a.txt", "plain");
        host.Review("ann", "APPROVED", host.Head);

        _workspace.Gatehouse("run").Is(1, "only the author reviewed the change");
    }

    [Fact]
    public void A_host_that_cannot_be_asked_leaves_the_review_undecided_with_the_reason()
    {
        using var host = PullRequest("a.txt", "plain");
        _workspace.Variables.Remove("GITHUB_TOKEN");

        _workspace.Gatehouse("run").Is(3, "GITHUB_TOKEN is not set");
        Assert.Empty(host.Server.All);
    }

    [Fact]
    public void Offline_asks_nothing()
    {
        using var host = PullRequest("a.txt", "plain");

        _workspace.Gatehouse("run", "--offline").Is(3, "--offline");
        Assert.Empty(host.Server.All);
    }

    [Fact]
    public void A_failure_to_comment_does_not_change_the_verdict()
    {
        using var host = PullRequest("a.txt", "plain");
        host.Review("bob", "APPROVED", host.Head);
        (host.MayComment, host.MayCheck) = (false, false);

        _workspace.Gatehouse("run", "--comment").Is(0, "not written to pull request 7", "pull-requests: write");
    }

    [Fact]
    public void The_target_checked_out_in_place_of_the_change_is_not_judged_clean()
    {
        using var host = PullRequest("key.pem", Workspace.PrivateKey(), "pull_request_target");
        host.Review("bob", "APPROVED", host.Head);

        _workspace.Gatehouse("run").Is(3, "does not hold the newest commit of pull request 7");
    }

    /// <summary>A push to main: what the host made of a pull request, or somebody by hand.</summary>
    private GitHubStandIn Push(string reviewer, bool isByHost, bool hasPull = true)
    {
        _workspace.Write("readme", "x").Commit("first");
        _workspace.Git("checkout", "-q", "-b", "feature");
        var head = _workspace.Write("a.txt", "plain").Commit("feature");
        _workspace.Git("checkout", "-q", "main");
        _workspace.Git("-c", "user.email=bob@acme.example", "-c", "user.name=bob", "merge", "-q", "--no-ff", "-m", "merge", "feature");
        var host = new GitHubStandIn(head) { Merged = (_workspace.Git("rev-parse", "HEAD").Trim(), isByHost) };
        if (hasPull)
            host.Pull(7, head, host.Merged.Commit);
        host.Review(reviewer, "APPROVED", head);
        _workspace.InGitHub("gates");
        foreach (var (name, value) in new[] { ("GITHUB_EVENT_NAME", "push"), ("GITHUB_ACTOR", "bob"), ("GITHUB_API_URL", host.Server.Address), ("GITHUB_TOKEN", GitHubStandIn.Token) })
            _workspace.Variables[name] = value;
        return host;
    }

    [Theory]
    [InlineData("bob", true, true, 0, "approved by bob")]
    [InlineData("cid", false, true, 0, "approved by cid")]
    [InlineData("bob", false, true, 1, "only the author reviewed the change")]
    [InlineData("ann", true, true, 1, "only the author reviewed the change")]
    [InlineData("bob", true, false, 3, "no merged request is known that brought")]
    public void A_push_to_production_is_answered_for_by_the_request_that_brought_it(string reviewer, bool isByHost, bool hasPull, int code, string words)
    {
        using var host = Push(reviewer, isByHost, hasPull);
        var run = _workspace.Gatehouse("run", "-f", "json");
        Assert.Contains(words, run.Criterion("code.review").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(code, run.Code);
    }

    [Fact]
    public void A_push_whose_host_cannot_be_asked_says_so()
    {
        using var host = Push("bob", isByHost: true);
        _workspace.Variables.Remove("GITHUB_TOKEN");
        _workspace.Gatehouse("run").Is(3, "GITHUB_TOKEN is not set");
        _workspace.Gatehouse("run", "--offline").Is(3, "was not asked for: --offline");
        Assert.Empty(host.Server.All);
    }

    [Fact]
    public void Outside_of_a_pull_request_a_sentence_says_so()
    {
        _workspace.Write("readme", "x").Commit();

        _workspace.Gatehouse("run", "--comment").Is(0, "there is nowhere to comment");
    }
}
