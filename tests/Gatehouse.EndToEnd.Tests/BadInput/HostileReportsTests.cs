namespace Gatehouse.EndToEnd.Tests.BadInput;

/// <summary>Reports that attack the reader, by both ways in: <c>fact add</c> and <c>--report</c>.</summary>
public class HostileReportsTests
{
    private const string Evil = """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"evil\u001b[2J","rules":[{"id":"r\u001b]0;x\u0007"}]}},"results":[{"ruleId":"r\u001b]0;x\u0007","level":"error","message":{"text":"\u001b[31mred"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"../../etc/passwd"},"region":{"startLine":1}}}]}]}]}""";

    private static Workspace Repository(string name, string text)
    {
        var workspace = new Workspace().Write("README.md", "hello\n");
        workspace.Commit();
        return workspace.Write(name, text);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "bomb.xml", "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><testsuites><testsuite name=\"&c;\"/></testsuites>", "a document type declaration is refused" },
        { "deep.json", "{\"version\":\"2.1.0\",\"runs\":" + new string('[', 100_000), "depth of 128" },
        { "deep.xml", string.Concat(Enumerable.Repeat("<testsuites>", 10_000)), "deep.xml:1" },
        { "cut.json", "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":", "not readable as JSON" },
        { "types.sarif", "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":7,\"results\":{\"a\":1}}]}", "does not name its tool" },
        { "types.json", "{\"SchemaVersion\":2,\"Results\":{\"a\":[1,2]}}", "types.json:1" },
        { "other.json", "{\"hello\":\"world\"}", "of no known format" },
        { "empty.json", "", "the report is empty" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_hostile_report_is_2_with_file_and_reason_either_way_in(string name, string text, string reason)
    {
        using var workspace = Repository(name, text);
        workspace.Gatehouse("fact", "add", name).Is(2, "gatehouse: ", name, reason);
        workspace.Gatehouse("run", "--report", name).Is(2, "gatehouse: ", name, reason);
        Assert.False(Directory.Exists(workspace.File(".gatehouse/facts")));
    }

    [Fact]
    public void A_report_of_1_GB_is_refused_before_it_is_read()
    {
        using var workspace = Repository("big.json", "");
        using (var file = File.OpenWrite(workspace.File("big.json")))
            file.SetLength(1 << 30);
        workspace.Shell("ulimit -d 1000000; dotnet \"$DLL\" fact add big.json").Is(2, "big.json: larger than 64 MiB, and in pieces only SARIF is read: split it");
        workspace.Gatehouse("run", "--report", "big.json").Is(2, "big.json: larger than 64 MiB");
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/proc/version")]
    [InlineData("folder")]
    [InlineData("pipe")]
    public void What_is_no_regular_file_is_no_report(string name)
    {
        using var workspace = Repository("folder/a", "");
        workspace.Shell($"mkfifo pipe; dotnet \"$DLL\" fact add {name}").Is(2, name, "not a regular file: name a file that can be read");
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("sarif")]
    [InlineData("gitlab")]
    [InlineData("junit")]
    [InlineData("markdown")]
    [InlineData("csv")]
    [InlineData("html")]
    public void Neither_escapes_nor_climbing_paths_come_out(string format)
    {
        using var workspace = Repository("evil.sarif", Evil);
        var result = workspace.Gatehouse("run", "-v", "-f", format, "--report", "evil.sarif").Is(1);
        // GitLab's report lists findings that have a place in the repository, and this one has none.
        Assert.Equal(format != "gitlab", result.Output.Contains("red", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
        Assert.DoesNotContain('\u0007', result.Output + result.Error);
        Assert.DoesNotContain("../../etc/passwd", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Escapes_do_not_come_out_of_the_stored_fact_either()
    {
        using var workspace = Repository("evil.sarif", Evil);
        foreach (var line in new[] { "fact add evil.sarif", "fact list", "fact verify", "why", "fact show evil.sarif" })
        {
            var result = workspace.Gatehouse(line.Split(' '));
            Assert.True(result.Code is not 2, result.ToString());
            Assert.DoesNotContain('\u001b', result.Output + result.Error);
        }
    }
}
