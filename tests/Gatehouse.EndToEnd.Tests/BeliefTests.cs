namespace Gatehouse.EndToEnd.Tests;

/// <summary>Whom a gate believes in CI, and that a change cannot disarm its own gate.</summary>
public class BeliefTests
{
    private static (Workspace Workspace, string Key) WithKey(string may)
    {
        var workspace = new Workspace().Write("README.md", "hello\n");
        var key = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "reviewer.pem");
        Assert.Equal(0, workspace.Gatehouse("key", "new", key).Code);
        var pem = string.Join('\n', File.ReadAllLines(key + ".pub").Select(line => "      " + line));
        workspace.Write("gatehouse.yaml", $"version: 1\nkeys:\n  - name: reviewer\n    may: [{may}]\n    public: |\n{pem}\n");
        workspace.Commit();
        workspace.Write("change.txt", "x\n").Commit();
        return (workspace, key);
    }

    private static string ReviewReason(Workspace workspace, out string outcome)
    {
        var result = workspace.Gatehouse("gate", "code", "-f", "json");
        var review = result.Criterion("code.review");
        outcome = review.GetProperty("outcome").GetString()!;
        return review.GetProperty("reason").GetString()!;
    }

    [Fact]
    public void A_review_signed_by_a_key_of_the_policy_counts()
    {
        var (workspace, key) = WithKey("review");
        using (workspace)
        {
            Assert.Equal(0, workspace.Gatehouse("approval", "review", "--by", "other@acme.example", "--key", key).Code);
            workspace.InGitHub("judge");
            Assert.Contains("approved by other@acme.example", ReviewReason(workspace, out var outcome), StringComparison.Ordinal);
            Assert.Equal("pass", outcome);
        }
    }

    [Fact]
    public void A_key_that_may_not_review_does_not()
    {
        var (workspace, key) = WithKey("approval");
        using (workspace)
        {
            Assert.Equal(0, workspace.Gatehouse("approval", "review", "--by", "other@acme.example", "--key", key).Code);
            workspace.InGitHub("judge");
            ReviewReason(workspace, out var outcome);
            Assert.Equal("undecided", outcome);
        }
    }

    [Fact]
    public void A_review_signed_by_a_stranger_does_not_count()
    {
        var (workspace, _) = WithKey("review");
        using (workspace)
        {
            var stranger = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "stranger.pem");
            Assert.Equal(0, workspace.Gatehouse("key", "new", stranger).Code);
            Assert.Equal(0, workspace.Gatehouse("approval", "review", "--by", "other@acme.example", "--key", stranger).Code);
            workspace.InGitHub("judge");
            Assert.Contains("does not name", ReviewReason(workspace, out var outcome), StringComparison.Ordinal);
            Assert.Equal("undecided", outcome);
        }
    }

    [Fact]
    public void An_unsigned_fact_from_another_job_does_not_count_and_one_of_this_job_does()
    {
        using var workspace = new Workspace().Write("a", "a");
        workspace.Commit();
        workspace.Write("b", "b").Commit();
        Assert.Equal(0, workspace.Gatehouse("approval", "review", "--by", "other@acme.example").Code);
        workspace.InGitHub("judge");
        Assert.Contains("unsigned", ReviewReason(workspace, out var outcome), StringComparison.Ordinal);
        Assert.Equal("undecided", outcome);

        Assert.Equal(0, workspace.Gatehouse("approval", "review", "--by", "third@acme.example").Code);
        ReviewReason(workspace, out outcome);
        Assert.Equal("pass", outcome);

        workspace.InGitHub("another job");
        ReviewReason(workspace, out outcome);
        Assert.Equal("undecided", outcome);
    }

    [Fact]
    public void A_fact_committed_in_the_tree_never_counts()
    {
        using var workspace = new Workspace().Write("a", "a");
        workspace.Commit();
        workspace.Write("b", "b").Commit();
        workspace.InGitHub("judge");
        Assert.Equal(0, workspace.Gatehouse("approval", "review", "--by", "other@acme.example").Code);
        workspace.Git("add", "-f", ".gatehouse/facts");
        workspace.Git("commit", "-q", "--amend", "-m", "with its own review");
        var facts = workspace.Gatehouse("fact", "list");
        Assert.Contains("no: in the tree", facts.Output, StringComparison.Ordinal);
        ReviewReason(workspace, out var outcome);
        Assert.Equal("undecided", outcome);
    }

    [Fact]
    public void A_tampered_fact_counts_as_missing_and_verify_says_so()
    {
        using var workspace = new Workspace().Write("a", "a");
        workspace.Commit();
        Assert.Equal(0, workspace.Gatehouse("gate", "code").Code);
        foreach (var file in Directory.GetFiles(workspace.File(".gatehouse/facts")))
            File.WriteAllText(file, File.ReadAllText(file).Replace("2026-03-02", "2026-03-01", StringComparison.Ordinal));
        Assert.Equal(1, workspace.Gatehouse("fact", "verify").Code);
        var result = workspace.Gatehouse("gate", "code", "--no-scan", "-f", "json");
        Assert.Equal((3, "undecided"), (result.Code, result.OutcomeOf("code")));
    }

    [Fact]
    public void A_change_cannot_waive_its_own_finding()
    {
        using var workspace = new Workspace().Write("a", "a");
        workspace.Commit();
        workspace.Write("deploy.env", $"AWS_ACCESS_KEY_ID={Reports.Credential}\n");
        workspace.Write("gatehouse.yaml", "version: 1\nwaivers:\n  - {id: W-1, criteria: [code.secrets], reason: mine, owner: author@acme.example, expires: 2026-12-31}\n").Commit();
        workspace.InGitHub("judge");
        var result = workspace.Gatehouse("gate", "code", "-f", "json");
        Assert.Equal((1, "fail"), (result.Code, result.Criterion("code.secrets").GetProperty("outcome").GetString()));
        Assert.Contains("weakens", result.Criterion("code.review").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shallow_clone_in_ci_leaves_every_gate_undecided()
    {
        using var origin = new Workspace().Write("a", "a");
        origin.Commit();
        origin.Write("b", "b").Commit();
        using var workspace = new Workspace(git: false);
        workspace.Git("clone", "-q", "--depth", "1", "file://" + origin.Root, ".");
        workspace.InGitHub("judge");
        var result = workspace.Gatehouse("run", "-f", "json");
        Assert.Equal((3, "undecided"), (result.Code, result.OutcomeOf("code")));
        Assert.Contains("shallow", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_policy_is_marked_and_refused_in_ci()
    {
        using var workspace = new Workspace().Write("a", "a").Write("trial.yaml", "version: 1\ngates: {code: {mode: observe}}\n");
        workspace.Commit();
        Assert.Contains("TRIAL", workspace.Gatehouse("run", "-c", "trial.yaml").Output, StringComparison.Ordinal);
        workspace.InGitHub("judge");
        Assert.Equal(2, workspace.Gatehouse("run", "-c", "trial.yaml").Code);
    }

    [Fact]
    public void A_packed_dossier_goes_to_another_clone()
    {
        using var workspace = new Workspace().Write("a", "a");
        workspace.Commit();
        workspace.Gatehouse("run");
        var archive = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "facts.tar.gz");
        Assert.Equal(0, workspace.Gatehouse("fact", "pack", archive).Code);
        using var clone = new Workspace(git: false);
        clone.Git("clone", "-q", workspace.Root, ".");
        Assert.Equal(3, clone.Gatehouse("why").Code);
        Assert.Equal(0, clone.Gatehouse("fact", "unpack", archive).Code);
        var why = clone.Gatehouse("why", "-f", "json");
        Assert.True(why.Code == 0, why.ToString());
        Assert.Contains("code.secrets", why.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_repository_in_CI_the_trees_own_policy_is_not_in_force()
    {
        using var workspace = new Workspace(git: false).Write("README.md", "hello\n").Write("gatehouse.yaml", "version: 1\ngates:\n  code:\n    mode: observe\n");
        Assert.Equal("gatehouse.yaml", workspace.Gatehouse("run", "-f", "json").Gate("code").GetProperty("policySource").GetString());
        workspace.InGitHub("judge");
        var run = workspace.Gatehouse("run", "-f", "json");
        Assert.Equal("the default", run.Gate("code").GetProperty("policySource").GetString());
        Assert.Equal("undecided", run.OutcomeOf("code"));
        Assert.Equal(3, run.Code);
    }
}
