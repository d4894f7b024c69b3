using System.Text;

namespace Gatehouse.Git.Tests;

public class StagedChangesTests
{
    private static readonly string[] Names = ["a", "a-b", "a.b", "a0", "ab", "B", "z", "é"];

    [Fact]
    public void Staged_changes_are_those_of_git_diff_for_random_indexes()
    {
        using var test = new TestRepository();
        var random = new Random(3);
        var blobs = Enumerable.Range(0, 5).Select(i => test.GitWithInput($"blob {i}", "hash-object", "-w", "--stdin").Trim()).ToArray();
        for (var round = 0; round < 30; round++)
        {
            test.Git("read-tree", "--empty");
            test.GitWithInput(RandomEntries(random, blobs, 40), "update-index", "--replace", "--index-info");
            var tree = test.Git("write-tree");
            var commit = test.Git("commit-tree", "-m", "x", tree);
            test.Git("update-ref", "HEAD", commit);
            if (round % 3 != 0)
                test.Git("read-tree", "HEAD"); // Fills the cache tree.
            if (round % 5 == 1)
                test.Git("update-index", "--index-version", "4");
            test.GitWithInput(RandomEntries(random, blobs, round % 8), "update-index", "--replace", "--index-info");
            var gone = test.Git("ls-files", "-z").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            if (gone.Length > 0)
                test.GitWithInput(string.Concat(Enumerable.Range(0, round % 4).Select(_ => $"0 {new string('0', 40)}\t{gone[random.Next(gone.Length)]}\0")), "update-index", "-z", "--index-info");
            AssertEqualsGit(test);
        }
    }

    [Fact]
    public void Before_the_first_commit_everything_is_added()
    {
        using var test = new TestRepository();
        test.Write("a/b", "1");
        test.Write("c", "2");
        test.Git("add", "-A");
        var changes = Staged(test);
        Assert.Equal(["a/b", "c"], changes.Changes.Select(change => change.Path));
        Assert.All(changes.Changes, change => Assert.Equal((ChangeKind.Added, EntryMode.None), (change.Kind, change.OldMode)));
    }

    [Fact]
    public void A_file_that_became_a_link_changed_its_type()
    {
        using var test = new TestRepository();
        test.Write("a", "1");
        test.Write("run", "2");
        test.Commit("one");
        File.Delete(test.Path("a"));
        File.CreateSymbolicLink(test.Path("a"), "run");
        test.MakeExecutable("run");
        test.Git("add", "-A");
        Assert.Equal([("a", ChangeKind.TypeChanged), ("run", ChangeKind.Modified)], Staged(test).Changes.Select(change => (change.Path, change.Kind)));
        AssertEqualsGit(test);
    }

    [Fact]
    public void A_conflict_is_one_unmerged_change_and_an_announced_file_is_none()
    {
        using var test = new TestRepository();
        test.Write("f", "base");
        test.Write("g", "base");
        test.Commit("base");
        test.Git("checkout", "-q", "-b", "side");
        test.Write("f", "side");
        test.Commit("side");
        test.Git("checkout", "-q", "main");
        test.Write("f", "main");
        test.Commit("main");
        Assert.Throws<Xunit.Sdk.TrueException>(() => test.Git("merge", "-q", "side"));
        test.Write("announced", "x");
        test.Git("add", "-N", "announced");
        Assert.Equal([("f", ChangeKind.Unmerged)], Staged(test).Changes.Select(change => (change.Path, change.Kind)));
    }

    [Fact]
    public void A_sparse_index_compares_folders_as_trees()
    {
        using var test = new TestRepository();
        for (var i = 0; i < 6; i++)
            test.Write($"d{i}/sub/f", $"{i}");
        test.Commit("one");
        test.Git("sparse-checkout", "set", "--cone", "--sparse-index", "d1");
        test.Write("d1/sub/f", "changed");
        test.Git("add", "d1/sub/f");
        using var repository = test.Open();
        Assert.True(repository.TryReadIndex(out var index, out var problem), problem?.Sentence);
        Assert.Contains(Enumerable.Range(0, index.Count), row => index[row].IsSparseFolder);
        AssertEqualsGit(test);
        // HEAD goes elsewhere: what the index folds together differs from it.
        test.Git("update-ref", "HEAD", test.Git("commit-tree", "-m", "empty", test.GitWithInput("", "mktree").Trim()));
        Assert.Equal(6, Staged(test).Changes.Length);
    }

    [Fact]
    public void A_hostile_name_in_the_index_or_a_tree_is_left_out_with_a_notice()
    {
        using var test = new TestRepository();
        var blob = test.GitWithInput("x", "hash-object", "-w", "--stdin").Trim();
        // git refuses such names, so the tree is made by hand.
        var inner = HashTree(test, ("100644", "config", blob));
        var outer = HashTree(test, ("40000", "..", inner), ("40000", ".GIT ", inner), ("100644", "fine", blob), ("100644", "git~1", blob));
        using var repository = test.Open();
        Assert.True(repository.TryCompare(null, TestRepository.Id(outer), out var changes, out var problem), problem?.Sentence);
        Assert.Equal(["fine"], changes.Changes.Select(change => change.Path));
        Assert.Equal(["..", ".GIT ", "git~1"], changes.Notices.Select(notice => notice.Path));
        Assert.True(repository.TryListFiles(TestRepository.Id(outer), out var files, out _));
        using (files)
        {
            Assert.True(files.MoveNext());
            Assert.Equal("fine", Encoding.UTF8.GetString(files.Path));
            Assert.False(files.MoveNext());
            Assert.Null(files.Problem);
            Assert.Equal(3, files.Notices.Count);
        }
    }

    [Fact]
    public void A_tree_that_unfolds_without_end_is_stopped()
    {
        using var test = new TestRepository();
        var blob = test.GitWithInput("x", "hash-object", "-w", "--stdin").Trim();
        var tree = HashTree(test, ("100644", "f", blob));
        for (var level = 0; level < 600; level++)
            tree = HashTree(test, ("40000", "d", tree));
        using var repository = test.Open();
        Assert.False(repository.TryCompare(null, TestRepository.Id(tree), out _, out var problem));
        Assert.Equal(GitProblemKind.TooLarge, problem.Kind);
        Assert.True(repository.TryListFiles(TestRepository.Id(tree), out var files, out _));
        using (files)
        {
            Assert.False(files.MoveNext());
            Assert.Equal(GitProblemKind.TooLarge, files.Problem!.Kind);
        }
    }

    internal static void AssertRawEqual(string raw, ChangeSet changes)
    {
        var ours = changes.Changes.Select(change => FormattableString.Invariant(
            $":{Octal(change.OldMode)} {Octal(change.NewMode)} {change.OldId} {change.NewId} {change.Kind.ToString()[0]}\0{change.Path}\0"));
        Assert.Equal(raw.Replace("\0:", "\0\n:"), string.Concat(ours).Replace("\0:", "\0\n:"));
    }

    private static string Octal(EntryMode mode) => Convert.ToString((int)mode, 8).PadLeft(6, '0');

    private static void AssertEqualsGit(TestRepository test) =>
        AssertRawEqual(test.Git("diff", "--cached", "--raw", "--no-abbrev", "--no-renames", "-z"), Staged(test));

    private static ChangeSet Staged(TestRepository test)
    {
        using var repository = test.Open();
        Assert.True(repository.TryReadIndex(out var index, out var problem), problem?.Sentence);
        Assert.True(repository.TryStagedChanges(index, out var changes, out problem), problem?.Sentence);
        return changes;
    }

    private static string RandomEntries(Random random, string[] blobs, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var path = string.Join('/', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Names[random.Next(Names.Length)]));
            var mode = random.Next(8) switch { 0 => "100755", 1 => "120000", _ => "100644" };
            text.Append($"{mode} {blobs[random.Next(blobs.Length)]}\t{path}\n");
        }

        return text.ToString();
    }

    // Writes a loose tree object of any names.
    private static string HashTree(TestRepository test, params (string Mode, string Name, string Id)[] entries)
    {
        var body = entries.SelectMany(entry => (byte[])[.. Encoding.UTF8.GetBytes($"{entry.Mode} {entry.Name}\0"), .. Convert.FromHexString(entry.Id)]).ToArray();
        byte[] whole = [.. Encoding.ASCII.GetBytes($"tree {body.Length}\0"), .. body];
#pragma warning disable CA5350 // git's ids are SHA-1.
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData(whole));
#pragma warning restore CA5350
        var path = test.Path($".git/objects/{id[..2]}/{id[2..]}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        using var zlib = new System.IO.Compression.ZLibStream(file, System.IO.Compression.CompressionLevel.Fastest);
        zlib.Write(whole);
        return id;
    }
}
