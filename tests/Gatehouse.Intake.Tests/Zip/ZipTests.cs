using System.IO.Compression;
using System.Text;
using Gatehouse.Intake.Tests.Pages;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Zip;

public sealed class ZipTests
{
    private const string Hotspots = """{ "paging": { "pageIndex": 1, "total": 1 }, "components": [], "hotspots": [ { "component": "shop:a.py", "vulnerabilityProbability": "HIGH", "status": "TO_REVIEW", "line": 3, "message": "m", "ruleKey": "python:S4" } ] }""";
    private const string Other = """{ "paging": { "pageIndex": 2, "total": 1 }, "components": [], "hotspots": [ { "component": "shop:b.py", "vulnerabilityProbability": "LOW", "status": "TO_REVIEW", "line": 4, "message": "m", "ruleKey": "python:S5" } ] }""";

    [Fact]
    public void Reports_of_one_tool_become_one_fact()
    {
        var result = Report.Import(Pack(("1.json", Hotspots), ("folder/2.json", Other)));
        Assert.Equal("zip", result.Importer);
        var fact = Assert.Single(result.Facts);
        Assert.Equal(Completeness.Complete, fact.Completeness);
        Assert.Equal(["python:S4 HIGH Code @ a.py:3:1", "python:S5 LOW Code @ b.py:4:1"], Brief.Of(fact));
    }

    [Fact]
    public void What_is_no_known_report_makes_it_partial()
    {
        var fact = Assert.Single(Report.Import(Pack(("1.json", Hotspots), ("notes.md", "# notes"))).Facts);
        Assert.Equal((Completeness.Partial, "notes.md"), (fact.Completeness, Assert.Single(fact.Notices).Path));
    }

    [Fact]
    public void An_archive_without_a_report_is_refused()
    {
        Assert.Contains("holds no report", Problem(Pack()), StringComparison.Ordinal);
        Assert.Contains("holds no report", Problem(Pack(("inner.zip", Encoding.Latin1.GetString(Pack(("1.json", Hotspots)))))), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_files_and_too_many_bytes_are_refused()
    {
        Assert.Contains("at most 1000", Problem(Pack([.. Enumerable.Range(0, 1001).Select(i => ($"{i}.json", "{}"))])), StringComparison.Ordinal);
        using var bomb = new MemoryStream();
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            using var entry = archive.CreateEntry("zeros.json", CompressionLevel.Fastest).Open();
            for (var i = 0; i <= 256; i++)
                entry.Write(zeros);
        }

        Assert.Contains("more than 256 MiB", Problem(bomb.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_is_not_kept() => Assert.DoesNotContain("python", Encoding.UTF8.GetString(Redaction.Apply(Pack(("1.json", Hotspots)))), StringComparison.Ordinal);

    [Fact]
    public void Damage_never_throws()
    {
        var sound = Pack(("1.json", Hotspots), ("2.json", Other));
        var random = new Random(20260301);
        var refused = 0;
        for (var round = 0; round < 400; round++)
        {
            var bytes = sound[..(round % 4 == 0 ? random.Next(4, sound.Length) : sound.Length)];
            for (var hits = random.Next(1, 4); hits > 0; hits--)
                bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            var result = Report.Import(bytes, round % 2 == 0 ? null : "zip");
            Assert.NotEqual(result.Facts.IsEmpty, result.Problems.IsEmpty);
            refused += result.Facts.IsEmpty ? 1 : 0;
        }

        Assert.InRange(refused, 1, 399);
    }

    private static string Problem(byte[] zip) => Assert.Single(Report.Import(zip, "zip").Problems).ToString();

    private static byte[] Pack(params (string Name, string Text)[] files)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.Latin1.GetBytes(text));
            }
        }

        return zip.ToArray();
    }
}
