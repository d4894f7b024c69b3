using System.Text;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests;

public sealed class IntakeTests
{
    [Fact]
    public void Every_importer_is_found_by_its_attribute() =>
        Assert.Equal(
            typeof(IImporter).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ImporterAttribute), inherit: false)).Select(type => type.FullName).Order(),
            IntakeCatalog.Importers.Select(importer => importer.GetType().FullName).Order());

    [Theory]
    [InlineData("{ \"a\": 1 }")]
    [InlineData("<a/>")]
    [InlineData("hello")]
    [InlineData("%PDF-1.7")]
    public void An_unknown_format_gets_the_list_of_known_ones(string content)
    {
        var problem = Report.Problem(content);
        Assert.All(ReportIntake.Importers, importer => Assert.Contains($"{importer.Tool} ({importer.Name})", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Content_that_two_formats_claim_is_refused_and_the_user_is_asked() =>
        Assert.Contains("could be a report of CycloneDX or SARIF: say which with --importer cyclonedx|sarif", Report.Problem("""{ "bomFormat": "CycloneDX", "specVersion": "1.6", "components": [], "version": "2.1.0", "runs": [] }"""));

    [Fact]
    public void The_user_may_name_the_importer_and_a_wrong_one_is_refused()
    {
        Assert.Contains("is no JUnit report", Report.Problem("""{ "version": "2.1.0", "runs": [] }""", "junit"));
        Assert.Contains("there is no importer named nothing: use one of " + string.Join(", ", ReportIntake.Importers.Select(importer => importer.Name)), Report.Problem("{}", "nothing"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public void An_empty_report_is_no_report(string content) => Assert.Contains("the report is empty", Report.Problem(content));

    [Fact]
    public void A_report_in_utf_16_is_read() =>
        Assert.Empty(Report.Findings(Report.Import([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "T" } }, "results": [] } ] }""")]).Facts.Single()));

    [Fact]
    public void Without_a_subject_a_report_that_names_no_digest_is_refused()
    {
        var file = new ReportFile("r.xml", Encoding.UTF8.GetBytes("""<testsuite name="s"/>"""));
        var result = ReportIntake.Import(file, new ImportContext { Now = Report.Now });
        Assert.Equal("r.xml: the report names no digest of what it is about: say it with --subject, or run where there is a git commit", Assert.Single(result.Problems).ToString());
    }

    [Fact]
    public void The_producer_may_be_named_by_the_user_and_the_report_is_known_by_its_digest()
    {
        var file = new ReportFile("r.xml", Encoding.UTF8.GetBytes("""<testsuite name="s"/>"""));
        var fact = Assert.Single(ReportIntake.Import(file, Report.Context with { Producer = "ci" }).Facts);
        Assert.Equal("ci", fact.Producer.Name);
        Assert.Equal(file.Digest, fact.ReportDigest);
    }

    [Fact]
    public void A_report_of_three_gigabytes_is_refused_before_it_is_read() =>
        Sparse(3L << 30, path => Assert.EndsWith("larger than the limit: split it, at most 2048 MiB are read", ReportFile.Read(path).Problem!.ToString()));

    [Theory]
    [InlineData(null)]
    [InlineData("trivy")]
    public void A_large_report_that_cannot_be_read_in_pieces_is_refused(string? importer) => Sparse(70L << 20, path =>
    {
        using var file = ReportFile.Read(path).File!;
        Assert.Contains("larger than 64 MiB, and in pieces only SARIF is read: split it", Assert.Single(ReportIntake.Import(file, Report.Context, importer).Problems).ToString());
    });

    private static void Sparse(long length, Action<string> judge)
    {
        var path = Path.Combine(Path.GetTempPath(), "gatehouse-intake-" + Guid.NewGuid().ToString("n"));
        try
        {
            using (var sparse = File.Create(path))
                sparse.SetLength(length);
            judge(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_missing_report_says_so() => Assert.Contains("no such file", ReportFile.Read(Path.Combine(Path.GetTempPath(), "not-there", "report")).Problem!.ToString());

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"runs\":", "}")]
    public void A_report_that_is_too_deep_is_refused(string open, string close) =>
        Assert.Contains("not readable as JSON", Report.Problem(string.Concat(Enumerable.Repeat(open, 5000)) + "1" + string.Concat(Enumerable.Repeat(close, 5000))));

    [Fact]
    public void Text_in_a_million_pieces_is_read_in_time_that_grows_with_its_length() =>
        Assert.NotEmpty(Report.Problem("<other>" + string.Concat(Enumerable.Repeat("x<a/>", 1_000_000)) + "</other>"));

    [Fact]
    public void Few_bytes_cannot_grow_into_more_findings_than_the_bound()
    {
        var affects = string.Join(',', Enumerable.Range(0, 100_001).Select(number => FormattableString.Invariant($"{{\"ref\":\"{number}\"}}")));
        var fact = Report.Fact($$"""{ "bomFormat": "CycloneDX", "specVersion": "1.6", "vulnerabilities": [ { "id": "CVE-2026-1", "ratings": [ { "severity": "low" } ], "affects": [ {{affects}} ] } ] }""");
        Assert.Equal(100_000, Report.Findings(fact).Length);
        Assert.Equal(Completeness.Partial, fact.Completeness);
    }
}
