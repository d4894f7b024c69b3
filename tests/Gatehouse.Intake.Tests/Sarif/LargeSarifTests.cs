using System.Text;
using Gatehouse.Attestation.Statements;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Sarif;

/// <summary>Reports that are read in pieces: what comes of them is what comes of the same report in one piece.</summary>
public sealed class LargeSarifTests : IDisposable
{
    private const string Tool = """ "tool": { "driver": { "name": "Tool", "rules": [ { "id": "R1", "shortDescription": { "text": "One" }, "properties": { "tags": ["external/cwe/cwe-079"], "security-severity": "9.1" } }, { "id": "R2" } ] } } """;
    private const string Artifacts = """ "artifacts": [ { "location": { "uri": "src/a.c" } }, { "location": { "uri": "src/b.c" } } ] """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-large-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_report_over_the_bound_gives_the_facts_of_one_below_it()
    {
        var (small, _) = Import(Padded(0));
        var (large, file) = Import(Padded(66 << 20));
        Assert.True(file.IsLarge);
        Assert.Equal("sarif", large.Importer);
        Assert.Equal(3, Report.Findings(Assert.Single(small.Facts)).Length);
        Assert.Equal(Statement.Write(small.Facts[0] with { ReportDigest = null }), Statement.Write(large.Facts[0] with { ReportDigest = null }));
        Assert.Equal(file.Digest, large.Facts[0].ReportDigest);
    }

    [Fact]
    public void Members_may_come_in_any_order()
    {
        var before = Report.Findings($$"""{ "version": "2.1.0", "runs": [ { {{Tool}}, {{Artifacts}}, {{Results(0)}} } ] }""");
        var after = Report.Findings($$"""{ "version": "2.1.0", "runs": [ { {{Results(0)}}, {{Artifacts}}, {{Tool}} } ] }""");
        Assert.Equal(3, after.Length);
        Assert.Equal(["src/b.c", "src/a.c", "src/a.c"], after.Select(finding => finding.Location!.Path).OrderDescending());
        Assert.Equal(Severity.Critical, after[0].Severity);
        Assert.Equal(79, Assert.Single(after[0].Cwe));
        Assert.Equal(before.Select(finding => finding.ToString()), after.Select(finding => finding.ToString()));
    }

    [Fact]
    public void A_large_report_that_is_cut_short_gives_no_fact_and_its_place()
    {
        var whole = Padded(66 << 20);
        var (result, _) = Import(whole[..^10]);
        Assert.Empty(result.Facts);
        Assert.Contains("let the tool write the report anew, and check that it ended well", Assert.Single(result.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_report_is_kept_without_its_snippets()
    {
        var (_, file) = Import(Padded(66 << 20));
        using var copy = new MemoryStream();
        Assert.True(Redaction.TryCopy(file, copy));
        var kept = Encoding.UTF8.GetString(copy.ToArray());
        Assert.DoesNotContain("hidden-word", kept, StringComparison.Ordinal);
        Assert.Contains("\"text\": \"[redacted: 11 characters]\"", kept, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(Redaction.Apply(Encoding.UTF8.GetBytes(Padded(0)))), kept.Replace(Padding(66 << 20), Padding(0), StringComparison.Ordinal));
    }

    [Fact]
    public void Flows_that_are_too_long_to_keep_are_left_out_and_told()
    {
        var flow = $$"""[ { "threadFlows": [ { "locations": [ {{string.Join(',', Enumerable.Repeat($$"""{ "location": { "physicalLocation": { "artifactLocation": { "uri": "src/a.c" } }, "message": { "text": "{{new string('m', 1900)}}" } } }""", 100))}} ] } ] } ]""";
        var fact = Report.Fact($$"""{ "version": "2.1.0", "runs": [ { {{Tool}}, "results": [ {{string.Join(',', Enumerable.Range(0, 60).Select(number => $$"""{ "ruleId": "R{{number}}", "message": { "text": "m" }, "codeFlows": {{flow}} }"""))}} ] } ] }""");
        Assert.Equal(60, Report.Findings(fact).Length);
        Assert.Contains(fact.Notices, notice => notice.Reason.Contains("the way from source to sink is left out of", StringComparison.Ordinal));
        Assert.Equal(Completeness.Complete, fact.Completeness);
        Assert.InRange(Statement.Write(fact).Length, 1, 16 << 20);
    }

    private static string Results(int padding) => $$"""
         "results": [
          { "ruleIndex": 0, "message": { "text": "one" }, "locations": [ { "physicalLocation": { "artifactLocation": { "index": 1 }, "region": { "startLine": 3, "snippet": { "text": "hidden-word" } } } } ] },
          { "ruleId": "R2", "message": { "text": "two" }, "properties": { "note": "{{Padding(padding)}}" }, "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "src/a.c" }, "region": { "startLine": 1 } } } ] },
          { "ruleId": "R2", "message": { "text": "three" }, "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "src/a.c" }, "region": { "startLine": 2 } } } ] }
        ]
        """;

    private static string Padding(int length) => "<" + new string('p', length / 2) + ">";

    // Half of the padding in a result, half beside the runs.
    private static string Padded(int length) => $$"""{ "$schema": "https://example.org/sarif-2.1.0.json", "version": "2.1.0", "properties": { "note": "{{Padding(length)}}" }, "runs": [ { {{Results(length)}}, {{Artifacts}}, {{Tool}} } ] }""";

    private (ImportResult Result, ReportFile File) Import(string report)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("n"));
        File.WriteAllText(path, report);
        var file = ReportFile.Read(path).File!;
        return (ReportIntake.Import(file, Report.Context), file);
    }
}
