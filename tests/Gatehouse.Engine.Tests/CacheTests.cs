using CsCheck;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

public sealed class CacheTests
{
    private const string Todo = "// TODO-TOY gitleaks:allow\n";

    private static readonly FixedClock Clock = new(DateTimeOffset.UnixEpoch.AddYears(50));

    private static readonly long Now = Nanoseconds(Clock.GetUtcNow());

    [Fact]
    public void An_unchanged_file_is_not_read_again_and_says_the_same()
    {
        using var folder = new TestFolder();
        using var cache = new TestFolder();
        folder.Write("a.txt", Todo).Write("b.txt", "x").Write("c.bin", "\0").Write("d/e.inc", "include: a.txt");
        Thread.Sleep(150); // Past the tick in which a file is racy.

        using var source = new WorkingTreeSource(folder.Root);
        var first = Scan.Of(source, cache.Root, engines: [new ToyEngine(), new ReferenceEngine()]);
        var second = Scan.Of(source, cache.Root, engines: [new ToyEngine(), new ReferenceEngine()]);

        Assert.Equal((3, 0), (first.Reports[0].Files, first.Reports[0].FilesFromCache));
        Assert.Equal((3, 3), (second.Reports[0].Files, second.Reports[0].FilesFromCache));
        Assert.Equal((1, 1), (second.Reports[1].Files, second.Reports[1].FilesFromCache));
        Assert.Equal(0, second.Reports[0].Bytes);
        AssertSame(first, second);
    }

    [Fact]
    public void A_changed_a_new_and_a_gone_file_change_what_is_known_and_nothing_else()
    {
        using var folder = new TestFolder();
        using var cache = new TestFolder();
        folder.Write("a.txt", Todo).Write("b.txt", Todo).Write("c.txt", "x");
        Thread.Sleep(150);
        Scan.Tree(folder, cache.Root);
        folder.Write("c.txt", Todo).Write("d.txt", Todo);
        File.Delete(folder["a.txt"]);
        Thread.Sleep(150);

        var changed = Scan.Tree(folder, cache.Root);
        var again = Scan.Tree(folder, cache.Root);

        Assert.Equal(["b.txt", "c.txt", "d.txt"], changed.Found());
        Assert.Equal(1, changed.Reports[0].FilesFromCache);
        Assert.Equal(["b.txt", "c.txt", "d.txt"], again.Found());
        Assert.Equal(3, again.Reports[0].FilesFromCache);
    }

    [Fact]
    public void Notes_of_another_build_are_not_used()
    {
        using var folder = new TestFolder();
        using var cache = new TestFolder();
        folder.Write("a.txt", Todo).Write("b.txt", "x");
        Thread.Sleep(150);
        using var source = new WorkingTreeSource(folder.Root);
        long FromCache(string build) => Runner.Run(Scan.Request(source, cache.Root) with { Build = build }, TestContext.Current.CancellationToken).Reports[0].FilesFromCache;

        Assert.Equal(0, FromCache("one"));
        Assert.Equal(2, FromCache("one"));
        Assert.Equal(0, FromCache("two"));
    }

    [Fact]
    public void Nothing_is_written_when_nothing_changed()
    {
        using var folder = new TestFolder();
        using var cache = new TestFolder();
        folder.Write("a.txt", Todo);
        Thread.Sleep(150);
        Scan.Tree(folder, cache.Root);
        var file = Assert.Single(Directory.GetFiles(cache["notes"]));
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);

        Scan.Tree(folder, cache.Root);

        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(cache["notes"]))));
    }

    [Theory]
    [InlineData(0, true, "changed in the tick of the run")]
    [InlineData(-50_000_001, true, "just before it")]
    [InlineData(-1_000_000_001, false, "a second before it, on a file system with fine times")]
    [InlineData(5_000_000_000, true, "after its beginning")]
    public void A_file_that_can_change_again_without_its_times_showing_it_is_read_again(long after, bool isReadAgain, string why)
    {
        using var cache = new TestFolder();
        var stamp = new FileStamp(10, 1, Now + after, 7, 1);
        using var before = new GivenSource(("a.txt", "TODO-TOY 1", stamp));
        using var later = new GivenSource(("a.txt", "nothing 12", stamp));
        Scan.Of(before, cache.Root, clock: Clock);

        var result = Scan.Of(later, cache.Root, clock: Clock);

        Assert.True(isReadAgain == (later.Read.Count == 1), why);
        Assert.Equal(isReadAgain ? 0 : 1, result.Found().Length);
    }

    [Fact]
    public void A_file_system_that_counts_seconds_is_given_two_of_them()
    {
        using var cache = new TestFolder();
        var stamp = new FileStamp(10, 1, Now - 1_000_000_000, 7, 1);
        using var source = new GivenSource(("a.txt", "TODO-TOY 1", stamp));
        Scan.Of(source, cache.Root, clock: Clock);
        Scan.Of(source, cache.Root, clock: Clock);

        Assert.Equal(0, Now % 1_000_000_000);
        Assert.Equal(2, source.Read.Count);
    }

    [Theory]
    [InlineData("size")]
    [InlineData("modified")]
    [InlineData("changed")]
    [InlineData("inode")]
    [InlineData("device")]
    [InlineData("path")]
    public void Any_difference_in_stat_data_is_another_file(string what)
    {
        using var cache = new TestFolder();
        var stamp = new FileStamp(10, 1, 1, 7, 1);
        var other = what switch
        {
            "size" => stamp with { Size = 11 },
            "modified" => stamp with { ModifiedNs = 2 },
            "changed" => stamp with { ChangedNs = 2 },
            "inode" => stamp with { Inode = 8 },
            "device" => stamp with { Device = 2 },
            _ => stamp,
        };
        using var before = new GivenSource(("a.txt", "TODO-TOY 1", stamp));
        using var later = new GivenSource((what == "path" ? "b.txt" : "a.txt", "nothing 12", other));
        Scan.Of(before, cache.Root);

        Assert.Empty(Scan.Of(later, cache.Root).Found());
    }

    [Fact]
    public void Two_sessions_with_other_digests_never_share_notes()
    {
        using var cache = new TestFolder();
        using var source = new GivenSource(("a.txt", "TODO-TOY 1", new FileStamp(10, 1, 1, 7, 1)));
        Scan.Of(source, cache.Root, engines: [new AskingEngine("one", "rules 1")]);
        Scan.Of(source, cache.Root, engines: [new AskingEngine("one", "rules 2")]);
        Scan.Of(source, cache.Root, engines: [new AskingEngine("one", "rules 1"), new AskingEngine("two", "rules 1")]);
        Scan.Of(source, cache.Root, engines: [new AskingEngine("two", "rules 1"), new AskingEngine("one", "rules 1")]);
        Assert.Equal(4, source.Read.Count);

        Scan.Of(source, cache.Root, engines: [new AskingEngine("one", "rules 2")]);
        Assert.Equal(4, source.Read.Count);
    }

    [Fact]
    public void What_an_engine_could_not_parse_is_said_again_from_the_cache_and_its_failure_is_not_kept()
    {
        using var cache = new TestFolder();
        using var source = new GivenSource(("bad.txt", "x", new FileStamp(1, 1, 1, 7, 1)), ("throws.txt", "x", new FileStamp(1, 1, 1, 8, 1)), ("worse.txt", "x", new FileStamp(1, 1, 1, 9, 1)));
        var engine = new AskingEngine("one", "1")
        {
            OnRead = static (path, note) =>
            {
                if (path == "bad.txt")
                    note.Degraded("odd");
                else if (path == "worse.txt")
                    note.Unread("no parse");
                else
                    throw new InvalidOperationException("holds the file's text");
            },
        };

        var first = Scan.Of(source, cache.Root, engines: [engine]);
        source.Read.Clear();
        var second = Scan.Of(source, cache.Root, engines: [engine]);

        Assert.Equal(["throws.txt"], source.Read);
        Assert.Equal(
            ["Degraded bad.txt: odd", "Unread throws.txt: the engine failed on this file (InvalidOperationException); please report it", "Unread worse.txt: no parse"],
            second.Notices());
        Assert.Equal(first.Notices(), second.Notices());
        Assert.Equal(Completeness.Partial, second.Completeness());
    }

    [Fact]
    public void Whatever_becomes_of_the_cache_file_the_findings_are_those_of_no_cache()
    {
        using var folder = new TestFolder();
        using var cache = new TestFolder();
        for (var i = 0; i < 20; i++)
            folder.Write($"{i % 3}/{i}.txt", i % 4 == 0 ? Todo : $"clean {i}");
        folder.Write("x.bin", "\0");
        Thread.Sleep(150);
        var truth = Scan.Tree(folder);
        Scan.Tree(folder, cache.Root);
        var file = Assert.Single(Directory.GetFiles(cache["notes"]));
        var sound = File.ReadAllBytes(file);

        Gen.Select(Gen.Int[0, 3], Gen.Int[0, sound.Length - 1], Gen.Byte[1, 255], Gen.Int[0, sound.Length - 1]).Sample(
            (kind, at, value, to) =>
            {
                var damaged = kind switch
                {
                    0 => sound[..at],
                    1 => [.. sound, .. new byte[at]],
                    2 => Flip(sound, at, value),
                    _ => [.. sound[..at], .. sound[to..]],
                };
                File.WriteAllBytes(file, damaged);
                AssertSame(truth, Scan.Tree(folder, cache.Root));
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void A_cache_with_a_forged_checksum_is_bounded_all_the_same()
    {
        using var folder = new TestFolder();
        using var cache = new TestFolder();
        folder.Write("a.txt", Todo).Write("b.txt", "x");
        Thread.Sleep(150);
        Scan.Tree(folder, cache.Root);
        var file = Assert.Single(Directory.GetFiles(cache["notes"]));
        var sound = File.ReadAllBytes(file);

        // What comes out may be wrong: who can write the cache can write anything. It must end, and not by a crash.
        Gen.Select(Gen.Int[24, sound.Length - 1], Gen.Byte[1, 255]).Sample(
            (at, value) =>
            {
                File.WriteAllBytes(file, Forge.Checksum(Flip(sound, at, value)));
                Assert.NotNull(Scan.Tree(folder, cache.Root));
            },
            iter: 300,
            threads: 1);
    }

    [Theory]
    [InlineData("path")]
    [InlineData("payload")]
    [InlineData("payload's length")]
    [InlineData("table")]
    public void An_offset_out_of_bounds_makes_it_no_cache(string which)
    {
        using var folder = new TestFolder();
        using var cache = new TestFolder();
        folder.Write("a.txt", Todo).Write("b.txt", "x");
        Thread.Sleep(150);
        Scan.Tree(folder, cache.Root);
        var file = Assert.Single(Directory.GetFiles(cache["notes"]));
        var sound = File.ReadAllBytes(file);
        File.WriteAllBytes(file, which switch
        {
            "path" => Forge.FirstRecord(sound, 8, 1u << 31),
            "payload" => Forge.FirstRecord(sound, 20, 1u << 31),
            "payload's length" => Forge.FirstRecord(sound, 24, 1u << 31),
            _ => Forge.Table(sound, 1000),
        });

        var result = Scan.Tree(folder, cache.Root);

        Assert.Equal(0, result.Reports[0].FilesFromCache);
        Assert.Equal(["a.txt"], result.Found());
    }

    [Fact]
    public void What_was_known_without_its_content_is_read_again_when_the_content_must_be_known()
    {
        using var folder = new TestFolder();
        using var cache = new TestFolder();
        folder.Write("a.txt", Todo).Commit();
        Thread.Sleep(150);
        Scan.Tree(folder, cache.Root);
        Directory.Delete(folder[".git"], recursive: true);

        var result = Scan.Tree(folder, cache.Root);

        Assert.Equal(Scan.Tree(folder).Source.Subject.Id, result.Source.Subject.Id);
        Assert.Equal(0, result.Reports[0].FilesFromCache);
    }

    [Theory]
    [InlineData("a file in the folder's place")]
    [InlineData("a full disk")]
    [InlineData("no folder can be made")]
    public void Without_a_place_for_the_cache_the_run_goes_on_and_says_so(string what)
    {
        using var folder = new TestFolder();
        using var other = new TestFolder();
        folder.Write("a.txt", Todo);
        other.Write("taken", "");
        var cache = what switch
        {
            "a full disk" => "/dev/full",
            "no folder can be made" => "/proc/nowhere",
            _ => other["taken"],
        };
        Thread.Sleep(150);

        var result = Scan.Tree(folder, cache);

        Assert.Equal(["a.txt"], result.Found());
        Assert.Equal(Completeness.Complete, result.Completeness());
        Assert.EndsWith("the next run reads everything again", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_the_cache_files_place_is_no_cache()
    {
        using var folder = new TestFolder();
        using var cache = new TestFolder();
        folder.Write("a.txt", Todo);
        Thread.Sleep(150);
        Scan.Tree(folder, cache.Root);
        var file = Assert.Single(Directory.GetFiles(cache["notes"]));
        File.Delete(file);
        Directory.CreateDirectory(file);

        var result = Scan.Tree(folder, cache.Root);

        Assert.Equal(["a.txt"], result.Found());
        Assert.Single(result.Warnings);
    }

    private static byte[] Flip(byte[] bytes, int at, byte value)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= value;
        return flipped;
    }

    private static void AssertSame(RunResult expected, RunResult actual)
    {
        Assert.Equal(expected.Found(), actual.Found());
        Assert.Equal(expected.Notices(), actual.Notices());
        Assert.Equal(expected.Source.Subject.Id, actual.Source.Subject.Id);
        Assert.Equal(expected.Directives.Select(directive => $"{directive.Path}:{directive.Line} {directive.Syntax}"), actual.Directives.Select(directive => $"{directive.Path}:{directive.Line} {directive.Syntax}"));
        Assert.Equal(expected.Reports[0].Files, actual.Reports[0].Files);
        Assert.Equal(expected.Completeness(), actual.Completeness());
    }

    private static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
