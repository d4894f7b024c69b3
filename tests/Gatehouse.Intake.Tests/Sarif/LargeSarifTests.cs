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

    // The results are read twice: once passed over, for what stands behind them, and once for themselves.
    [Fact]
    public void A_result_that_is_another_at_the_second_look_gives_no_fact()
    {
        var path = Write(Padded(66 << 20));
        using var file = ReportFile.Read(path).File!;
        Assert.Equal('{', (char)file.Open().ReadByte());
        _ = file.Digest; // The first look at the whole.
        Overwrite(path, "\"three\"", "\"other\"");
        var result = ReportIntake.Import(file, Report.Context);
        Assert.Empty(result.Facts);
        Assert.Contains("the file changed while it was read: import it once the tool that writes it has ended", Assert.Single(result.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_still_grows_gives_no_fact()
    {
        var path = Write(Padded(66 << 20));
        using var file = ReportFile.Read(path).File!;
        File.AppendAllText(path, "\n");
        Assert.Contains("changed while it was read", Assert.Single(ReportIntake.Import(file, Report.Context).Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_changed_after_its_facts_were_taken_is_not_kept_beside_their_digest()
    {
        var path = Write(Padded(66 << 20));
        using var file = ReportFile.Read(path).File!;
        Assert.Single(ReportIntake.Import(file, Report.Context).Facts);
        Overwrite(path, "\"three\"", "\"other\"");
        Assert.False(Redaction.TryCopy(file, new MemoryStream()));
        Assert.True(file.HasChanged);
    }

    [Fact]
    public void The_digest_of_a_large_report_is_that_of_its_bytes()
    {
        var path = Write(Padded(66 << 20));
        using var file = ReportFile.Read(path).File!;
        using var content = File.OpenRead(path);
        Assert.Single(ReportIntake.Import(file, Report.Context).Facts);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), file.Digest);
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
        var file = ReportFile.Read(Write(report)).File!;
        return (ReportIntake.Import(file, Report.Context), file);
    }

    private string Write(string report)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("n"));
        File.WriteAllText(path, report);
        return path;
    }

    // As a tool does that writes into the file: its length and the rest stay as they are.
    private static void Overwrite(string path, string old, string other)
    {
        var bytes = File.ReadAllBytes(path);
        Encoding.UTF8.GetBytes(other).CopyTo(bytes, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(old)));
        using var file = File.OpenWrite(path);
        file.Write(bytes);
    }
}
