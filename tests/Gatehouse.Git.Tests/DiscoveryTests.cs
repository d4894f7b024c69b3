namespace Gatehouse.Git.Tests;

public class DiscoveryTests
{
    [Fact]
    public void A_folder_deep_in_a_work_tree_finds_its_repository()
    {
        using var test = new TestRepository();
        test.Write("a/b/c.txt", "x");
        using var repository = test.Open(test.Path("a/b/c.txt"));
        Assert.Equal(test.Folder, repository.WorkTree);
        Assert.Equal(test.Path(".git"), repository.GitFolder);
        Assert.False(repository.IsShallow);
        Assert.Equal("sha1", repository.ObjectFormat);
    }

    [Fact]
    public void A_bare_repository_has_no_work_tree()
    {
        using var test = new TestRepository(isBare: true);
        using var repository = test.Open();
        Assert.Null(repository.WorkTree);
    }

    [Fact]
    public void A_bare_repository_among_the_files_of_another_is_only_files()
    {
        using var test = new TestRepository();
        test.Git("init", "-q", "--bare", "sub");
        using var repository = test.Open(test.Path("sub/objects"));
        Assert.Equal(test.Folder, repository.WorkTree);
        using var inGitFolder = test.Open(test.Path(".git/objects"));
        Assert.Equal(test.Path(".git"), inGitFolder.GitFolder);
    }

    [Fact]
    public void A_linked_work_tree_has_a_head_of_its_own_and_shares_the_rest()
    {
        using var test = new TestRepository();
        test.Write("a", "1");
        var first = test.Commit("one");
        test.Git("worktree", "add", "-q", "-b", "side", test.Beside("linked"));
        using var repository = test.Open(test.Beside("linked"));
        Assert.Equal(test.Beside("linked"), repository.WorkTree);
        Assert.Equal(test.Path(".git"), repository.CommonFolder);
        Assert.True(repository.TryReadHead(out var head, out _));
        Assert.Equal("side", head.Branch);
        Assert.Equal(first, head.Commit.ToString());
        Assert.True(repository.TryResolveCommit("main", out var main, out _));
        Assert.Equal(first, main.ToString());
        Assert.True(repository.TryReadIndex(out var index, out _));
        Assert.Equal(1, index.Count);
    }

    [Fact]
    public void A_submodule_is_a_repository_of_its_own()
    {
        using var inner = new TestRepository();
        inner.Write("in", "1");
        inner.Commit("one");
        using var outer = new TestRepository();
        outer.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Folder, "sub");
        using var repository = outer.Open(outer.Path("sub/in"));
        Assert.Equal(outer.Path("sub"), repository.WorkTree);
        Assert.Equal(outer.Path(".git/modules/sub"), repository.GitFolder);
        Assert.Equal("main", repository.RemoteDefaultBranch());
    }

    [Fact]
    public void No_repository_is_another_thing_than_one_that_cannot_be_read()
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-git-");
        Assert.False(GitRepository.Discover(folder.FullName, out _, out var problem));
        Assert.Equal(GitProblemKind.NotARepository, problem.Kind);
        File.WriteAllText(Path.Combine(folder.FullName, ".git"), "gitdir: elsewhere\n");
        Assert.False(GitRepository.Discover(folder.FullName, out _, out problem));
        Assert.Equal(GitProblemKind.Corrupt, problem.Kind);
        Assert.Contains("elsewhere", problem.Sentence, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("core.repositoryformatversion", "2")]
    [InlineData("extensions.objectFormat", "sha256")]
    [InlineData("extensions.refStorage", "reftable")]
    [InlineData("extensions.unheardOf", "true")]
    public void A_format_that_is_not_known_is_refused_by_name(string key, string value)
    {
        using var test = new TestRepository();
        test.Git("config", "core.repositoryformatversion", "1");
        test.Git("config", key, value);
        Assert.False(GitRepository.Discover(test.Folder, out _, out var problem));
        Assert.Equal(GitProblemKind.Unsupported, problem.Kind);
        Assert.Contains(value, problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_work_tree_that_the_configuration_claims_is_not_believed()
    {
        using var test = new TestRepository();
        test.Git("config", "core.worktree", "/");
        using var repository = test.Open();
        Assert.Equal(test.Folder, repository.WorkTree);
    }

    [Fact]
    public void A_git_file_that_is_a_pipe_holds_nobody_up()
    {
        using var test = new TestRepository();
        var folder = test.Beside("pipe");
        Directory.CreateDirectory(folder);
        var made = Gatehouse.Host.ChildProcess.Run("mkfifo", [Path.Combine(folder, ".git")]);
        Assert.True(made.Succeeded, made.ErrorText);
        Assert.False(GitRepository.Discover(folder, out _, out _));
    }

    [Fact]
    public void Configuration_reads_as_git_reads_it()
    {
        using var test = new TestRepository();
        File.AppendAllText(test.Path(".git/config"), """

            [Core] ; a comment
                ExcludesFile = "~/a b#c"  # more
                ignoreCase
            [remote "Or\"igin"]
                url = one\
            two \t"three  "   
                url = last value ; gone
            [extensions] [user] name = x

            """);
        using var repository = test.Open();
        Assert.Equal("~/a b#c", repository.Config.Value("core.excludesfile"));
        Assert.True(repository.Config.IsTrue("core.ignorecase"));
        Assert.Equal(test.Git("config", "remote.Or\"igin.url"), repository.Config.Value("remote.Or\"igin.url"));
        Assert.Equal("x", repository.Config.Value("user.name"));
        Assert.Equal("last value", repository.Config.Value("remote.Or\"igin.url"));
    }
}
