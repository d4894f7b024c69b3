using System.Text;

namespace Gatehouse.Git.Tests;

/// <summary>For every content the first commit that holds it, and its path there, against the real git's trees.</summary>
public class BlobHistoryTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void No_ancestor_of_the_commit_that_is_named_holds_the_content(int seed, bool isPacked)
    {
        using var test = RandomHistory(seed);
        if (isPacked)
            test.Git("gc", "-q", "--aggressive", "--prune=now");
        using var repository = test.Open();
        var history = BlobHistory.Of(repository, 2, default);
        var trees = Trees(test);
        var parents = test.Git("rev-list", "--all", "--parents").Split('\n').Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1..]);
        Assert.Equal(trees.Count, history.Commits);
        Assert.Empty(history.Problems);

        foreach (var blob in trees.Values.SelectMany(tree => tree.Select(entry => entry.Blob)).Distinct())
        {
            var number = history.Find(TestRepository.Id(blob));
            Assert.True(history.IsHeld(number), blob);
            var commit = history.Commit(number).ToString();
            Assert.Contains((PathOf(history, number), blob), trees[commit]);
            Assert.DoesNotContain(Ancestors(commit, parents), ancestor => trees[ancestor].Any(entry => entry.Blob == blob));
        }
    }

    [Fact]
    public void A_commit_left_behind_is_history_and_told_as_reached_by_nothing()
    {
        using var test = new TestRepository();
        test.Write("kept", "kept");
        test.Commit("one");
        test.Write("dropped", "dropped");
        var dropped = test.Commit("two");
        test.Git("reset", "-q", "--hard", "HEAD~1");
        using var repository = test.Open();
        var history = BlobHistory.Of(repository, 1, default);
        var number = history.Find(TestRepository.Id(test.Git("rev-parse", dropped + ":dropped")));
        Assert.Equal((1, dropped, false), (history.Unreachable, history.Commit(number).ToString(), history.IsReachable(number)));
        Assert.True(history.IsReachable(history.Find(TestRepository.Id(test.Git("rev-parse", "HEAD:kept")))));
    }

    [Fact]
    public void A_content_of_a_reached_commit_is_never_put_down_to_one_left_behind()
    {
        using var test = new TestRepository();
        test.Write("f", "first");
        test.Commit("one");
        test.Write("f", "second");
        test.Commit("two");
        test.Git("commit", "-q", "--amend", "-m", "two again");
        using var repository = test.Open();
        var history = BlobHistory.Of(repository, 1, default);
        var number = history.Find(TestRepository.Id(test.Git("rev-parse", "HEAD:f")));
        Assert.Equal((1, test.Git("rev-parse", "HEAD")), (history.Unreachable, history.Commit(number).ToString()));
    }

    [Theory]
    [InlineData("refs/stash")]
    [InlineData("refs/notes/commits")]
    [InlineData("refs/pull/7/head")]
    public void Whatever_a_ref_leads_to_is_reached(string name)
    {
        using var test = new TestRepository();
        test.Write("f", "first");
        test.Commit("one");
        test.Git("checkout", "-q", "-b", "side");
        test.Write("g", "second");
        var side = test.Commit("two");
        test.Git("checkout", "-q", "main");
        test.Git("branch", "-q", "-D", "side");
        test.Git("update-ref", name, side);
        using var repository = test.Open();
        Assert.Equal(0, BlobHistory.Of(repository, 1, default).Unreachable);
        test.Git("pack-refs", "--all");
        using var packed = test.Open();
        Assert.Equal(0, BlobHistory.Of(packed, 1, default).Unreachable);
    }

    [Fact]
    public void The_head_of_another_work_tree_is_reached()
    {
        using var test = new TestRepository();
        test.Write("f", "first");
        test.Commit("one");
        test.Git("worktree", "add", "-q", "--detach", test.Beside("other"));
        File.WriteAllText(Path.Combine(test.Beside("other"), "g"), "g");
        test.Git("-C", test.Beside("other"), "add", "-A");
        test.Git("-C", test.Beside("other"), "commit", "-q", "-m", "there");
        foreach (var folder in new[] { test.Folder, test.Beside("other") })
        {
            using var repository = test.Open(folder);
            var history = BlobHistory.Of(repository, 1, default);
            Assert.Equal((2, 0), (history.Commits, history.Unreachable));
        }
    }

    [Fact]
    public void Submodules_and_links_are_told_apart_from_files()
    {
        using var test = new TestRepository();
        test.Write("f", "first");
        var commit = test.Commit("one");
        File.CreateSymbolicLink(test.Path("link"), "f");
        test.Git("update-index", "--add", "--cacheinfo", $"160000,{commit},libs/sub");
        test.Git("add", "link");
        test.Git("commit", "-q", "-m", "two");
        using var repository = test.Open();
        var history = BlobHistory.Of(repository, 1, default);
        Assert.Equal(["libs/sub"], history.Submodules);
        Assert.True(history.IsLink(history.Find(TestRepository.Id(test.Git("rev-parse", "HEAD:link")))));
        Assert.False(history.IsLink(history.Find(TestRepository.Id(test.Git("rev-parse", "HEAD:f")))));
    }

    [Fact]
    public void Contents_and_trees_that_are_not_there_are_told()
    {
        using var test = new TestRepository();
        test.Write("f", "first");
        test.Write("dir/g", "second");
        test.Commit("one");
        Remove(test, "HEAD:f");
        using (var repository = test.Open())
            Assert.Equal(1, BlobHistory.Of(repository, 1, default).MissingBlobs);
        Remove(test, "HEAD:dir");
        using (var repository = test.Open())
        {
            var problem = Assert.Single(BlobHistory.Of(repository, 1, default).Problems);
            Assert.Equal(GitProblemKind.Incomplete, problem.Kind);
            Assert.Contains("1 trees are not in this repository", problem.Sentence, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_a_tree_calls_a_folder_is_told_and_does_not_keep_the_walk_going(bool isPacked)
    {
        using var test = new TestRepository();
        test.Write("f", "first");
        test.Commit("one");
        var blob = test.Git("rev-parse", "HEAD:f");
        File.WriteAllBytes(test.Beside("lie"), [.. "40000 lie\0"u8, .. Convert.FromHexString(blob)]);
        var tree = test.Git("hash-object", "-t", "tree", "-w", "--literally", test.Beside("lie"));
        var commit = test.GitWithInput("", "commit-tree", tree, "-m", "lie").TrimEnd('\n');
        test.Git("update-ref", "refs/heads/lie", commit);
        if (isPacked)
            test.GitWithInput($"{blob}\n{tree}\n{commit}\n", "pack-objects", "-q", test.Path(".git/objects/pack/pack"));
        using var repository = test.Open();
        var problem = Assert.Single(BlobHistory.Of(repository, 2, default).Problems);
        Assert.Equal($"{blob} stands as a folder and is no tree that can be read; `git fsck` says more", problem.Sentence);
    }

    [Fact]
    public void A_parent_that_is_not_there_is_told_and_a_shallow_boundary_is_not()
    {
        using var test = new TestRepository();
        for (var i = 0; i < 3; i++)
        {
            test.Write("f", $"{i}");
            test.Commit($"{i}");
        }

        test.Git("clone", "-q", "--depth=1", "file://" + test.Folder, test.Beside("shallow"));
        using (var shallow = test.Open(test.Beside("shallow")))
        {
            Assert.True(shallow.IsShallow);
            Assert.Empty(BlobHistory.Of(shallow, 1, default).Problems);
        }

        Remove(test, "HEAD~1");
        using var repository = test.Open();
        Assert.Contains(BlobHistory.Of(repository, 1, default).Problems, problem => problem.Sentence.StartsWith("1 parents of commits", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bare_repository_has_its_history()
    {
        using var test = new TestRepository();
        test.Write("f", "first");
        test.Commit("one");
        test.Git("clone", "-q", "--bare", ".", test.Beside("bare"));
        using var repository = test.Open(test.Beside("bare"));
        Assert.Equal(1, BlobHistory.Of(repository, 1, default).Commits);
    }

    private static void Remove(TestRepository test, string revision)
    {
        var id = test.Git("rev-parse", revision);
        var path = test.Path($".git/objects/{id[..2]}/{id[2..]}");
        File.SetAttributes(path, FileAttributes.Normal);
        File.Delete(path);
    }

    // Branches, merges, renames, contents that go and come back: what makes "first" less than plain.
    private static TestRepository RandomHistory(int seed)
    {
        var test = new TestRepository();
        var random = new Random(seed);
        test.Write("start", "start");
        test.Commit("start");
        for (var i = 0; i < 40; i++)
        {
            switch (random.Next(6))
            {
                case 0:
                    test.Git("checkout", "-q", "-b", $"b{i}");
                    break;
                case 1 when test.Git("branch", "--format=%(refname:short)").Split('\n') is { Length: > 1 } branches:
                    test.Git("checkout", "-q", branches[random.Next(branches.Length)]);
                    break;
                case 2 when test.Git("branch", "--format=%(refname:short)").Split('\n') is { Length: > 1 } branches:
                    test.Git("merge", "-q", "-X", "ours", "--no-edit", branches[random.Next(branches.Length)]);
                    break;
                default:
                    // Few texts, so that the same content comes again elsewhere.
                    test.Write($"d{random.Next(3)}/e{random.Next(2)}/f{random.Next(4)}", $"{random.Next(12)}\n");
                    break;
            }

            test.Commit($"c{i}");
        }

        return test;
    }

    private static Dictionary<string, HashSet<(string Path, string Blob)>> Trees(TestRepository test) =>
        test.Git("rev-list", "--all").Split('\n').ToDictionary(
            commit => commit,
            commit => test.Git("ls-tree", "-r", commit).Split('\n').Select(line => (line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..], line.Split(' ', '\t')[2])).ToHashSet());

    private static HashSet<string> Ancestors(string commit, Dictionary<string, string[]> parents)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>(parents[commit]);
        while (open.TryPop(out var next))
        {
            if (!found.Add(next))
                continue;
            foreach (var parent in parents[next])
                open.Push(parent);
        }

        return found;
    }

    private static string PathOf(BlobHistory history, int number)
    {
        var path = new byte[GitPath.MaxLength];
        return Encoding.UTF8.GetString(path, 0, history.Path(number, path));
    }
}
