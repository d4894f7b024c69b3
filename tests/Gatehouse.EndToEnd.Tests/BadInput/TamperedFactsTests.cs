using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Gatehouse.EndToEnd.Tests.BadInput;

/// <summary>One byte of a fact, of an archive, and archives made to harm: refused, and nothing of them is taken.</summary>
public class TamperedFactsTests
{
    private static Workspace Judged()
    {
        var workspace = new Workspace().Write("README.md", "hello\n");
        workspace.Commit();
        workspace.Gatehouse("gate", "code").Is(0);
        return workspace;
    }

    private static string Beside(Workspace workspace, string name) => Path.Combine(Path.GetDirectoryName(workspace.Root)!, name);

    private static void NothingOf(string archive, params string[] words)
    {
        using var clone = new Workspace().Write("README.md", "other\n");
        clone.Commit();
        clone.Gatehouse("fact", "unpack", archive).Is(1, ["gatehouse: ", .. words]);
        Assert.False(Directory.Exists(clone.File(".gatehouse")));
        Assert.False(File.Exists(Beside(clone, "evil")));
    }

    [Fact]
    public void One_byte_of_a_stored_fact_makes_it_missing()
    {
        using var workspace = Judged();
        workspace.Gatehouse("gate", "code", "--no-scan").Is(0);
        foreach (var file in Directory.GetFiles(workspace.File(".gatehouse/facts")))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file, bytes);
        }

        workspace.Gatehouse("fact", "verify").Is(1, "its bytes are not those that its name tells: it was changed or renamed, and counts as missing");
        var result = workspace.Gatehouse("gate", "code", "--no-scan").Is(3, "note: .gatehouse/facts/", "counts as missing", "STOPPED: code undecided");
        Assert.DoesNotContain("facts/facts", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_byte_of_a_packed_archive_refuses_all_of_it()
    {
        using var workspace = Judged();
        var archive = Beside(workspace, "facts.tar.gz");
        workspace.Gatehouse("fact", "pack", archive).Is(0);
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress))
            gzip.CopyTo(plain);
        var bytes = plain.ToArray();
        bytes[bytes.AsSpan().IndexOf("predicateType"u8)] ^= 1;
        using (var gzip = new GZipStream(File.Create(archive), CompressionMode.Compress))
            gzip.Write(bytes);
        NothingOf(archive, "its bytes do not fit its digest");
    }

    [Fact]
    public void An_archive_that_is_cut_short_is_refused()
    {
        using var workspace = Judged();
        var archive = Beside(workspace, "facts.tar.gz");
        workspace.Gatehouse("fact", "pack", archive).Is(0);
        var bytes = File.ReadAllBytes(archive);
        File.WriteAllBytes(archive, bytes[..(bytes.Length / 2)]);
        NothingOf(archive, "facts.tar.gz: ");
    }

    [Theory]
    [InlineData("../../evil", false, "the path climbs out of the dossier")]
    [InlineData("/gatehouse-evil", false, "/gatehouse-evil")]
    [InlineData("facts/l.json", true, "a link: a pack holds files only")]
    public void Climbing_paths_and_links_are_refused(string name, bool isLink, string reason)
    {
        using var workspace = Judged();
        var archive = Beside(workspace, "evil.tar.gz");
        using (var gzip = new GZipStream(File.Create(archive), CompressionMode.Compress))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
            tar.WriteEntry(isLink ? new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = "/etc/passwd" } : new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.ASCII.GetBytes("x")) });
        NothingOf(archive, reason);
        Assert.False(File.Exists("/gatehouse-evil"));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    public void What_is_no_archive_is_refused(string text)
    {
        using var workspace = Judged();
        File.WriteAllText(Beside(workspace, "a.tar.gz"), text);
        NothingOf(Beside(workspace, "a.tar.gz"), "a.tar.gz: ");
    }

    [Fact]
    public void A_pipe_is_no_archive_and_nothing_waits_for_it()
    {
        using var workspace = Judged();
        workspace.Shell("mkfifo pipe; dotnet \"$DLL\" fact unpack pipe").Is(1, "pipe: not a regular file");
    }

    [Fact]
    public void What_a_killed_write_left_is_said_and_does_no_harm()
    {
        using var workspace = Judged();
        workspace.Write(".gatehouse/facts/.half.json.1.1.tmp", "{\"_type\":");
        workspace.Gatehouse("fact", "verify").Is(1, "left behind by a write that was interrupted: it may be deleted");
        workspace.Gatehouse("gate", "code", "--no-scan").Is(0, "MAY GO ON");
    }
}
