using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

public sealed class OtherSourceTests
{
    private const string Todo = "// TODO-TOY\n";

    [Fact]
    public void The_staged_index_is_read_not_the_disk()
    {
        using var folder = new TestFolder();
        folder.Write("same.txt", Todo).Write("gone.txt", Todo).Write("edited.txt", "x").Commit();
        folder.Write("edited.txt", Todo).Write("new.txt", Todo).Write("bin", "\0");
        folder.Git("add", "-A");
        folder.Git("rm", "-q", "gone.txt");
        folder.Write("edited.txt", "mended on disk").Write("untracked.txt", Todo);
        using var source = StagedSource.TryOpen(folder.Root, out _)!;

        var result = Scan.Of(source);

        Assert.Equal(["edited.txt", "new.txt"], result.Found());
        Assert.Equal(3, result.Source.Files);
        Assert.Equal(["Skipped bin: binary: NUL bytes within the first 8 KiB"], result.Notices());
        Assert.Null(result.Source.EmptyReason);
        Assert.True(source.TryOpen("same.txt", 100, out _, out _));
        Assert.True(source.TryOpen("edited.txt", 100, out var bytes, out _));
        Assert.Equal(Todo, Encoding.UTF8.GetString(bytes));
        Assert.False(source.TryOpen("untracked.txt", 100, out _, out _));
        Assert.False(source.TryOpen("same.txt", 3, out _, out _));
    }

    [Fact]
    public void The_staged_tree_has_a_digest_of_what_would_be_committed()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", "x").Commit();
        var before = Staged(folder);
        folder.Write("a.txt", "y");
        Assert.Equal(before.Id, Staged(folder).Id);
        folder.Git("add", "a.txt");

        Assert.NotEqual(before.Id, Staged(folder).Id);
        Assert.StartsWith("staged on main@", before.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_commit_everything_is_staged()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", Todo).Git("init", "-q");
        folder.Git("add", "a.txt");
        using var source = StagedSource.TryOpen(folder.Root, out _)!;

        Assert.Equal(["a.txt"], Scan.Of(source).Found());
    }

    [Fact]
    public void Nothing_staged_is_no_error()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", Todo).Commit();
        using var source = StagedSource.TryOpen(folder.Root, out _)!;

        var result = Scan.Of(source);

        Assert.Equal((0, "nothing is staged", Completeness.Complete), (result.Source.Files, result.Source.EmptyReason, result.Completeness()));
    }

    [Fact]
    public void An_unmerged_file_is_unread()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", "x").Commit();
        var blob = folder.Git("rev-parse", "HEAD:a.txt");
        folder.Write("stages", $"100644 {blob} 1\ta.txt\n100644 {blob} 2\ta.txt\n").Git("update-index", "--force-remove", "a.txt");
        folder.Git("read-tree", "--empty");
        folder.Write(".git/stages", $"100644 {blob} 1\ta.txt\n100644 {blob} 2\ta.txt\n");
        folder.Git("-c", "alias.feed=!git update-index --index-info < .git/stages", "feed");
        using var source = StagedSource.TryOpen(folder.Root, out _)!;

        Assert.Equal(["Unread a.txt: it is unmerged; resolve the conflict and `git add` it"], Scan.Of(source).Notices());
    }

    [Fact]
    public void A_range_shows_its_changed_files_as_they_are_at_its_end()
    {
        using var folder = new TestFolder();
        folder.Write("same.txt", Todo).Write("edited.txt", "x").Write("docs/d.txt", "x").Commit();
        folder.Write("edited.txt", Todo).Write("docs/d.txt", Todo).Commit();
        folder.Write("edited.txt", "later").Write("untracked.txt", Todo);
        using var source = RangeSource.TryOpen(folder.Root, "HEAD~1..HEAD", out _)!;

        var result = Scan.Of(source, options: new SourceOptions { Exclude = ["docs/"] });

        Assert.Equal(["edited.txt"], result.Found());
        Assert.Equal(["Skipped docs/d.txt: excluded by policy"], result.Notices());
        Assert.Equal("gitCommit:" + folder.Git("rev-parse", "HEAD"), result.Source.Subject.Id);
        Assert.True(source.TryOpen("same.txt", 100, out _, out _));
        Assert.False(source.TryOpen("untracked.txt", 100, out _, out _));
    }

    [Fact]
    public void An_empty_range_is_no_error_and_an_unknown_one_has_a_sentence()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", "x").Commit();
        using var source = RangeSource.TryOpen(folder.Root, "HEAD..HEAD", out _)!;

        Assert.Equal("the range changes no file", Scan.Of(source).Source.EmptyReason);
        Assert.Null(RangeSource.TryOpen(folder.Root, "nowhere..HEAD", out var problem));
        Assert.StartsWith("nowhere is no branch", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_change_is_read_by_several_threads_and_says_the_same()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", "x").Commit();
        for (var i = 0; i < 150; i++)
            folder.Write($"{i:000}.txt", Todo + i);
        folder.Commit();
        using var source = RangeSource.TryOpen(folder.Root, "HEAD~1", out _)!;

        Assert.Equal(Enumerable.Range(0, 150).Select(i => $"{i:000}.txt"), Scan.Of(source, options: new SourceOptions { Jobs = 4 }).Found());
    }

    [Fact]
    public void Standard_input_is_one_file_known_by_its_digest()
    {
        using var source = new StandardInputSource(new MemoryStream(Encoding.UTF8.GetBytes(Todo)), "given.txt");

        var result = Scan.Of(source);

        Assert.Equal(["given.txt"], result.Found());
        Assert.Equal("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Todo))), result.Source.Subject.Id);
        Assert.True(source.TryOpen("given.txt", 100, out _, out _));
        Assert.False(source.TryOpen("other.txt", 100, out _, out _));
    }

    [Theory]
    [InlineData("large")]
    [InlineData("broken")]
    public void Standard_input_that_cannot_be_judged_is_partial(string what)
    {
        using var source = new StandardInputSource(what == "large" ? new MemoryStream(new byte[200_000]) : new BrokenStream());

        var result = Scan.Of(source, options: new SourceOptions { MaxFileBytes = 100_000 });

        Assert.Equal(Completeness.Partial, result.Completeness());
        Assert.Empty(result.Source.Subject.Digests);
    }

    private static Subject Staged(TestFolder folder)
    {
        using var source = StagedSource.TryOpen(folder.Root, out _)!;
        return Scan.Of(source).Source.Subject;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("gone");
    }
}
