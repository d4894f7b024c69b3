using System.Text;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Engine.Sources.Tree;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

public sealed class BadInputTests
{
    private const string Todo = "// TODO-TOY\n";

    [Fact]
    public void Many_NUL_bytes_in_the_first_block_make_a_file_binary_and_neither_a_few_nor_later_ones_do()
    {
        using var folder = new TestFolder();
        folder.Write("early.bin", Todo + new string('x', 7700) + new string('\0', 300)).Write("few.txt", Todo + new string('x', 7800) + new string('\0', 200)).Write("late.txt", Todo + new string('x', 9000) + new string('\0', 900));

        var result = Scan.Tree(folder);

        Assert.Equal(["few.txt", "late.txt"], result.Found());
        Assert.Equal(["Skipped early.bin: binary: NUL bytes within the first 8 KiB"], result.Notices());
        Assert.Equal(Completeness.Complete, result.Completeness());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void UTF_16_is_read_as_text_in_either_order_with_a_mark_or_obviously(bool bigEndian, bool mark)
    {
        using var folder = new TestFolder();
        var encoding = new UnicodeEncoding(bigEndian, mark);
        var text = Todo + "plain ASCII, enough of it to be obvious";
        folder.Write("a.txt", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

        Assert.Equal(["a.txt"], Scan.Tree(folder).Found());
    }

    [Fact]
    public void UTF_16_beyond_ASCII_comes_out_as_the_same_text_across_the_seams_of_pieces()
    {
        var text = string.Concat(Enumerable.Repeat("aé漢\U0001F511", 5000));
        byte[] turned = [];

        var utf8 = TextForms.Text(TextForm.Utf16LittleEndian, Encoding.Unicode.GetBytes("x" + text), ref turned);

        Assert.Equal("x" + text, Encoding.UTF8.GetString(utf8));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        byte[] turned = [];

        var utf8 = TextForms.Text(TextForm.Utf16BigEndian, [0xD8, 0x3D, 0x00, 0x41, 0xD8, 0x3D], ref turned);

        Assert.Equal("\uFFFDA\uFFFD", Encoding.UTF8.GetString(utf8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("A\0")]
    public void A_few_bytes_with_a_NUL_prove_no_UTF_16(string content)
    {
        using var folder = new TestFolder();
        folder.Write("short", content);

        Assert.Equal(content.Length > 0 ? 1 : 0, Scan.Tree(folder).Notices().Length);
    }

    [Fact]
    public void Invalid_UTF_8_stays_bytes_and_a_mark_is_taken_off()
    {
        using var folder = new TestFolder();
        folder.Write("bad.txt", [0xC3, 0x28, .. Encoding.UTF8.GetBytes(Todo), 0xFF]).Write("mark.inc", [0xEF, 0xBB, 0xBF, .. "include: bad.txt\n"u8]);
        using var source = new WorkingTreeSource(folder.Root);

        var result = Scan.Of(source, engines: [new ToyEngine(), new ReferenceEngine()]);

        Assert.Equal(["bad.txt"], result.Found());
        Assert.Equal(["bad.txt"], result.Dependencies);
    }

    [Fact]
    public void A_sparse_file_of_4_GiB_costs_one_block()
    {
        using var folder = new TestFolder();
        using (var hole = File.Create(folder["hole.bin"]))
            hole.SetLength(4L << 30);
        folder.Write("text.log", Todo);
        using (var long_ = File.OpenWrite(folder["text.log"]))
        {
            long_.Write(Encoding.ASCII.GetBytes(new string('x', TextForms.BlockBytes)));
            long_.SetLength(4L << 30);
        }

        var result = Scan.Tree(folder);

        Assert.Equal(
            ["Skipped hole.bin: binary: NUL bytes within the first 8 KiB", "Unread text.log: larger than the limit of 256 MiB; exclude it, or accept it with a waiver"],
            result.Notices());
        Assert.Equal(Completeness.Partial, result.Completeness());
        Assert.Equal(0, result.Reports[0].Bytes);
    }

    [Fact]
    public void A_large_file_leaves_nothing_behind_for_the_next()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", Todo + new string('x', 3 << 20)).Write("b.txt", Todo).Write("c.txt", new string('x', 3 << 20)).Write("d.txt", Todo);

        var result = Scan.Tree(folder, options: new SourceOptions { Jobs = 1 });

        Assert.Equal(["a.txt", "b.txt", "d.txt"], result.Found());
    }

    [Fact]
    public void The_bound_on_size_is_exact()
    {
        using var folder = new TestFolder();
        folder.Write("at.txt", Todo + new string('x', 100 - Todo.Length)).Write("over.txt", Todo + new string('x', 101 - Todo.Length));

        var result = Scan.Tree(folder, options: new SourceOptions { MaxFileBytes = 100 });

        Assert.Equal(["at.txt"], result.Found());
        Assert.StartsWith("Unread over.txt: larger than the limit", Assert.Single(result.Notices()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, true, "it grew: what is there is read")]
    [InlineData(24, false, "it shrank, and shrank again")]
    [InlineData(5_000_000, false, "a large one shrank")]
    public void A_file_of_another_size_than_its_stat_said(long stated, bool isRead, string why)
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", "twelve bytes");
        using var access = new ShrinkingAccess(folder.Root, stated);
        using var buffers = new BigBuffers();
        using var loader = new FileLoader(access, buffers);
        access.Enter(default);

        var kind = loader.Load("a.txt\0"u8, new FileStamp(stated, 1, 1, 1, 1), new LoadOrder(Text: true, Id: false, AsBlob: false, 1 << 30), out var text);

        Assert.True(kind == (isRead ? LoadKind.Text : LoadKind.Unread), why);
        Assert.Equal(kind == LoadKind.Text ? "twelve bytes" : "", Encoding.UTF8.GetString(text));
        if (kind == LoadKind.Unread)
            Assert.StartsWith("it changed while it was read", loader.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_shrank_once_is_read_at_its_new_size()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", "twelve bytes");
        using var access = FolderAccess.Create(folder.Root);
        using var buffers = new BigBuffers();
        using var loader = new FileLoader(access, buffers);
        access.Enter(default);

        var kind = loader.Load("a.txt\0"u8, new FileStamp(20, 1, 1, 1, 1), new LoadOrder(Text: true, Id: true, AsBlob: true, 1 << 30), out var text);

        Assert.Equal(LoadKind.Text, kind);
        Assert.Equal("twelve bytes", Encoding.UTF8.GetString(text));
    }

    [Fact]
    public void A_file_without_a_size_is_read_to_its_end()
    {
        using var access = FolderAccess.Create("/proc/self");
        using var buffers = new BigBuffers();
        using var loader = new FileLoader(access, buffers);
        access.Enter(default);
        Assert.Equal(AccessProblem.None, access.Stat("status\0"u8, out var stat));
        Assert.Equal(0, stat.Stamp.Size);

        Assert.Equal(LoadKind.Text, loader.Load("status\0"u8, stat.Stamp, new LoadOrder(Text: true, Id: false, AsBlob: false, 1 << 30), out var text));

        Assert.True(text.StartsWith("Name:"u8));
    }

    [Fact]
    public void A_file_on_which_the_system_reports_an_error_is_unread()
    {
        using var access = FolderAccess.Create("/proc/self");
        using var buffers = new BigBuffers();
        using var loader = new FileLoader(access, buffers);
        access.Enter(default);

        // The first page of a process is never mapped: reading it is EIO, as root too.
        Assert.Equal(LoadKind.Unread, loader.Load("mem\0"u8, new FileStamp(100, 1, 1, 1, 1), new LoadOrder(Text: true, Id: false, AsBlob: false, 1 << 30), out _));
        Assert.Equal("reading failed", loader.Reason);
    }
}
