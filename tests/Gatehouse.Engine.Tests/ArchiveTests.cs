using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Gatehouse.Archives;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

public class ArchiveTests
{
    private const string Text = "TODO-TOY here\n";

    [Fact]
    public void A_member_is_read_like_a_file_and_placed_in_the_archive()
    {
        using var folder = new TestFolder().Write("vendor/lib.jar", Zip(("config/a.txt", Text))).Write("b.tar.gz", TarGz(("x.zip", Zip(("in.txt", Text)))));
        var result = Scan.Tree(folder);
        Assert.Equal(["b.tar.gz!x.zip!in.txt:1:1", "vendor/lib.jar!config/a.txt:1:1"], result.Places());
        Assert.Equal(["b.tar.gz", "vendor/lib.jar"], result.Found());
        Assert.Equal(Completeness.Complete, result.Completeness());
        Assert.Equal(2, result.Reports[0].Files);
    }

    [Fact]
    public void A_staged_archive_a_range_and_standard_input_are_opened()
    {
        using var folder = new TestFolder().Write("a.zip", Zip(("a.txt", Text)));
        folder.Git("init", "-q");
        folder.Git("add", "a.zip");
        using (var staged = StagedSource.TryOpen(folder.Root, out _)!)
            Assert.Equal(["a.zip!a.txt:1:1"], Scan.Of(staged).Places());
        folder.Git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a");
        folder.Write("b.zip", Zip(("b.txt", Text)));
        folder.Git("add", "b.zip");
        folder.Git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "b");
        using (var range = RangeSource.TryOpen(folder.Root, "HEAD~1..HEAD", out _)!)
            Assert.Equal(["b.zip!b.txt:1:1"], Scan.Of(range).Places());
        using var input = new StandardInputSource(new MemoryStream(Zip(("c.txt", Text))));
        Assert.Equal(["stdin!c.txt:1:1"], Scan.Of(input).Places());
    }

    [Fact]
    public void What_an_archive_held_is_known_the_second_time()
    {
        using var folder = new TestFolder().Write("a.zip", Zip(("a.txt", Text), ("b.bin", new byte[100]))).Age("a.zip");
        using var cache = new TestFolder();
        Thread.Sleep(150); // Its change time must not be racy.
        var first = Scan.Tree(folder, cache.Root);
        var second = Scan.Tree(folder, cache.Root);
        Assert.Equal(0, first.Reports[0].FilesFromCache);
        Assert.Equal(1, second.Reports[0].FilesFromCache);
        Assert.Equal(first.Places(), second.Places());
        Assert.Equal(first.Notices(), second.Notices());
        Assert.Equal(["Skipped a.zip: in it, b.bin: binary: NUL bytes within the first 8 KiB"], second.Notices());
    }

    [Fact]
    public void Other_bounds_do_not_take_the_cache_of_the_first()
    {
        using var folder = new TestFolder().Write("a.zip", Zip(("a.txt", Text))).Age("a.zip");
        using var cache = new TestFolder();
        Thread.Sleep(150);
        Assert.Empty(Scan.Tree(folder, cache.Root, options: new SourceOptions { Archives = new ArchiveLimits { Depth = 0 } }).Found());
        Assert.Equal(["a.zip"], Scan.Tree(folder, cache.Root).Found());
    }

    [Fact]
    public void A_bound_that_is_reached_makes_the_scan_partial()
    {
        using var folder = new TestFolder().Write("a.zip", Zip(("b.zip", Zip(("c.txt", Text)))));
        var result = Scan.Tree(folder, options: new SourceOptions { Archives = new ArchiveLimits { Depth = 1 } });
        Assert.Equal(Completeness.Partial, result.Completeness());
        Assert.Equal(["Unread a.zip: in it, b.zip: an archive within 1 others (archives.depth); not opened"], result.Notices());
    }

    [Fact]
    public void An_archive_over_the_limit_of_files_makes_the_scan_partial()
    {
        var noise = new byte[2 << 20];
        new Random(1).NextBytes(noise);
        using var folder = new TestFolder().Write("a.zip", Zip(("a.bin", noise)));
        Assert.Equal(Completeness.Partial, Scan.Tree(folder, options: new SourceOptions { MaxFileBytes = 1 << 20 }).Completeness());
    }

    [Fact]
    public void What_nobody_can_read_is_skipped_and_the_scan_stays_complete()
    {
        using var folder = new TestFolder().Write("a.rar", [.. "Rar!\x1A\x07\x01\0"u8, .. new byte[2000]]);
        var result = Scan.Tree(folder);
        Assert.Equal(Completeness.Complete, result.Completeness());
        Assert.Equal(["Skipped a.rar: a RAR archive: of a kind that is not opened"], result.Notices());
    }

    // A few bytes of a zip look like a text with some NUL bytes in it.
    [Fact]
    public void An_archive_that_looks_like_text_is_opened_too()
    {
        using var folder = new TestFolder().Write("a.gz", Encoding.Latin1.GetBytes("\u001F\u008B\b\b\u0001\u0001\u0001\u0001\u0002\u0003a\0").Concat(Deflated(Text)).ToArray());
        using var source = new WorkingTreeSource(folder.Root);
        var read = new List<string>();
        Scan.Of(source, engines: [new AskingEngine("asking", "1") { OnWants = path => path.EndsWith("/a", StringComparison.Ordinal), OnRead = (path, _) => read.Add(path) }]);
        Assert.Equal(["a.gz!/a"], read);
    }

    [Fact]
    public void An_engine_gets_the_member_that_it_wants_of_a_file_that_it_does_not()
    {
        using var folder = new TestFolder().Write("a.zip", Zip(("dir/package-lock.json", Text), ("other.txt", Text)));
        var read = new List<string>();
        var engine = new AskingEngine("asking", "1") { OnWants = path => path.EndsWith("/package-lock.json", StringComparison.Ordinal), OnRead = (path, _) => read.Add(path) };
        using var source = new WorkingTreeSource(folder.Root);
        Scan.Of(source, engines: [engine]);
        Assert.Equal(["a.zip!/dir/package-lock.json"], read);
    }

    [Fact]
    public void An_engine_that_fails_on_a_member_has_not_read_the_archive()
    {
        using var folder = new TestFolder().Write("a.zip", Zip(("a.txt", Text)));
        using var source = new WorkingTreeSource(folder.Root);
        var result = Scan.Of(source, engines: [new AskingEngine("asking", "1") { OnRead = (_, _) => throw new InvalidOperationException() }]);
        Assert.Equal(Completeness.Partial, result.Completeness());
    }

    [Fact]
    public void A_comment_in_a_member_silences_nothing()
    {
        using var folder = new TestFolder().Write("a.zip", Zip(("a.txt", "TODO-TOY // gatehouse:ignore toy no reason\n"))).Write("b.txt", "TODO-TOY // gatehouse:ignore toy no reason\n");
        Assert.Equal(["b.txt"], Scan.Tree(folder).Directives.Select(directive => directive.Path));
    }

    [Fact]
    public void A_tar_may_hold_a_name_twice()
    {
        using var folder = new TestFolder().Write("a.tar.gz", TarGz(("a.txt", Encoding.UTF8.GetBytes(Text)), ("a.txt", Encoding.UTF8.GetBytes(Text))));
        Assert.Equal(["a.tar.gz!a.txt:1:1", "a.tar.gz!a.txt:1:1"], Scan.Tree(folder).Places());
    }

    private static byte[] Zip(params (string Name, object Content)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content as byte[] ?? Encoding.UTF8.GetBytes((string)content));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Deflated(string text)
    {
        using var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.NoCompression, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes(text));
        return [.. stream.ToArray(), 1, 1, 1, 1, (byte)text.Length, 0, 0, 0];
    }

    private static byte[] TarGz(params (string Name, byte[] Bytes)[] members)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
        {
            foreach (var (name, bytes) in members)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) });
        }

        return stream.ToArray();
    }
}
