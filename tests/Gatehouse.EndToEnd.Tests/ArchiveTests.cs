using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>Secrets in archives, as a user sees them.</summary>
public class ArchiveTests
{
    [Fact]
    public void A_secret_in_an_archive_stops_the_gate_and_is_placed_in_it()
    {
        using var workspace = new Workspace();
        workspace.Write("a.txt", "a\n").Commit();
        Write(workspace, "vendor/lib.jar", Zip("config/prod.env", "\n\n" + Workspace.PrivateKey()));
        workspace.Git("add", "-A");
        workspace.Gatehouse("run", "--staged").Is(1, "vendor/lib.jar!config/prod.env:3");
        workspace.Commit();
        workspace.Gatehouse("run").Is(1, "vendor/lib.jar!config/prod.env:3");
        workspace.Gatehouse("scan", "git:HEAD~1..HEAD", "-f", "csv").Is(0, "vendor/lib.jar!config/prod.env,3,");
        workspace.Shell("dotnet \"$DLL\" scan - -f csv <vendor/lib.jar").Is(0, "stdin!config/prod.env,3,");
    }

    [Fact]
    public void Reports_point_at_the_file_and_say_the_member()
    {
        using var workspace = new Workspace();
        Write(workspace, "b.tar.gz", TarGz("x.zip", Zip("in.env", Workspace.PrivateKey())));
        workspace.Commit();
        var sarif = workspace.Gatehouse("scan", ".", "-f", "sarif").Is(0, "\"uri\": \"b.tar.gz\"", "in b.tar.gz!x.zip!in.env:1:");
        Assert.DoesNotContain("\"region\"", sarif.Output, StringComparison.Ordinal);
        workspace.Gatehouse("scan", ".", "-f", "json").Is(0, "\"path\": \"b.tar.gz\"", "\"member\": \"x.zip!in.env\"");
    }

    [Fact]
    public void A_suppression_names_the_archive_or_the_member()
    {
        foreach (var path in (string[])["b.tar.gz", "b.tar.gz!config/**"])
        {
            using var workspace = new Workspace();
            workspace.Write("gatehouse.yaml", $"version: 1\nsuppressions:\n  - ids: [private-key]\n    paths: [\"{path}\"]\n    reason: made for a test\n    owner: olga\n    expires: 2026-04-01\n");
            Write(workspace, "b.tar.gz", TarGz("config/prod.env", Encoding.UTF8.GetBytes(Workspace.PrivateKey())));
            workspace.Commit();
            workspace.Gatehouse("scan", ".", "-f", "json").Is(0, "made for a test");
        }
    }

    [Fact]
    public void A_finding_in_an_archive_that_was_there_is_not_new()
    {
        using var workspace = new Workspace();
        Write(workspace, "a.zip", Zip("in.env", Workspace.PrivateKey()));
        workspace.Commit();
        workspace.Git("checkout", "-q", "-b", "change");
        Write(workspace, "a.zip", Zip("in.env", Workspace.PrivateKey() + "more\n"));
        Write(workspace, "b.zip", Zip("new.env", Workspace.PrivateKey(3)));
        workspace.Commit();
        workspace.InGitHub("run", "change", "main");
        var json = workspace.Gatehouse("run", "-f", "csv");
        json.Is(json.Code, ",a.zip!in.env,", ",b.zip!new.env,");
        Assert.Contains(json.Output.Split('\n'), line => line.Contains("a.zip!in.env", StringComparison.Ordinal) && line.Contains(",unchanged,", StringComparison.Ordinal));
        Assert.Contains(json.Output.Split('\n'), line => line.Contains("b.zip!new.env", StringComparison.Ordinal) && line.Contains(",new,", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bound_that_is_reached_leaves_the_gate_undecided_and_a_waiver_or_a_higher_bound_helps()
    {
        using var workspace = new Workspace();
        var deep = Zip("b.zip", Zip("c.zip", Zip("d.txt", "d\n")));
        workspace.Write("gatehouse.yaml", "version: 1\narchives: {depth: 2}\n");
        Write(workspace, "a.zip", deep);
        workspace.Commit();
        workspace.Gatehouse("run").Is(3, "a.zip", "archives.depth");
        workspace.Write("gatehouse.yaml", "version: 1\narchives: {depth: 3}\n").Commit();
        Assert.Equal(0, workspace.Gatehouse("run").Code);
    }

    [Fact]
    public void Lowering_a_bound_is_told()
    {
        using var workspace = new Workspace();
        workspace.Write("a.txt", "a\n").Commit();
        workspace.Git("checkout", "-q", "-b", "change");
        workspace.Write("gatehouse.yaml", "version: 1\narchives: {depth: 0}\n").Commit();
        workspace.InGitHub("run", "change", "main");
        var run = workspace.Gatehouse("run", "-f", "json");
        run.Is(run.Code, "archives-lowered", "archives.depth is lowered from 5 to 0");
    }

    private static void Write(Workspace workspace, string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(workspace.File(path))!);
        File.WriteAllBytes(workspace.File(path), bytes);
    }

    private static byte[] Zip(string name, string text) => Zip(name, Encoding.UTF8.GetBytes(text));

    private static byte[] Zip(string name, byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(bytes);
        }

        return stream.ToArray();
    }

    private static byte[] TarGz(string name, byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) });
        return stream.ToArray();
    }
}
