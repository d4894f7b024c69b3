using System.Formats.Tar;

namespace Gatehouse.Archives.Tests;

public class ReadingTests
{
    private static readonly byte[] Text = Make.Utf8("key = value\n");

    public static TheoryData<string, byte[]> Compressed => new()
    {
        { "a.txt.gz", Make.Gzip(Text) },
        { "a.txt.bz2", Make.Bzip2(Text) },
        { "a.txt.zst", Make.Zstandard(Text) },
        { "a.txt.xz", Make.Xz(Text) },
    };

    [Theory]
    [MemberData(nameof(Compressed))]
    public void A_compressed_file_is_named_as_it_was_called_before(string name, byte[] bytes)
    {
        var opened = Opened.Of(bytes, "dir/" + name);
        Assert.Equal(new Dictionary<string, string> { ["a.txt"] = "key = value\n" }, opened.Members);
        Assert.Empty(opened.Said);
    }

    [Fact]
    public void Compressed_streams_one_after_another_are_one_text()
    {
        foreach (var bytes in (byte[][])[[.. Make.Gzip(Text), .. Make.Gzip(Text)], [.. Make.Xz(Text), .. Make.Xz(Text)], [.. Make.Bzip2(Text), .. Make.Bzip2(Text)], [.. Make.Zstandard(Text), .. Make.Zstandard(Text)]])
            Assert.Equal("key = value\nkey = value\n", Opened.Of(bytes, "a.gz").Members["a"]);
    }

    [Fact]
    public void A_zip_gives_its_members()
    {
        var opened = Opened.Of(Make.Zip(("a.txt", Text), ("dir/b.txt", Text)));
        Assert.Equal(["a.txt", "dir/b.txt"], opened.Members.Keys.Order());
        Assert.Empty(opened.Said);
    }

    [Fact]
    public void A_zip_behind_a_script_is_found_by_its_end()
    {
        byte[] bytes = [.. Make.Utf8("#!/bin/sh\nexec java -jar \"$0\"\n"), .. Make.Zip(("a.txt", Text))];
        Assert.Equal(ContainerKind.Zip, ContainerKinds.Of(bytes, isWhole: true));
        Assert.Equal(["a.txt"], Opened.Of(bytes).Members.Keys);
    }

    [Fact]
    public void Methods_of_a_zip_beside_deflate_are_read()
    {
        Assert.Equal("key = value\n", Opened.Of(Make.StoredZip("a.txt", Make.Bzip2(Text), 12, claim: (uint)Text.Length)).Members["a.txt"]);
        Assert.Equal("key = value\n", Opened.Of(Make.StoredZip("a.txt", Make.Zstandard(Text), 93, claim: (uint)Text.Length)).Members["a.txt"]);
        Assert.Equal("key = value\n", Opened.Of(Make.StoredZip("a.txt", Make.Xz(Text), 95, claim: (uint)Text.Length)).Members["a.txt"]);
    }

    [Theory]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void A_tar_gives_its_members_whatever_form_its_long_names_take(TarEntryFormat format)
    {
        var name = "dir/" + new string('n', 90) + "/" + new string('m', 60);
        var opened = Opened.Of(Make.Tar(format, (name, Text), ("b.txt", Text)));
        Assert.Equal([name, "b.txt"], opened.Members.Keys.OrderDescending());
        Assert.Empty(opened.Said);
    }

    [Fact]
    public void A_tar_from_before_POSIX_is_known_by_its_checksum()
    {
        var bytes = Make.Tar(("a.txt", Text));
        bytes.AsSpan(257, 8).Clear();
        var sum = bytes.AsSpan(0, 512).ToArray().Select((value, index) => index is >= 148 and < 156 ? 32 : (int)value).Sum();
        Make.Utf8(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(bytes.AsSpan(148));
        Assert.Equal("key = value\n", Opened.Of(bytes).Members["a.txt"]);
    }

    [Fact]
    public void A_compressed_tar_is_one_archive()
    {
        foreach (var bytes in (byte[][])[Make.Gzip(Make.Tar(("a.txt", Text))), Make.Xz(Make.Tar(("a.txt", Text))), Make.Zstandard(Make.Tar(("a.txt", Text))), Make.Bzip2(Make.Tar(("a.txt", Text)))])
            Assert.Equal(["a.txt"], Opened.Of(bytes, "b.tgz", new ArchiveLimits { Depth = 1 }).Members.Keys);
    }

    [Fact]
    public void Archives_within_archives_are_opened()
    {
        var layer = Make.Gzip(Make.Tar(("app/lib.jar", Make.Zip(("c.txt", Text)))));
        var opened = Opened.Of(Make.Tar(("blobs/sha256/0", layer), ("manifest.json", Make.Utf8("[]"))));
        Assert.Equal("key = value\n", opened.Members["blobs/sha256/0!app/lib.jar!c.txt"]);
    }

    [Fact]
    public void A_7z_gives_its_members_stored_and_by_LZMA2()
    {
        byte[] both = [.. Text, .. Make.Utf8("second\n")];
        foreach (var bytes in (byte[][])[Make.SevenZip([0], [], both, ("a.txt", 12), ("b/ü.txt", 7)), Make.SevenZip([0x21], [22], Make.Lzma2(both), ("a.txt", 12), ("b/ü.txt", 7))])
        {
            var opened = Opened.Of(bytes);
            Assert.Equal("key = value\n", opened.Members["a.txt"]);
            Assert.Equal("second\n", opened.Members["b/ü.txt"]);
            Assert.Empty(opened.Said);
        }
    }

    [Fact]
    public void A_known_kind_that_is_not_opened_says_so()
    {
        var opened = Opened.Of([.. "Rar!\x1A\x07\x01\0"u8, .. new byte[100]]);
        Assert.Equal(["Skipped a RAR archive: of a kind that is not opened"], opened.Said);
    }

    [Theory]
    [InlineData("BZh9 is how a bzip2 file begins")]
    [InlineData("PK")]
    [InlineData("(7z)")]
    public void A_text_is_no_archive(string text) => Assert.Equal(ContainerKind.None, ContainerKinds.Of(Make.Utf8(text), isWhole: true));
}
