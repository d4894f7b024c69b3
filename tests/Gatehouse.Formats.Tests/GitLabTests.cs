using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Formats.Tests;

/// <summary>
/// What GitLab's schema 15.2.1 asks of a report (secret-detection- and sast-report-format.json): one breach and GitLab takes
/// nothing of it. The schemas themselves judge in bench/measure gitlab-schemas.
/// </summary>
public class GitLabTests
{
    private static JsonElement Report(params Finding[] findings) => JsonDocument.Parse(Runs.Write("gitlab", Runs.Document(findings))).RootElement;

    private static Finding Flaw(string message = "It is wrong") => Runs.Finding("a", Severity.High, message: message) with { Kind = FindingKind.Code };

    private static HashSet<string> Names(JsonElement node) => [.. node.EnumerateObject().Select(member => member.Name)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_required_member_is_there_with_or_without_findings(bool hasFinding)
    {
        var report = hasFinding ? Report(Flaw()) : Report();
        Assert.Superset(new HashSet<string> { "scan", "version", "vulnerabilities" }, Names(report));
        Assert.Equal("15.2.1", report.GetProperty("version").GetString());
        var scan = report.GetProperty("scan");
        Assert.Superset(new HashSet<string> { "analyzer", "end_time", "scanner", "start_time", "status", "type" }, Names(scan));
        Assert.Equal(hasFinding ? "sast" : "secret_detection", scan.GetProperty("type").GetString());
        foreach (var tool in new[] { "analyzer", "scanner" })
        {
            Assert.All(["id", "name", "version"], member => Assert.NotEqual("", scan.GetProperty(tool).GetProperty(member).GetString()));
            Assert.NotEqual("", scan.GetProperty(tool).GetProperty("vendor").GetProperty("name").GetString());
        }

        Assert.All(report.GetProperty("vulnerabilities").EnumerateArray(), found => Assert.Superset(new HashSet<string> { "id", "identifiers", "location" }, Names(found)));
    }

    [Fact]
    public void Times_are_of_the_pattern_without_a_zone()
    {
        var scan = Report().GetProperty("scan");
        Assert.All(["start_time", "end_time"], member => Assert.Matches(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$", scan.GetProperty(member).GetString()));
    }

    [Theory]
    [InlineData(Severity.Critical, "Critical")]
    [InlineData(Severity.High, "High")]
    [InlineData(Severity.Medium, "Medium")]
    [InlineData(Severity.Low, "Low")]
    [InlineData(Severity.Info, "Info")]
    public void Severities_are_the_schemas_words(Severity severity, string word) =>
        Assert.Equal(word, Report(Runs.Finding("a", severity)).GetProperty("vulnerabilities")[0].GetProperty("severity").GetString());

    [Fact]
    public void A_secret_names_its_commit()
    {
        var location = Report(Runs.Finding("a", Severity.High)).GetProperty("vulnerabilities")[0].GetProperty("location");
        Assert.Equal(new string('c', 40), location.GetProperty("commit").GetProperty("sha").GetString());
    }

    [Fact]
    public void Identifiers_are_never_none_and_never_empty()
    {
        var identifiers = Report(Flaw() with { Cwe = [] }).GetProperty("vulnerabilities")[0].GetProperty("identifiers");
        var one = Assert.Single(identifiers.EnumerateArray());
        Assert.All(["type", "name", "value"], member => Assert.NotEqual("", one.GetProperty(member).GetString()));
    }

    [Fact]
    public void Texts_keep_to_the_schemas_bounds_and_no_character_is_cut_in_two()
    {
        var character = char.ConvertFromUtf32(0x1F512);
        var text = "x" + string.Concat(Enumerable.Repeat(character, 600_000));
        var found = Report(Flaw(text) with { Title = text, Remedy = text }).GetProperty("vulnerabilities")[0];
        foreach (var (member, limit) in new[] { ("name", 255), ("description", 1_048_576), ("solution", 7_000) })
        {
            var cut = found.GetProperty(member).GetString()!;
            Assert.InRange(cut.Length, limit - 1, limit);
            Assert.DoesNotContain('\uFFFD', cut);
        }
    }
}
