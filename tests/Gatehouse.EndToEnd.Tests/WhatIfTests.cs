using System.Text.Json;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>The last merges of a repository, judged by a policy: which it would have blocked, whose they are, how long a fix took.</summary>
public sealed class WhatIfTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private DateTimeOffset _clock = Workspace.Today.AddDays(-60);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_secret_blocks_its_own_merge_in_new_code_and_every_merge_until_its_fix_in_enforce()
    {
        Commit("start", ("README.md", "hello\n"));
        Commit("add settings", ("src/deploy.env", Secret), ("CODEOWNERS", "src/ @acme/ops\n"));
        Commit("other work", ("a.txt", "a\n"));
        _clock = _clock.AddDays(2);
        Commit("take it out", ("src/deploy.env", "none\n"));
        var result = WhatIf();
        Assert.Equal(["pass", "fail", "pass", "pass"], Outcomes(result, "newCode"));
        Assert.Equal(["pass", "fail", "fail", "pass"], Outcomes(result, "enforce"));

        var finding = Assert.Single(result.GetProperty("findings").EnumerateArray());
        Assert.Equal("src/deploy.env", finding.GetProperty("path").GetString());
        Assert.Equal(1, finding.GetProperty("line").GetInt32());
        Assert.Equal("@acme/ops", finding.GetProperty("owners")[0].GetString());
        Assert.Equal("fixed", finding.GetProperty("end").GetString());
        Assert.Equal((long)TimeSpan.FromDays(4).TotalSeconds, finding.GetProperty("lastedSeconds").GetInt64());
        Assert.Equal(2, finding.GetProperty("mergesBlockedInEnforce").GetInt32());
        var owner = Assert.Single(result.GetProperty("owners").EnumerateArray());
        Assert.Equal("@acme/ops", owner.GetProperty("name").GetString());
    }

    [Fact]
    public void A_merge_commit_counts_once_and_by_what_it_brought()
    {
        Commit("start", ("README.md", "hello\n"));
        _workspace.Git("checkout", "-q", "-b", "feature");
        Commit("one", ("deploy.env", Secret));
        Commit("two", ("b.txt", "b\n"));
        _workspace.Git("checkout", "-q", "main");
        At(() => _workspace.Git("merge", "-q", "--no-ff", "-m", "Merge feature", "feature"));
        var result = WhatIf();
        Assert.Equal(["start", "Merge feature"], result.GetProperty("merges").EnumerateArray().Select(merge => merge.GetProperty("title").GetString()));
        Assert.Equal(["pass", "fail"], Outcomes(result, "newCode"));
        Assert.Equal(1, result.GetProperty("mergeCommits").GetInt32());
        _workspace.Gatehouse("what-if", "-f", "markdown").Is(0, "1 merge commit and 1 other, each");
    }

    [Fact]
    public void The_first_commit_is_judged_against_nothing()
    {
        Commit("all of it", ("deploy.env", Secret));
        Assert.Equal(["fail"], Outcomes(WhatIf(), "newCode"));
    }

    [Fact]
    public void What_was_there_before_the_window_is_no_new_code_and_its_fix_has_no_known_length()
    {
        Commit("old", ("deploy.env", Secret));
        Commit("work", ("a.txt", "a\n"));
        Commit("clean", ("deploy.env", "none\n"));
        var result = WhatIf("--merges", "2");
        Assert.Equal(["pass", "pass"], Outcomes(result, "newCode"));
        Assert.Equal(["fail", "pass"], Outcomes(result, "enforce"));
        var finding = Assert.Single(result.GetProperty("findings").EnumerateArray());
        Assert.False(finding.TryGetProperty("brought", out _));
        Assert.False(finding.TryGetProperty("lastedSeconds", out _));
    }

    [Fact]
    public void A_comment_that_came_with_the_secret_is_honoured_and_one_that_came_later_ends_it_as_suppressed()
    {
        Commit("start", ("README.md", "hello\n"));
        Commit("known", ("a.env", Secret.TrimEnd() + " # gatehouse:ignore aws-access-key-id a fixture\n"));
        Commit("unknown", ("b.env", Secret.Replace("Q7ZL", "R6YK", StringComparison.Ordinal)));
        Commit("ignored", ("b.env", Secret.Replace("Q7ZL", "R6YK", StringComparison.Ordinal).TrimEnd() + " # gatehouse:ignore aws-access-key-id a fixture\n"));
        var result = WhatIf();
        Assert.Equal(["pass", "pass", "fail", "pass"], Outcomes(result, "enforce"));
        Assert.Equal("suppressed", Assert.Single(result.GetProperty("findings").EnumerateArray()).GetProperty("end").GetString());
    }

    [Fact]
    public void The_policy_in_force_and_a_policy_to_try_are_compared()
    {
        Commit("start", ("gatehouse.yaml", "version: 1\ngates:\n  code:\n    mode: observe\n"));
        Commit("secret", ("deploy.env", Secret));
        Assert.Equal(0, Blocked(WhatIf(), "policy"));
        Assert.Equal(1, Blocked(WhatIf(), "enforce"));
        _workspace.Write("../strict.yaml", "version: 1\ngates:\n  code:\n    mode: enforce\n");
        Assert.Equal(1, Blocked(WhatIf("-c", "../strict.yaml"), "policy"));
        _workspace.Write("../waived.yaml", "version: 1\nwaivers:\n  - id: W-1\n    ids: [aws-access-key-id]\n    reason: known\n    owner: lead@acme.example\n    expires: 2026-12-31\n");
        Assert.Equal(0, Blocked(WhatIf("-c", "../waived.yaml"), "enforce"));
    }

    [Fact]
    public void What_history_cannot_tell_is_listed_and_counted_neither_way()
    {
        Commit("start", ("gatehouse.yaml", "version: 1\ngates:\n  code:\n    criteria: [code.flaws, code.review]\n"));
        var result = WhatIf();
        Assert.Equal(["pass"], Outcomes(result, "enforce"));
        var left = result.GetProperty("notJudged").EnumerateArray().Select(criterion => criterion.GetProperty("criterion").GetString()).ToList();
        Assert.Contains("code.flaws", left);
        Assert.Contains("code.review", left);
        Assert.DoesNotContain("code.secrets", left);
    }

    [Fact]
    public void A_shallow_clone_is_judged_as_far_as_it_goes_and_says_how_to_get_the_rest()
    {
        for (var i = 0; i < 4; i++)
            Commit($"change {i}", ("a.txt", $"{i}\n"));
        _workspace.Git("clone", "-q", "--depth", "3", "file://" + _workspace.Root, "../shallow");
        var result = _workspace.Gatehouse("what-if", "../shallow", "-f", "json").Is(3);
        Assert.Equal(2, result.Json.GetProperty("judged").GetInt32());
        Assert.Contains("git fetch --unshallow", result.Json.GetProperty("incomplete")[0].GetString(), StringComparison.Ordinal);

        _workspace.Git("clone", "-q", "--depth", "1", "file://" + _workspace.Root, "../shallowest");
        _workspace.Gatehouse("what-if", "../shallowest").Is(2, "no merge can be judged", "git fetch --unshallow");
    }

    [Fact]
    public void A_file_that_cannot_be_read_makes_the_merge_incomplete()
    {
        Commit("start", ("README.md", "hello\n"));
        Commit("lost", ("lost.txt", "some text of its own\n"));
        var blob = _workspace.Git("rev-parse", "HEAD:lost.txt").Trim();
        File.Delete(_workspace.File($".git/objects/{blob[..2]}/{blob[2..]}"));
        var result = _workspace.Gatehouse("what-if", "-f", "json").Is(3).Json;
        Assert.Equal(["pass", "undecided"], Outcomes(result, "enforce"));
        Assert.Equal("lost.txt", result.GetProperty("merges")[1].GetProperty("unread")[0].GetProperty("path").GetString());
    }

    [Fact]
    public void Where_there_is_nothing_to_judge_it_says_so()
    {
        _workspace.Gatehouse("what-if").Is(4, "no merge to judge");
        Commit("start", ("README.md", "hello\n"));
        _workspace.Gatehouse("what-if", "--branch", "nowhere").Is(2, "no such branch");
        _workspace.Gatehouse("what-if", "--merges", "0").Is(2, "--merges 0");
        _workspace.Gatehouse("what-if", "--since", "2030-01-01").Is(4, "since that day");
        using var plain = new Workspace(git: false);
        plain.Gatehouse("what-if").Is(2, "a git repository");
    }

    [Fact]
    public void The_same_history_gives_the_same_bytes_and_nothing_is_kept()
    {
        Commit("start", ("README.md", "hello\n"));
        Commit("secret", ("deploy.env", Secret));
        var once = _workspace.Gatehouse("what-if", "-f", "json").Is(0).Output;
        _workspace.Now = Workspace.Today.AddDays(3);
        Assert.Equal(once, _workspace.Gatehouse("what-if", "-f", "json", "--jobs", "1").Output);
        Assert.DoesNotContain(Reports.Credential, once, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace.File(".gatehouse")));
        _workspace.Gatehouse("what-if", "-f", "markdown").Is(0, "1 of 2 blocked (50 %)", "deploy.env:1");
    }

    [Fact]
    public void Copies_of_one_finding_are_one_until_the_last_of_them_goes()
    {
        Commit("start", ("README.md", "hello\n"));
        Commit("twice", ("one/deploy.env", Secret), ("two/deploy.env", Secret));
        Commit("one of them", ("one/deploy.env", "none\n"));
        Commit("both", ("two/deploy.env", "none\n"));
        var finding = Assert.Single(WhatIf().GetProperty("findings").EnumerateArray());
        Assert.Equal(2, finding.GetProperty("places").GetInt32());
        Assert.Equal((long)TimeSpan.FromDays(2).TotalSeconds, finding.GetProperty("lastedSeconds").GetInt64());
    }

    [Fact]
    public void A_rule_whose_findings_lie_in_tests_is_hinted_at()
    {
        Commit("start", ("README.md", "hello\n"));
        Commit("fixtures", ("tests/a.env", $"TOKEN={Reports.Issued}\n"));
        Assert.Contains("folders of tests", Assert.Single(WhatIf().GetProperty("rules").EnumerateArray()).GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    private static string Secret => $"AWS_ACCESS_KEY_ID={Reports.Credential}\n";

    private JsonElement WhatIf(params string[] more) => _workspace.Gatehouse(["what-if", "-f", "json", .. more]).Is(0).Json;

    private static int Blocked(JsonElement result, string mode) => result.GetProperty("summary").GetProperty(mode).GetProperty("blocked").GetInt32();

    // The code gate's outcome, oldest merge first.
    private static string?[] Outcomes(JsonElement result, string mode) =>
        [.. result.GetProperty("merges").EnumerateArray().Select(merge => merge.GetProperty("gates").EnumerateArray().Single(gate => gate.GetProperty("gate").GetString() == "code").GetProperty(mode).GetString())];

    private void Commit(string message, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
            _workspace.Write(path, text);
        At(() => _workspace.Commit(message));
    }

    // A day passes with each commit; git's own clock decides what a merge's time is.
    private void At(Action action)
    {
        _clock = _clock.AddDays(1);
        _workspace.CommitTime = _clock;
        action();
    }
}
