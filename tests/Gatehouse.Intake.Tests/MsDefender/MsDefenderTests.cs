using System.IO.Compression;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.MsDefender;

public sealed class MsDefenderTests
{
    private const string Many = """
        { "@odata.context": "https://api.securitycenter.example/api/$metadata#Collection(x)", "value": [
            { "id": "m1-_-CVE-2026-1", "cveId": "CVE-2026-1", "machineId": "m1", "fixingKbId": "KB1", "productName": "tools", "productVendor": "v", "productVersion": "1.2", "severity": "High" },
            { "id": "m2-_-CVE-2026-2", "cveId": "CVE-2026-2", "machineId": "m2", "productName": "other", "productVersion": "3", "severity": "Low" } ] }
        """;

    private const string Machines = """{ "@odata.context": "https://api.securitycenter.example/api/$metadata#Machines", "value": [ { "id": "m1", "computerDnsName": "srv.example" }, { "id": "m2", "computerDnsName": null, "lastIpAddress": "192.0.2.2" } ] }""";

    private static byte[] Zip(params (string Path, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static Fact Fact(byte[] report) => Assert.Single(Report.Import(report).Facts);

    [Fact]
    public void A_page_gives_a_vulnerability_for_each_machine()
    {
        var fact = Report.Fact(Many);
        var finding = Report.Findings(fact)[0];
        Assert.Equal((FactKind.OtherScan, "CVE-2026-1", Severity.High, "tools", "1.2", "m1", "Install KB1."), (fact.Kind, finding.RuleId, finding.Severity, finding.Component!.Name, finding.Component.Version, finding.Location!.Path, finding.Remedy));
        Assert.Equal(Severity.Low, Report.Findings(fact)[1].Severity);
    }

    [Fact]
    public void An_archive_gives_the_machines_their_names() =>
        Assert.Equal(
            ["srv.example", "192.0.2.2"],
            Report.Findings(Fact(Zip(("machines/machines.json", Machines), ("vulnerabilities/1.json", Many)))).Select(finding => finding.Location!.Path));

    [Fact]
    public void An_empty_page_is_a_clean_scan() =>
        Assert.Empty(Report.Findings("""{ "@odata.context": "https://api-eu.securitycenter.windows.com/api/x", "value": [] }"""));

    [Fact]
    public void Without_the_last_page_it_is_partial()
    {
        var more = Many.Replace("\"value\"", "\"@odata.nextLink\": \"https://next.example\", \"value\"", StringComparison.Ordinal);
        Assert.Equal(Completeness.Partial, Report.Fact(more).Completeness);
        Assert.Equal(Completeness.Partial, Fact(Zip(("vulnerabilities/1.json", more))).Completeness);
        Assert.Equal(Completeness.Complete, Fact(Zip(("vulnerabilities/1.json", more), ("vulnerabilities/2.json", Many))).Completeness);
    }

    [Fact]
    public void A_page_of_the_archive_that_is_not_readable_makes_it_partial()
    {
        var fact = Fact(Zip(("vulnerabilities/1.json", Many), ("vulnerabilities/2.json", Many[..80])));
        Assert.Equal((Completeness.Partial, "vulnerabilities/2.json"), (fact.Completeness, Assert.Single(fact.Notices).Path));
    }

    [Fact]
    public void Machines_alone_and_other_archives_are_refused()
    {
        Assert.NotEmpty(Report.Import(Zip(("machines/machines.json", Machines)), "ms-defender").Problems);
        Assert.NotEmpty(Report.Import(Zip(("other/a.txt", "a"))).Problems);
        Assert.NotEmpty(Report.Import(Machines).Problems);
    }

    [Fact]
    public void Too_many_files_are_refused_with_the_bound()
    {
        var report = Zip([.. Enumerable.Range(0, 1_001).Select(number => ($"vulnerabilities/{number}.json", "{}"))]);
        Assert.Contains("at most 1000", Assert.Single(Report.Import(report, "ms-defender").Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_unpacks_beyond_the_bound_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            using var entry = archive.CreateEntry("vulnerabilities/1.json", CompressionLevel.Fastest).Open();
            for (var i = 0; i <= 256; i++)
                entry.Write(zeros);
        }

        Assert.Contains("256 MiB", Assert.Single(Report.Import(stream.ToArray(), "ms-defender").Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_archive_never_throws()
    {
        var sound = Zip(("machines/machines.json", Machines), ("vulnerabilities/1.json", Many));
        var random = new Random(20260301);
        for (var round = 0; round < 400; round++)
        {
            var bytes = round % 4 == 0 ? sound[..random.Next(4, sound.Length)] : [.. sound];
            for (var hits = random.Next(1, 4); hits > 0; hits--)
                bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            var result = Report.Import(bytes, round % 2 == 0 ? null : "ms-defender");
            Assert.NotEqual(result.Facts.IsEmpty, result.Problems.IsEmpty);
        }
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "ms-defender");
}
