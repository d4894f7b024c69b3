using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

public sealed class WorkingTreeTests
{
    private const string Todo = "// TODO-TOY\n";

    [Fact]
    public void Every_file_below_the_root_is_read_once_and_found_in_the_order_of_paths()
    {
        using var folder = new TestFolder();
        for (var i = 0; i < 500; i++)
            folder.Write($"many/{i:000}.txt", Todo);
        folder.Write("a-b/x.txt", Todo).Write("a/x.txt", Todo).Write("a/clean.txt", "nothing").Write("empty.txt", "");

        var result = Scan.Tree(folder);

        Assert.Equal(504, result.Source.Files);
        Assert.Equal(504, result.Reports[0].Files);
        Assert.Equal(["a-b/x.txt", "a/x.txt", .. Enumerable.Range(0, 500).Select(i => $"many/{i:000}.txt")], result.Found());
        Assert.Equal(Completeness.Complete, result.Completeness());
    }

    [Fact]
    public void Two_runs_with_other_numbers_of_threads_say_the_same()
    {
        using var folder = new TestFolder();
        for (var i = 0; i < 300; i++)
            folder.Write($"{i % 7}/{i % 11}/{i}.txt", i % 3 == 0 ? Todo : "x");

        var one = Scan.Tree(folder, options: new SourceOptions { Jobs = 1 });
        var four = Scan.Tree(folder, options: new SourceOptions { Jobs = 4 });

        Assert.Equal(one.Found(), four.Found());
        Assert.Equal(one.Source.Subject.Id, four.Source.Subject.Id);
    }

    [Fact]
    public void A_link_is_not_followed_and_one_that_leads_out_is_listed()
    {
        using var folder = new TestFolder();
        using var other = new TestFolder();
        other.Write("secret.txt", Todo);
        folder.Write("real/file.txt", Todo).Link("inside.txt", "real/file.txt").Link("real/up", "../real").Link("loop", "loop").Link("out", other.Root).Link("real/climb", "../../elsewhere");

        var result = Scan.Tree(folder);

        Assert.Equal(["real/file.txt"], result.Found());
        Assert.Equal(
            ["Skipped out: a link that leads out of the root; not followed", "Skipped real/climb: a link that leads out of the root; not followed"],
            result.Notices());
        Assert.Equal(Completeness.Complete, result.Completeness());
    }

    [Fact]
    public void A_pipe_is_never_opened()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", Todo);
        Unix.MakeFifo(folder["pipe"]);

        var result = Scan.Tree(folder);

        Assert.Equal(["a.txt"], result.Found());
        Assert.Equal(["Skipped pipe: a pipe, socket or device; never opened"], result.Notices());
    }

    [Fact]
    public void A_file_that_may_not_be_read_makes_the_scan_partial()
    {
        using var folder = new TestFolder();
        folder.Write("open.txt", Todo).Write("closed.txt", Todo);
        File.SetUnixFileMode(folder.Root, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(folder["closed.txt"], UnixFileMode.None);

        var result = Unix.AsNobody(() => Scan.Tree(folder));

        Assert.Equal(["open.txt"], result.Found());
        Assert.Equal(["Unread closed.txt: permission denied"], result.Notices());
        Assert.Equal(Completeness.Partial, result.Completeness());
    }

    [Fact]
    public void A_folder_that_may_not_be_opened_makes_the_scan_partial()
    {
        using var folder = new TestFolder();
        folder.Write("open.txt", Todo).Write("closed/inside.txt", Todo);
        File.SetUnixFileMode(folder.Root, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(folder["closed"], UnixFileMode.None);

        var result = Unix.AsNobody(() => Scan.Tree(folder));

        Assert.Equal(["Unread closed: the folder could not be opened: permission denied"], result.Notices());
        Assert.Equal(Completeness.Partial, result.Completeness());
    }

    [Fact]
    public void A_root_that_is_not_there_reads_as_partial_never_as_clean()
    {
        using var folder = new TestFolder();

        var result = Scan.Tree(folder, below: "nowhere");

        Assert.Equal(0, result.Source.Files);
        Assert.Equal(Completeness.Partial, result.Completeness());
    }

    [Fact]
    public void Excluded_paths_are_listed_as_skipped_a_folder_once()
    {
        using var folder = new TestFolder();
        folder.Write("vendor/a.txt", Todo).Write("vendor/b.txt", Todo).Write("docs/old/c.txt", Todo).Write("src/gen.pb.txt", Todo).Write("src/own.txt", Todo);

        var result = Scan.Tree(folder, options: new SourceOptions { Exclude = ["vendor/", "docs/**", "*.pb.txt", "{"] });

        Assert.Equal(["src/own.txt"], result.Found());
        Assert.Equal(
            ["Skipped docs: excluded by policy", "Skipped src/gen.pb.txt: excluded by policy", "Skipped vendor: excluded by policy"],
            result.Notices().Where(notice => notice.StartsWith("Skipped", StringComparison.Ordinal)));
        Assert.Contains(result.Notices(), notice => notice.StartsWith("Degraded .: the pattern { excludes nothing", StringComparison.Ordinal));
    }

    [Fact]
    public void Outside_git_no_ignore_file_counts_and_the_tree_is_known_by_its_content()
    {
        using var one = new TestFolder();
        using var two = new TestFolder();
        foreach (var folder in (TestFolder[])[one, two])
            folder.Write(".gitignore", "*.txt\n").Write("a.txt", Todo);

        var first = Scan.Tree(one);
        var second = Scan.Tree(two);

        Assert.Equal(["a.txt"], first.Found());
        Assert.Equal("folder (no git)", first.Source.Subject.Name);
        Assert.StartsWith("gatehouseTree:", first.Source.Subject.Id, StringComparison.Ordinal);
        Assert.Equal(first.Source.Subject.Id, second.Source.Subject.Id);
        two.Write("a.txt", Todo + "x");
        Assert.NotEqual(first.Source.Subject.Id, Scan.Tree(two).Source.Subject.Id);
    }

    [Fact]
    public void Names_that_are_not_UTF_8_are_files_as_well()
    {
        using var folder = new TestFolder();
        byte[] name = [.. Encoding.UTF8.GetBytes(folder.Root), (byte)'/', 0xC3, 0];
        Unix.WriteFile(name, Encoding.UTF8.GetBytes(Todo));

        var result = Scan.Tree(folder);

        Assert.Equal(["\uFFFD"], result.Found());
        Unix.Delete(name);
    }
}
