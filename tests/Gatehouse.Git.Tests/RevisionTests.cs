namespace Gatehouse.Git.Tests;

public class RevisionTests
{
    [Fact]
    public void An_unborn_head_names_its_branch_and_no_commit()
    {
        using var test = new TestRepository();
        using var repository = test.Open();
        Assert.True(repository.TryReadHead(out var head, out _));
        Assert.Equal(("main", true, false), (head.Branch, head.IsUnborn, head.IsDetached));
        Assert.False(repository.TryResolve("HEAD", out _, out var problem));
        Assert.Equal(GitProblemKind.NotFound, problem.Kind);
    }

    [Fact]
    public void Names_resolve_as_git_resolves_them()
    {
        using var test = new TestRepository();
        for (var i = 0; i < 4; i++)
        {
            test.Write("f", $"{i}");
            test.Commit($"c{i}");
        }

        test.Git("tag", "light", "HEAD~1");
        test.Git("tag", "-m", "x", "heavy", "HEAD~2");
        test.Git("tag", "-m", "x", "heavier", "heavy");
        test.Git("checkout", "-q", "-b", "feature/x", "HEAD~1");
        test.Write("g", "1");
        test.Commit("side");
        test.Git("merge", "-q", "--no-edit", "main");
        test.Git("update-ref", "refs/remotes/origin/main", "main");
        test.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        foreach (var isPacked in new[] { false, true })
        {
            if (isPacked)
            {
                test.Git("pack-refs", "--all", "--prune");
                test.Git("gc", "-q");
            }

            using var repository = test.Open();
            string[] names =
            [
                "HEAD", "@", "main", "feature/x", "refs/heads/main", "heads/main", "light", "heavy", "heavier", "tags/heavy", "origin/main", "origin",
                "HEAD^", "HEAD^2", "HEAD^^", "HEAD~2", "HEAD^2~1", "main~0", "HEAD^0", "heavier^{}", "heavier^{commit}", "main^{tree}", "heavy~1^{tree}",
                test.Git("rev-parse", "--short=7", "main"), test.Git("rev-parse", "--short=5", "main^{tree}"), test.Git("rev-parse", "main").ToUpperInvariant(),
            ];
            foreach (var name in names)
            {
                Assert.True(repository.TryResolve(name, out var id, out var problem), $"{name}: {problem?.Sentence}");
                Assert.Equal((name, test.Git("rev-parse", name)), (name, id.ToString()));
            }

            Assert.True(repository.TryResolveCommit("heavier", out var peeled, out _));
            Assert.Equal(test.Git("rev-parse", "heavier^{commit}"), peeled.ToString());
            Assert.Equal("main", repository.RemoteDefaultBranch());
        }
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("HEAD~9")]
    [InlineData("HEAD^3")]
    [InlineData("HEAD^{blob}")]
    [InlineData("HEAD:f")]
    [InlineData("HEAD@{1}")]
    [InlineData("HEAD^{nonsense")]
    [InlineData("../../../etc/passwd")]
    [InlineData("HEAD~99999999999999")]
    [InlineData("deadbeef")]
    public void What_names_nothing_is_refused_with_a_sentence(string name)
    {
        using var test = new TestRepository();
        test.Write("f", "1");
        test.Commit("one");
        using var repository = test.Open();
        Assert.False(repository.TryResolve(name, out _, out var problem));
        Assert.NotEmpty(problem.Sentence);
    }

    [Fact]
    public void A_detached_head_has_a_commit_and_no_branch()
    {
        using var test = new TestRepository();
        var first = test.Commit("one");
        test.Git("checkout", "-q", "--detach");
        using var repository = test.Open();
        Assert.True(repository.TryReadHead(out var head, out _));
        Assert.Equal((true, null, first), (head.IsDetached, head.Branch, head.Commit.ToString()));
    }

    [Fact]
    public void A_commit_tells_its_parts()
    {
        using var test = new TestRepository();
        test.Write("f", "1");
        test.Commit("first\n\nbody über");
        using var repository = test.Open();
        Assert.True(repository.TryResolveCommit("HEAD", out var id, out _));
        Assert.True(repository.TryReadCommit(id, out var commit, out _));
        Assert.Equal("first", commit.Subject);
        Assert.Equal("first\n\nbody über\n", commit.Message);
        Assert.Equal(("Ada", "ada@example.org"), (commit.Author.Name, commit.Author.Email));
        Assert.Equal(new DateTimeOffset(2023, 11, 14, 23, 43, 20, TimeSpan.FromMinutes(90)), commit.Committer.Time);
        Assert.Equal(TimeSpan.FromMinutes(90), commit.Committer.Time.Offset);
        Assert.Empty(commit.Parents);
        Assert.Equal(test.Git("rev-parse", "HEAD^{tree}"), commit.Tree.ToString());
    }

    [Fact]
    public void A_loop_of_symbolic_refs_is_refused()
    {
        using var test = new TestRepository();
        File.WriteAllText(test.Path(".git/refs/heads/a"), "ref: refs/heads/b\n");
        File.WriteAllText(test.Path(".git/refs/heads/b"), "ref: refs/heads/a\n");
        using var repository = test.Open();
        Assert.False(repository.TryResolve("a", out _, out var problem));
        Assert.Contains("loop", problem.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ref: ../../outside")]
    [InlineData("")]
    public void A_ref_that_is_none_is_refused(string text)
    {
        using var test = new TestRepository();
        File.WriteAllText(test.Path(".git/refs/heads/a"), text);
        using var repository = test.Open();
        Assert.False(repository.TryResolve("a", out _, out var problem));
        Assert.Equal(GitProblemKind.Corrupt, problem.Kind);
    }

    [Fact]
    public void A_ref_behind_a_link_is_not_followed()
    {
        using var test = new TestRepository();
        var id = test.Commit("one");
        File.WriteAllText(test.Beside("outside"), id);
        File.CreateSymbolicLink(test.Path(".git/refs/heads/a"), test.Beside("outside"));
        using var repository = test.Open();
        Assert.False(repository.TryResolve("a", out _, out var problem));
        Assert.Contains("symbolic link", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ambiguous_abbreviation_is_told_from_a_missing_one()
    {
        using var test = new TestRepository();
        // Of 1500 blobs two begin with the same four digits, by the birthday paradox.
        var input = string.Concat(Enumerable.Range(0, 1500).Select(i => $"blob\nmark :{i + 1}\ndata {$"{i}".Length}\n{i}\n"));
        test.GitWithInput(input, "fast-import", "--quiet", "--export-marks=" + test.Beside("marks"));
        var twins = File.ReadAllLines(test.Beside("marks")).Select(line => line.Split(' ')[1]).GroupBy(id => id[..4]).First(group => group.Count() > 1);
        using var repository = test.Open();
        Assert.False(repository.TryResolve(twins.Key, out _, out var problem));
        Assert.Equal(GitProblemKind.Ambiguous, problem.Kind);
    }
}
