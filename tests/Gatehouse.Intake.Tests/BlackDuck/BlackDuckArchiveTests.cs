using System.IO.Compression;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.BlackDuck;

public sealed class BlackDuckArchiveTests
{
    private const string Table = "Project id,Version id,Channel version id,Project name,Version,Channel version origin,Channel version origin id,Channel version origin name,Vulnerability id,Description,Base score,Vulnerability source,Remediation status,Remediation comment,URL,Security Risk\n"
        + "a,b,c,Commons X,1.2,maven,org.x:x-core:1.2,1.2,CVE-2026-1,Bad,7.5,NVD,NEW,,,HIGH\n";

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    [Theory]
    [InlineData("security.csv")]
    [InlineData("app-1.0/security_2026-02-01_101500.csv")]
    [InlineData("../../security.csv")]
    public void The_table_of_vulnerabilities_is_found_and_read(string name)
    {
        var archive = Zip(("x/version.csv", "whatever"), (name, Table));
        var fact = Assert.Single(Report.Import(archive).Facts);
        Assert.Equal(("CVE-2026-1", Severity.High), (Report.Findings(fact)[0].RuleId, Assert.Single(Report.Findings(fact)).Severity));
        Assert.Equal(new ReportFile("r", archive).Digest, fact.ReportDigest);
    }

    [Fact]
    public void An_archive_without_the_table_or_with_two_is_refused()
    {
        Assert.Equal("zip", Report.Import(Zip(("a.csv", Table))).Importer);
        Assert.Contains("no known format", Assert.Single(Report.Import(Zip(("a.txt", "hello"))).Problems).Message, StringComparison.Ordinal);
        Assert.Contains("holds 0 files", Assert.Single(Report.Import(Zip(("a.csv", Table)), "blackduck-archive").Problems).Message, StringComparison.Ordinal);
        Assert.Contains("holds 2 files", Assert.Single(Report.Import(Zip(("a/security.csv", Table), ("b/security.csv", Table))).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_of_too_many_files_is_refused() =>
        Assert.Contains("1001 files", Assert.Single(Report.Import(Zip([.. Enumerable.Range(0, 1000).Select(i => ($"{i}", "")), ("security.csv", Table)]), "blackduck-archive").Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void An_archive_that_unpacks_to_too_much_is_refused() =>
        Assert.Contains("256 MiB", Assert.Single(Report.Import(Zip(("security.csv", new string('a', (256 << 20) + 1))), "blackduck-archive").Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void A_damaged_archive_never_throws()
    {
        var sound = Zip(("security.csv", Table));
        var random = new Random(20260301);
        for (var round = 0; round < 300; round++)
        {
            var bytes = sound[..(round % 3 == 0 ? random.Next(4, sound.Length) : sound.Length)];
            for (var hit = 0; hit < 4; hit++)
                bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            var result = Report.Import(bytes, round % 2 == 0 ? null : "blackduck-archive");
            Assert.NotEqual(result.Facts.IsEmpty, result.Problems.IsEmpty);
        }
    }
}
