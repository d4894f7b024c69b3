using System.Text;

namespace Gatehouse.Git.Tests;

public class HistoryTests
{
    [Fact]
    public void Merge_bases_are_those_of_git_for_random_histories_with_wrong_clocks()
    {
        using var test = new TestRepository();
        var random = new Random(5);
        const int Graphs = 20, Commits = 18;
        var script = new StringBuilder();
        var parents = new List<int>[(Graphs * Commits) + 1];
        for (var mark = 1; mark <= Graphs * Commits; mark++)
        {
            var (graph, place) = ((mark - 1) / Commits, (mark - 1) % Commits);
            // A third of the graphs has clocks that run wild.
            var seconds = 1_700_000_000 + (graph % 3 == 0 ? random.Next(1000) : 10 * place);
            script.Append($"commit refs/heads/g{graph}c{place}\nmark :{mark}\ncommitter A <a@example.org> {seconds} +0000\ndata {$"{mark}".Length}\n{mark}\n");
            parents[mark] = Enumerable.Range(0, place == 0 || random.Next(10) == 0 ? 0 : 1 + random.Next(3))
                .Select(_ => (graph * Commits) + 1 + Math.Max(0, place - 1 - random.Next(6))).Distinct().ToList();
            for (var i = 0; i < parents[mark].Count; i++)
                script.Append($"{(i == 0 ? "from" : "merge")} :{parents[mark][i]}\n");
            script.Append('\n');
        }

        test.GitWithInput(script.ToString(), "fast-import", "--quiet", "--export-marks=" + test.Beside("marks"));
        var ids = File.ReadAllLines(test.Beside("marks")).Select(line => line.Split(' ')).ToDictionary(part => int.Parse(part[0][1..]), part => TestRepository.Id(part[1]));
        using var repository = test.Open();
        var several = 0;
        for (var graph = 0; graph < Graphs; graph++)
        {
            for (var left = 1; left <= Commits; left++)
            {
                for (var right = left; right <= Commits; right++)
                {
                    var (a, b) = ((graph * Commits) + left, (graph * Commits) + right);
                    var expected = BestCommonAncestors(parents, a, b).Select(mark => ids[mark]).Order().ToArray();
                    var result = repository.MergeBase(ids[a], ids[b]);
                    var found = result is MergeBaseResult.Found some ? some.All.Order().ToArray() : [];
                    Assert.True(expected.SequenceEqual(found), $"graph {graph}: {a} and {b} give {result}");
                    Assert.Equal(result is MergeBaseResult.Found, expected.Length > 0);
                    Assert.Equal(result.ToString(), repository.MergeBase(ids[b], ids[a]).ToString());
                    several += expected.Length > 1 ? 1 : 0;
                    if ((left + right + graph) % 23 == 0)
                    {
                        var ofGit = test.Git("merge-base", "--all", ids[a].ToString(), ids[b].ToString()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                        Assert.Equal(ofGit.Order(StringComparer.Ordinal), found.Select(id => id.ToString()));
                    }
                }
            }
        }

        Assert.True(several > 20, $"{several} pairs had several merge bases");
    }

    [Fact]
    public void A_criss_cross_has_two_merge_bases_and_always_gives_the_same_first()
    {
        using var test = new TestRepository();
        test.Commit("root");
        test.Git("checkout", "-q", "-b", "side");
        var one = test.Commit("one");
        test.Git("checkout", "-q", "main");
        var two = test.Commit("two");
        test.Git("merge", "-q", "--no-edit", "side");
        test.Git("checkout", "-q", "side");
        test.Git("merge", "-q", "--no-edit", two);
        using var repository = test.Open();
        var found = Assert.IsType<MergeBaseResult.Found>(Base(repository, "main", "side"));
        Assert.Equal(new[] { one, two }.Order(StringComparer.Ordinal), found.All.Select(id => id.ToString()));
        Assert.Equal(found.All[0], found.Id);
    }

    [Fact]
    public void Unrelated_histories_have_no_merge_base()
    {
        using var test = new TestRepository();
        test.Commit("root");
        test.Git("checkout", "-q", "--orphan", "other");
        test.Commit("another root");
        using var repository = test.Open();
        Assert.IsType<MergeBaseResult.None>(Base(repository, "main", "other"));
        Assert.False(repository.TryRangeChanges("main...other", out _, out var problem));
        Assert.Contains("no common history", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shallow_clone_says_so_where_the_answer_lies_beyond_it_and_answers_where_it_does_not()
    {
        using var test = new TestRepository();
        for (var i = 0; i < 6; i++)
            test.Commit($"c{i}");
        test.Git("checkout", "-q", "-b", "late");
        test.Commit("late");
        test.Git("checkout", "-q", "-b", "early", "main~5");
        test.Commit("early");
        test.Git("clone", "-q", "--depth", "3", "--no-single-branch", "-b", "main", "file://" + test.Folder, test.Beside("shallow"));
        using var repository = test.Open(test.Beside("shallow"));
        Assert.True(repository.IsShallow);
        var shallow = Assert.IsType<MergeBaseResult.Shallow>(Base(repository, "origin/main", "origin/early"));
        Assert.Contains("--unshallow", shallow.Sentence, StringComparison.Ordinal);
        var found = Assert.IsType<MergeBaseResult.Found>(Base(repository, "origin/main", "origin/late"));
        Assert.Equal(test.Git("rev-parse", "main"), found.Id.ToString());
        Assert.False(repository.TryRangeChanges("origin/main...origin/early", out _, out var problem));
        Assert.Equal(GitProblemKind.Shallow, problem.Kind);
        Assert.False(repository.TryResolve("origin/main~4", out _, out problem));
        Assert.Equal(GitProblemKind.Shallow, problem.Kind);
    }

    [Fact]
    public void A_commit_that_is_missing_breaks_the_answer()
    {
        using var test = new TestRepository();
        test.Commit("one");
        var middle = test.Commit("two");
        test.Commit("three");
        test.Git("checkout", "-q", "-b", "side", "HEAD~2");
        test.Commit("side");
        File.Delete(test.Path($".git/objects/{middle[..2]}/{middle[2..]}"));
        using var repository = test.Open();
        var broken = Assert.IsType<MergeBaseResult.Broken>(Base(repository, "main", "side"));
        Assert.Contains(middle, broken.Problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_change_what_git_diff_says()
    {
        using var test = new TestRepository();
        test.Write("a/one", "1");
        test.Write("a/two", "2");
        test.Write("b", "3");
        test.Commit("base");
        test.Git("checkout", "-q", "-b", "side");
        test.Write("a/one", "side");
        File.Delete(test.Path("b"));
        test.Write("b/inside", "4");
        test.Commit("side");
        test.Git("checkout", "-q", "main");
        test.Write("c", "5");
        test.Commit("main");
        using var repository = test.Open();
        foreach (var range in new[] { "main..side", "main...side", "side..main", "side...", "..side", "main~1..main" })
        {
            Assert.True(repository.TryRangeChanges(range, out var changes, out var problem), problem?.Sentence);
            StagedChangesTests.AssertRawEqual(test.Git("diff", "--raw", "--no-abbrev", "--no-renames", "-z", range), changes.Files);
        }

        Assert.True(repository.TryRangeChanges("main...side", out var fromBase, out _));
        Assert.Equal(test.Git("merge-base", "main", "side"), fromBase.Base.ToString());
    }

    [Fact]
    public void Files_of_a_commit_are_listed_and_read()
    {
        using var test = new TestRepository();
        test.Write("a/b/c.txt", "see");
        test.Write("a-b", "dash");
        test.Write("z", "last");
        test.Commit("one");
        using var repository = test.Open();
        Assert.True(repository.TryResolve("HEAD", out var head, out _));
        Assert.True(repository.TryListFiles(head, out var files, out _));
        var listed = new List<string>();
        using (files)
        {
            while (files.MoveNext())
                listed.Add($"{Convert.ToString((int)files.Mode, 8)} blob {files.Id}\t{Encoding.UTF8.GetString(files.Path)}");
        }

        Assert.Equal(test.Git("ls-tree", "-r", "HEAD").Split('\n'), listed);
        Assert.True(repository.TryReadContent(head, "a/b/c.txt", out var content, out var mode, out _));
        Assert.Equal(("see", EntryMode.File), (Encoding.UTF8.GetString(content), mode));
        foreach (var missing in new[] { "a/b/d", "a/b/c.txt/d", "a/b", "../x", "", "a//b" })
        {
            Assert.False(repository.TryReadContent(head, missing, out _, out _, out var problem));
            Assert.Equal(GitProblemKind.NotFound, problem.Kind);
        }
    }

    private static MergeBaseResult Base(GitRepository repository, string left, string right)
    {
        Assert.True(repository.TryResolveCommit(left, out var a, out var problem), problem?.Sentence);
        Assert.True(repository.TryResolveCommit(right, out var b, out problem), problem?.Sentence);
        return repository.MergeBase(a, b);
    }

    // By the definition: common ancestors that are not ancestors of another one.
    private static IEnumerable<int> BestCommonAncestors(List<int>[] parents, int a, int b)
    {
        var common = Ancestors(parents, a).Intersect(Ancestors(parents, b)).ToHashSet();
        return common.Where(one => !common.Any(other => other != one && Ancestors(parents, other).Contains(one)));
    }

    private static HashSet<int> Ancestors(List<int>[] parents, int from)
    {
        var seen = new HashSet<int> { from };
        var stack = new Stack<int>(seen);
        while (stack.TryPop(out var one))
        {
            foreach (var parent in parents[one].Where(seen.Add))
                stack.Push(parent);
        }

        return seen;
    }
}
