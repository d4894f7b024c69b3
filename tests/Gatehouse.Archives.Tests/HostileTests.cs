using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;

namespace Gatehouse.Archives.Tests;

public class HostileTests
{
    private const int Mebibyte = 1 << 20;
    private const string Ratio = "Unread it unpacks to more than 250 times its size (archives.ratio), as a bomb does; the rest was not read";

    private static readonly byte[] Text = Make.Utf8("key = value\n");

    public static TheoryData<string, byte[]> Bombs => new()
    {
        { "zip", Make.Zip(("zeros", new byte[100 * Mebibyte])) },
        { "gzip", Make.Gzip(new byte[100 * Mebibyte]) },
        { "bzip2", Make.Bzip2(new byte[100 * Mebibyte]) },
        { "zstd", Make.Zstandard(new byte[100 * Mebibyte]) },
        { "tar.gz", Make.Gzip(Make.Tar(("zeros", new byte[100 * Mebibyte]))) },
        { "nested", Make.Zip(Enumerable.Range(0, 12).Select(i => ($"{i}.zip", Make.Zip(("zeros", new byte[10 * Mebibyte])))).ToArray()) },
        { "pdf", Make.Pdf([.. Enumerable.Repeat(Make.FlateStream(new string('(', 10 * Mebibyte)), 12)]) },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_ends_by_its_ratio_and_is_told(string kind, byte[] bytes)
    {
        var opened = Opened.Of(bytes, kind);
        Assert.Contains(Ratio, opened.Said);
        Assert.True(opened.Bytes <= 2 * ArchiveLimits.RatioFloor, $"{opened.Bytes} bytes came out");
    }

    [Fact]
    public void What_is_over_the_bytes_in_all_is_told()
    {
        var opened = Opened.Of(Make.Zip(("a", new byte[3 * Mebibyte]), ("b", new byte[3 * Mebibyte])), limits: new ArchiveLimits { Bytes = 4 * Mebibyte });
        Assert.Contains("Unread it unpacks to more than 4 MiB in all (archives.bytes); the rest was not read", opened.Said);
    }

    [Fact]
    public void A_member_over_its_bound_is_told_and_the_others_are_read()
    {
        var limits = new ArchiveLimits { MemberBytes = Mebibyte };
        foreach (var bytes in (byte[][])[Make.Zip(("large", new byte[2 * Mebibyte]), ("a", Text)), Make.Tar(("large", new byte[2 * Mebibyte]), ("a", Text))])
        {
            var opened = Opened.Of(bytes, limits: limits);
            Assert.Equal(["a"], opened.Members.Keys);
            Assert.Equal(["Unread in it, large: larger than 1 MiB (archives.member-bytes); not read"], opened.Said);
        }
    }

    [Fact]
    public void More_members_than_the_bound_are_told()
    {
        var members = Enumerable.Range(0, 120_000).Select(i => ($"{i:x}", Array.Empty<byte>())).ToArray();
        var opened = Opened.Of(Make.Zip(members));
        Assert.Equal(100_000, opened.Members.Count);
        Assert.Equal(["Unread it holds more than 100000 members (archives.members); the rest was not read"], opened.Said);
    }

    [Fact]
    public void An_archive_deeper_than_the_bound_is_told()
    {
        var bytes = Enumerable.Range(0, 6).Aggregate(Text, (inner, i) => Make.Zip(($"{i}.zip", inner)));
        var opened = Opened.Of(bytes);
        Assert.Empty(opened.Members);
        Assert.Equal(["Unread in it, 5.zip!4.zip!3.zip!2.zip!1.zip: an archive within 5 others (archives.depth); not opened"], opened.Said);
    }

    // A zip that holds itself for ever is what it looks like to a reader: the same bytes at every depth.
    [Fact]
    public void A_stored_zip_within_a_zip_shares_no_bytes_with_it()
    {
        var opened = Opened.Of(Make.StoredZip("r.zip", Make.StoredZip("r.zip", Text)));
        Assert.Equal(["r.zip!r.zip"], opened.Members.Keys);
    }

    [Fact]
    public void Members_that_overlap_are_read_once_and_told()
    {
        var bytes = Make.StoredZip("a", Text);
        var directory = bytes.AsSpan().IndexOf("PK\x01\x02"u8);
        var entry = bytes[directory..^22];
        byte[] twice = [.. bytes[..directory], .. entry, .. entry, .. bytes[^22..]];
        BinaryPrimitives.WriteUInt32LittleEndian(twice.AsSpan(twice.Length - 22 + 12), (uint)(2 * entry.Length));
        var opened = Opened.Of(twice);
        Assert.Equal(Text.Length, opened.Bytes);
        Assert.Equal(["Unread in it, a: it shares bytes with another member, as in a bomb; not read"], opened.Said);
    }

    [Fact]
    public void A_local_header_that_says_otherwise_is_told()
    {
        var opened = Opened.Of(Make.StoredZip("a", Text, localMethod: 8));
        Assert.Equal("key = value\n", opened.Members["a"]);
        Assert.Equal(["Unread in it, a: its local header differs from the central directory, so another program may read something else; read by the directory"], opened.Said);
    }

    [Fact]
    public void A_claim_of_4_GiB_takes_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opened = Opened.Of(Make.StoredZip("a", Make.Bzip2(Text), 12, claim: uint.MaxValue - 1));
        Assert.Equal("key = value\n", opened.Members["a"]);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 * Mebibyte);
        Assert.Equal(["Degraded in it, a: damaged, so it could not be read to its end"], opened.Said);
    }

    [Fact]
    public void A_tar_member_of_4_GiB_that_is_not_there_is_told()
    {
        var bytes = Make.Tar(("a", Text));
        Make.Utf8("40000000000\0").CopyTo(bytes.AsSpan(124));
        var sum = bytes.AsSpan(0, 512).ToArray().Select((value, index) => index is >= 148 and < 156 ? 32 : (int)value).Sum();
        Make.Utf8(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(bytes.AsSpan(148));
        Assert.Contains("Unread in it, a: larger than 256 MiB (archives.member-bytes); not read", Opened.Of(bytes).Said);
    }

    [Fact]
    public void Encrypted_members_are_told_and_not_taken_for_read()
    {
        var opened = Opened.Of(Make.StoredZip("a", Text, flags: 1));
        Assert.Empty(opened.Members);
        Assert.Equal(["Skipped in it, a: encrypted; no password is tried"], opened.Said);
        Assert.Equal(["Skipped in it, b: encrypted; no password is tried"], Opened.Of(Make.SevenZip([0x06, 0xF1, 0x07, 0x01], [0, 0], Text, ("b", Text.Length))).Said);
    }

    [Fact]
    public void A_method_that_is_not_known_is_told()
    {
        Assert.Equal(["Skipped in it, a: compressed by method 97, which is not known here"], Opened.Of(Make.StoredZip("a", Text, method: 97)).Said);
        Assert.Equal(["Skipped in it, b: compressed by method 30401, which is not known here"], Opened.Of(Make.SevenZip([3, 4, 1], [0], Text, ("b", Text.Length))).Said);
    }

    [Fact]
    public void A_name_that_leads_out_is_told_and_leads_nowhere()
    {
        var opened = Opened.Of(Make.Tar(("../../etc/x", Text), ("/etc/y", Text)));
        Assert.Equal(["../../etc/x", "/etc/y"], opened.Members.Keys);
        Assert.Equal(["Degraded in it, ../../etc/x and 1 more: its name leads out of the archive: a program that believes it writes elsewhere"], opened.Said);
    }

    [Fact]
    public void A_name_steers_no_terminal()
    {
        Assert.Equal(["a\\u001B[31m\\u202Eb"], Opened.Of(Make.Zip(("a\u001B[31m\u202Eb", Text))).Members.Keys);
    }

    [Fact]
    public void Links_are_told_and_not_followed()
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "soft") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.HardLink, "hard") { LinkName = "../secret" });
        }

        var opened = Opened.Of(stream.ToArray());
        Assert.Empty(opened.Members);
        Assert.Equal(["Skipped in it, soft and 1 more: a link; not followed"], opened.Said);
    }

    [Fact]
    public void An_archive_that_is_cut_off_is_read_as_far_as_it_goes()
    {
        byte[] random = new byte[100_000];
        new Random(1).NextBytes(random);
        (string, byte[])[] members = [("a", Text), ("b", random)];
        var zip = Make.Zip(members);
        foreach (var (kind, bytes) in (ReadOnlySpan<(string, byte[])>)[("zip", zip), ("tar", Make.Tar(members)), ("tgz", Make.Gzip(Make.Tar(members)))])
        {
            var opened = Opened.Of(bytes[..(bytes.Length / 2)]);
            Assert.Equal("key = value\n", opened.Members["a"]);
            Assert.NotEmpty(opened.Notices);
            Assert.All(opened.Notices, notice => Assert.Equal(NoticeWeight.Degraded, notice.Weight));
        }
    }

    [Fact]
    public void Compressed_bytes_that_end_early_are_told()
    {
        byte[] random = new byte[300_000];
        new Random(1).NextBytes(random);
        foreach (var bytes in (byte[][])[Make.Gzip(random), Make.Bzip2(random), Make.Zstandard(random), Make.Xz(random), Make.SevenZip([0x21], [22], Make.Lzma2(random), ("a", random.Length))[..50_000]])
            Assert.Contains(Opened.Of(bytes[..(bytes.Length / 2)]).Notices, notice => notice.Weight == NoticeWeight.Degraded);
    }

    [Fact]
    public void A_window_of_gigabytes_is_not_taken()
    {
        var xz = Make.Xz(Text);
        xz[16] = 40;
        var opened = Opened.Of(xz, "a.xz");
        Assert.Equal(["Unread in it, a: its decoder would take more than 128 MiB; not read"], opened.Said);
    }

    // Each of them takes megabytes before it gives a byte.
    [Fact]
    public void Thousands_of_empty_streams_cost_what_they_take()
    {
        byte[] empty = [.. "BZh9"u8, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, 0, 0, 0, 0];
        var opened = Opened.Of([.. Enumerable.Repeat(empty, 20_000).SelectMany(stream => stream)], "a.bz2");
        Assert.Contains(Ratio, opened.Said);
    }

    [Fact]
    public void Tables_of_megabytes_are_not_taken()
    {
        byte[] chunk = [0xE0, 0, 0, 0, 4, (9 * 4) + 8, 0, 0, 0, 0, 0];
        var opened = Opened.Of(Make.SevenZip([0x21], [22], [.. chunk, 0], ("a", 1)));
        Assert.Equal(["Unread in it, a: its decoder would take more than 128 MiB; not read"], opened.Said);
    }

    [Fact]
    public void A_run_that_was_cancelled_ends_in_its_midst()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var outcome = Expansion.Open("a", ContainerKind.Zip, Make.Zip(("a", Text)), ArchiveLimits.Default, new Opened(), cancelled.Token);
        Assert.True(outcome.IsInterrupted);
    }

    [Fact]
    public void Nothing_is_opened_at_depth_0()
    {
        var opened = Opened.Of(Make.Zip(("a", Text)), limits: new ArchiveLimits { Depth = 0 });
        Assert.Empty(opened.Members);
    }
}
