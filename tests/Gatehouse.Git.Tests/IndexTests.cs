using System.Text;

namespace Gatehouse.Git.Tests;

public class IndexTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Entries_read_as_git_lists_them(int version)
    {
        using var test = new TestRepository();
        test.Write("a/b/c.txt", "one");
        test.Write("a/b.txt", "two");
        test.Write("a-b", "three");
        test.Write("run", "four");
        test.Write(new string('n', 200) + "/" + new string('m', 200), "five");
        test.Write("über", "six");
        File.CreateSymbolicLink(test.Path("link"), "run");
        test.MakeExecutable("run");
        test.Commit("one");
        test.Write("announced", "later");
        if (version >= 3)
            test.Git("add", "-N", "announced");
        if (version == 4)
            test.Git("update-index", "--index-version", "4");
        using var repository = test.Open();
        Assert.True(repository.TryReadIndex(out var index, out var problem), problem?.Sentence);
        Assert.Equal(version, index.Version);
        var lines = new List<string>();
        for (var row = 0; row < index.Count; row++)
        {
            var entry = index[row];
            lines.Add($"{Convert.ToString((int)entry.Mode, 8)} {entry.Id} {entry.Stage}\t{Encoding.UTF8.GetString(entry.Path)}");
            Assert.Equal(entry.Path.SequenceEqual("announced"u8), entry.IsIntentToAdd);
            Assert.True(index.TryFind(entry.Path, out var found));
            Assert.Equal(row, found);
            if (!entry.IsIntentToAdd)
            {
                var info = new FileInfo(test.Path(Encoding.UTF8.GetString(entry.Path)));
                Assert.Equal((uint)new DateTimeOffset(info.LastWriteTimeUtc).ToUnixTimeSeconds(), entry.ModifiedSeconds);
                Assert.True(entry.Mode == EntryMode.Link || info.Length == entry.Size);
            }
        }

        Assert.Equal(test.Git("ls-files", "-s", "-z").TrimEnd('\0').Split('\0'), lines);
        Assert.False(index.TryFind("a/b"u8, out _));
        Assert.False(index.TryFind("zzz"u8, out _));
    }

    [Fact]
    public void Path_lengths_beyond_twelve_bits_are_read_to_their_end()
    {
        using var test = new TestRepository();
        var blob = test.GitWithInput("x", "hash-object", "-w", "--stdin").Trim();
        var longPath = string.Join('/', Enumerable.Repeat(new string('d', 100), 45));
        test.GitWithInput($"100644 {blob}\t{longPath}\n100644 {blob}\tz\n", "update-index", "--index-info");
        using var repository = test.Open();
        Assert.True(repository.TryReadIndex(out var index, out var problem), problem?.Sentence);
        Assert.Equal(longPath, Encoding.UTF8.GetString(index[0].Path));
        Assert.False(GitPath.IsSafe(index[0].Path)); // Too long to be opened.
        Assert.Equal("z", Encoding.UTF8.GetString(index[1].Path));
    }

    [Fact]
    public void Flags_that_a_user_sets_are_seen()
    {
        using var test = new TestRepository();
        test.Write("a", "1");
        test.Write("b", "1");
        test.Commit("one");
        test.Git("update-index", "--assume-unchanged", "a");
        test.Git("update-index", "--skip-worktree", "b");
        using var repository = test.Open();
        Assert.True(repository.TryReadIndex(out var index, out _));
        Assert.Equal((true, false), (index[0].IsAssumedValid, index[0].IsSkippedInWorkTree));
        Assert.Equal((false, true), (index[1].IsAssumedValid, index[1].IsSkippedInWorkTree));
    }

    [Fact]
    public void A_file_written_after_the_index_is_racy()
    {
        using var test = new TestRepository();
        test.Write("old", "1");
        File.SetLastWriteTimeUtc(test.Path("old"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        test.Write("new", "1");
        File.SetLastWriteTimeUtc(test.Path("new"), new DateTime(2040, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        test.Git("add", "-A");
        using var repository = test.Open();
        Assert.True(repository.TryReadIndex(out var index, out _));
        Assert.True(index.IsRacy(index[0]));
        Assert.False(index.IsRacy(index[1]));
    }

    [Fact]
    public void A_missing_index_is_empty()
    {
        using var test = new TestRepository();
        using var repository = test.Open();
        Assert.True(repository.TryReadIndex(out var index, out _));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void A_split_index_is_refused_with_the_remedy()
    {
        using var test = new TestRepository();
        test.Write("a", "1");
        test.Commit("one");
        test.Git("update-index", "--split-index");
        using var repository = test.Open();
        Assert.False(repository.TryReadIndex(out _, out var problem));
        Assert.Equal(GitProblemKind.Unsupported, problem.Kind);
        Assert.Contains("--no-split-index", problem.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_truncated_or_damaged_index_is_refused_or_read_within_its_bounds(int version)
    {
        using var test = new TestRepository();
        for (var i = 0; i < 30; i++)
            test.Write($"d{i % 4}/f{i}", $"{i}");
        test.Commit("one");
        test.Git("update-index", "--index-version", $"{version}");
        var whole = File.ReadAllBytes(test.Path(".git/index"));
        Assert.True(GitIndex.TryParse(whole, DateTimeOffset.UnixEpoch, out _, out _));
        Assert.False(GitIndex.TryParse(whole[..(whole.Length / 2)], DateTimeOffset.UnixEpoch, out _, out _));
        for (var length = 0; length < whole.Length; length++)
        {
            // A cut right behind the entries leaves a whole index without what only saves work.
            if (GitIndex.TryParse(whole[..length], DateTimeOffset.UnixEpoch, out var cut, out var problem))
                Assert.Equal((30, "d3/f7"), (cut.Count, Encoding.UTF8.GetString(cut[29].Path)));
            else
                Assert.NotEmpty(problem.Sentence);
        }

        using var repository = test.Open();
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= (byte)(1 << (at % 8));
            if (GitIndex.TryParse(damaged, DateTimeOffset.UnixEpoch, out var index, out _) && at % 5 == 0)
                repository.TryStagedChanges(index, out _, out _);
        }
    }
}
