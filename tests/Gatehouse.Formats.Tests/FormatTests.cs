using System.Text.Json;
using System.Xml.Linq;
using Gatehouse.Model;

namespace Gatehouse.Formats.Tests;

public class FormatTests
{
    private static readonly Finding Hostile = Runs.Finding("evil|rule", Severity.High, "../=cmd|x.cs", "=HYPERLINK(\"x\") <script> @everyone \u001b[31m | `code`\nsecond")
        with
    { AlsoAt = [new FurtherPlace(new Location("src/other place.cs", Region.Line(7)), "there <script> too")] };

    private static readonly Finding InArchive = Runs.Finding("e", Severity.High) with { Location = new Location("a.zip", Region.Line(3)) { Member = "b.env" } };

    // The line is the member's: none of the file that a viewer opens.
    [Theory]
    [InlineData("sarif", "in a.zip!b.env:3:1", "\"region\"")]
    [InlineData("gitlab", "in a.zip!b.env:3:1", "\"start_line\": 3")]
    [InlineData("csv", "a.zip!b.env,3", "a.zip,3")]
    [InlineData("junit", "a.zip!b.env:3:1", "a.zip:3")]
    [InlineData("json", "\"member\": \"b.env\"", "a.zip!b.env")]
    public void A_place_in_an_archive_says_the_file_and_the_member(string format, string there, string absent)
    {
        var text = Runs.Write(format, Runs.Document(InArchive));
        Assert.Contains(there, text, StringComparison.Ordinal);
        Assert.DoesNotContain(absent, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sarif_is_valid_against_the_schema_of_OASIS()
    {
        var path = Environment.GetEnvironmentVariable("GATEHOUSE_SARIF_SCHEMA") ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "sarif-schema.json"));
        Assert.True(File.Exists(path), "./test fetches the schema; run the tests through it");
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(path));
        var suppressed = Runs.Finding("b", Severity.Low) with
        {
            Suppression = new Suppression("inline", "known", "a.cs:1") { Owner = "me", Expires = new DateOnly(2026, 1, 2) },
            Baseline = BaselineState.Unchanged,
            Flow = [new FlowStep(new Location("a.cs", Region.Line(1)), "from"), new FlowStep(new Location("b.cs", Region.Line(2), "Main"), "to")],
        };
        var web = Runs.Finding("c", Severity.Medium) with { Supplier = "ZAP", Location = new Location("https://app.example/a?b=c d") { IsUri = true }, Baseline = BaselineState.New };
        foreach (var run in new[] { Runs.Document(), Runs.Document(Runs.Finding("a", Severity.Critical), suppressed, web, Hostile, InArchive, Runs.Finding("d", Severity.Info) with { Location = null, HelpUri = "not a uri", Remedy = null }) })
            Assert.Empty(schema.Validate(Runs.Write("sarif", run)));
    }

    private static JsonElement Sarif(RunDocument run, ReportOptions? options = null) => JsonDocument.Parse(Runs.Write("sarif", run, options)).RootElement.GetProperty("runs");

    [Fact]
    public void A_clean_scan_and_a_failed_one_differ_in_sarif()
    {
        var partial = Sarif(Runs.Document())[0].GetProperty("invocations")[0];
        Assert.False(partial.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal("error", partial.GetProperty("toolExecutionNotifications")[0].GetProperty("level").GetString());
        var clean = Runs.Document() with { Suppliers = [new SupplierSummary("secrets", "1", Completeness.Complete, 10, [])] };
        Assert.True(Sarif(clean)[0].GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
    }

    [Fact]
    public void Sarif_has_a_run_for_every_supplier_and_uris_are_encoded()
    {
        var runs = Sarif(Runs.Document(Runs.Finding("a", Severity.High), Runs.Finding("z", Severity.Critical) with { Supplier = "Trivy" }));
        Assert.Equal(["Trivy", "secrets"], runs.EnumerateArray().Select(run => run.GetProperty("tool").GetProperty("driver").GetProperty("name").GetString()));
        Assert.Equal("src/a%20b.cs", runs[1].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
    }

    [Fact]
    public void What_the_limit_of_a_host_leaves_out_is_counted()
    {
        var run = Sarif(Runs.Document(Runs.Finding("a", Severity.High), Runs.Finding("b", Severity.Low), Runs.Finding("c", Severity.Low)), new ReportOptions { SarifLimit = 1 })[0];
        Assert.Equal("a", Assert.Single(run.GetProperty("results").EnumerateArray()).GetProperty("ruleId").GetString());
        Assert.Contains("2 results", run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Junit_tells_failures_from_what_is_undecided_and_not_judged()
    {
        var suite = XDocument.Parse(Runs.Write("junit", Runs.Document(Hostile))).Root!.Element("testsuite")!;
        Assert.Equal(("3", "1", "1", "1"), ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!, (string)suite.Attribute("errors")!, (string)suite.Attribute("skipped")!));
        Assert.NotNull(suite.Elements("testcase").Single(test => (string)test.Attribute("name")! == "code.review").Element("error"));
    }

    [Fact]
    public void Csv_defuses_formulas_and_quotes_what_needs_it()
    {
        var line = Runs.Write("csv", Runs.Document(Hostile)).Split("\r\n")[1];
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Further_places_are_listed_where_there_is_room_and_counted_where_there_is_none()
    {
        var run = Runs.Document(Runs.Finding("a", Severity.High) with { AlsoAt = [.. Enumerable.Range(1, 1200).Select(line => new FurtherPlace(new Location("b.cs", Region.Line(line)), "there too"))] });
        foreach (var format in (string[])["csv", "markdown"])
            Assert.Contains("It is wrong (and at 1,200 more places)", Runs.Write(format, run), StringComparison.Ordinal);
        Assert.Contains("b.cs:1200:1", Runs.Write("html", run), StringComparison.Ordinal);
        var locations = Sarif(run)[0].GetProperty("results")[0].GetProperty("locations");
        Assert.Equal((1201, "there too"), (locations.GetArrayLength(), locations[1200].GetProperty("message").GetProperty("text").GetString()));
        Assert.Equal(1200, JsonDocument.Parse(Runs.Write("json", run)).RootElement.GetProperty("findings")[0].GetProperty("alsoAt").GetArrayLength());
    }

    [Fact]
    public void Markdown_holds_no_markup_of_scanned_content()
    {
        var text = Runs.Write("markdown", Runs.Document(Hostile));
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", text, StringComparison.Ordinal);
        Assert.Contains("stopped at code", text, StringComparison.Ordinal);
        Assert.Contains("INCOMPLETE", text, StringComparison.Ordinal);
        Assert.Contains("x/secret.bin", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lines_begin_with_the_run_and_count_what_follows()
    {
        var lines = Runs.Write("jsonl", Runs.Document(Runs.Finding("a", Severity.High), Hostile)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("run", lines[0].GetProperty("type").GetString());
        Assert.Equal(lines[0].GetProperty("findings").GetInt32(), lines.Count(line => line.GetProperty("type").GetString() == "finding"));
    }

    [Fact]
    public void Gitlab_says_when_a_scan_failed()
    {
        var scan = JsonDocument.Parse(Runs.Write("gitlab", Runs.Document(Runs.Finding("a", Severity.High)))).RootElement;
        Assert.Equal(("failure", "secret_detection"), (scan.GetProperty("scan").GetProperty("status").GetString(), scan.GetProperty("scan").GetProperty("type").GetString()));
        Assert.Equal("High", scan.GetProperty("vulnerabilities")[0].GetProperty("severity").GetString());
    }

    [Fact]
    public void Two_runs_of_the_same_input_write_the_same_bytes_in_every_format()
    {
        foreach (var format in FormatsCatalog.ReportFormats)
            Assert.Equal(Runs.Write(format.Name, Runs.Document(Hostile, Runs.Finding("a", Severity.High))), Runs.Write(format.Name, Runs.Document(Runs.Finding("a", Severity.High), Hostile)));
    }

    [Fact]
    public void A_suppressed_finding_is_shown_where_asked_for()
    {
        var run = Runs.Document(Runs.Finding("a", Severity.High) with { Suppression = new Suppression("file", "why", "f:1") });
        Assert.DoesNotContain("It is wrong", Runs.Write("csv", run), StringComparison.Ordinal);
        Assert.Contains("It is wrong", Runs.Write("csv", run, new ReportOptions { ShowSuppressed = true }), StringComparison.Ordinal);
    }
}
