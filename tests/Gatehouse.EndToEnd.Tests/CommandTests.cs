using System.Text;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>What a user meets: exit codes, formats, bad input, the blocked commit.</summary>
public class CommandTests
{
    private static Workspace Repository()
    {
        var workspace = new Workspace().Write("README.md", "hello\n");
        workspace.Commit();
        return workspace;
    }

    [Theory]
    [InlineData("run --nonsense")]
    [InlineData("gate nowhere")]
    [InlineData("run -f html")]
    [InlineData("run no/such/folder")]
    [InlineData("run --only nothing")]
    [InlineData("run --timeout soon")]
    [InlineData("scan git:nowhere..HEAD")]
    [InlineData("why nosuchrevision")]
    [InlineData("fact add no-such-report.json")]
    public void Wrong_usage_is_2_with_a_sentence(string line)
    {
        using var workspace = Repository();
        var result = workspace.Gatehouse(line.Split(' '));
        Assert.True(result.Code == 2, result.ToString());
        Assert.StartsWith("gatehouse: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_policy_is_2_and_all_errors_are_said_at_once()
    {
        using var workspace = Repository();
        workspace.Write("gatehouse.yaml", "version: 1\ngates: {code: {mode: strict}}\nwaivers: [{id: W}]\nfoo: 1\n");
        var result = workspace.Gatehouse("run");
        Assert.Equal(2, result.Code);
        foreach (var place in new[] { "gatehouse.yaml:2:", "gatehouse.yaml:3:", "gatehouse.yaml:4:" })
            Assert.Contains(place, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_catastrophic_pattern_of_a_user_does_not_hang()
    {
        using var workspace = Repository();
        workspace.Write("gatehouse.yaml", "version: 1\nsecrets:\n  rules:\n    - {id: slow, title: Slow, kind: possible-secret, severity: low, confidence: low, literals: [aaaa], pattern: 'aaaa(?:(?:a{1,30}){1,30}){1,8}b'}\n").Commit();
        workspace.Write("a.txt", new string('a', 200_000)).Commit();
        Assert.Equal(0, workspace.Gatehouse("run").Code);
    }

    [Fact]
    public void A_user_rule_without_a_bound_is_refused_with_its_line()
    {
        using var workspace = Repository();
        workspace.Write("gatehouse.yaml", "version: 1\nsecrets:\n  rules:\n    - {id: x, title: X, kind: possible-secret, severity: low, confidence: low, literals: [abc], pattern: 'abc.*'}\n").Commit();
        var result = workspace.Gatehouse("run");
        Assert.True(result.Code == 2, result.ToString());
        Assert.Contains("no bound", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_scan_is_4_and_an_empty_index_is_0_with_a_sentence()
    {
        using var empty = new Workspace(git: false);
        Assert.Equal(4, empty.Gatehouse("run").Code);
        using var workspace = Repository();
        var staged = workspace.Gatehouse("run", "--staged");
        Assert.Equal(0, staged.Code);
        Assert.Contains("nothing is staged", staged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blocked_commit_is_said_in_six_lines_and_no_secret_is_printed()
    {
        using var workspace = Repository();
        workspace.Write("a.env", $"KEY={Reports.Credential}\n").Write("b.env", $"KEY={Reports.Credential}\n").Write("c.env", $"KEY={Reports.Credential}\n");
        workspace.Git("add", "-A");
        var result = workspace.Gatehouse("run", "--staged");
        Assert.Equal(1, result.Code);
        Assert.InRange(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 3, 6);
        Assert.Contains("a.env:1:", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Reports.Credential, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_is_kept_anywhere()
    {
        using var workspace = Repository();
        workspace.Write("a.env", $"KEY={Reports.Credential}\n").Commit();
        foreach (var format in new[] { "table", "json", "jsonl", "sarif", "junit", "gitlab", "markdown", "csv" })
            Assert.DoesNotContain(Reports.Credential, workspace.Gatehouse("run", "-f", format, "-v").Output, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(workspace.Root)!, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("a.env", StringComparison.Ordinal) && !file.Contains("/.git/", StringComparison.Ordinal)))
            Assert.DoesNotContain(Reports.Credential, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_of_the_same_tree_write_the_same_bytes()
    {
        using var workspace = Repository();
        workspace.Write("a.env", $"KEY={Reports.Credential}\n").Commit();
        Assert.Equal(workspace.Gatehouse("run", "-f", "json").Output, workspace.Gatehouse("run", "-f", "json").Output);
    }

    [Fact]
    public void Observe_blocks_nothing_and_says_so()
    {
        using var workspace = Repository();
        workspace.Write("gatehouse.yaml", "version: 1\ngates: {code: {mode: observe}, build: {mode: observe}}\n").Commit();
        workspace.Write("a.env", $"KEY={Reports.Credential}\n").Commit();
        var result = workspace.Gatehouse("run");
        Assert.True(result.Code == 0, result.ToString());
        Assert.Contains("OBSERVED", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void New_code_judges_what_the_change_adds()
    {
        using var workspace = Repository();
        workspace.Write("gatehouse.yaml", "version: 1\ngates: {code: {mode: new-code}}\n").Write("old.env", $"KEY={Reports.Credential}\n").Commit();
        Assert.Equal(0, workspace.Gatehouse("gate", "code").Code);
        workspace.Write("new.env", $"OTHER={Reports.Credential}\n");
        Assert.Equal(1, workspace.Gatehouse("gate", "code").Code);
    }

    [Fact]
    public void An_inline_directive_with_a_reason_suppresses_and_is_listed()
    {
        using var workspace = Repository();
        workspace.Write("a.env", $"KEY={Reports.Credential} # gatehouse:ignore aws-access-key-id a documented sample\n").Commit();
        var result = workspace.Gatehouse("run", "--show-suppressed");
        Assert.True(result.Code == 0, result.ToString());
        Assert.Contains("a documented sample", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, workspace.Gatehouse("run", "--no-inline-ignores").Code);
    }

    [Fact]
    public void Standard_input_is_scanned()
    {
        using var workspace = Repository();
        Assert.Equal(0, workspace.Gatehouse("scan", "-", "-f", "csv").Code is 0 or 4 ? 0 : 1);
    }

    [Theory]
    [InlineData("bomb.xml", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><testsuites>&a;</testsuites>")]
    [InlineData("cut.json", "{\"version\":\"2.1.0\",\"runs\":[")]
    [InlineData("types.json", "{\"SchemaVersion\":2,\"Results\":{\"a\":[1,2]}}")]
    [InlineData("other.json", "{\"hello\":\"world\"}")]
    [InlineData("empty.json", "")]
    public void A_hostile_or_unknown_report_is_2_with_the_file_and_a_remedy(string name, string text)
    {
        using var workspace = Repository();
        workspace.Write(name, text);
        var result = workspace.Gatehouse("fact", "add", name);
        Assert.True(result.Code == 2, result.ToString());
        Assert.Contains(name, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Terminal_escapes_of_a_report_do_not_reach_the_terminal()
    {
        using var workspace = Repository();
        workspace.Fact("evil.sarif", """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"evil\u001b[2J","rules":[]}},"results":[{"ruleId":"r\u001b]0;x\u0007","level":"error","message":{"text":"\u001b[31mred"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"../../etc/passwd"},"region":{"startLine":1}}}]}]}]}""");
        var result = workspace.Gatehouse("run", "-v");
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
        Assert.DoesNotContain("../../etc/passwd", workspace.Gatehouse("run", "-f", "sarif").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_home_that_cannot_be_written_is_no_obstacle()
    {
        using var workspace = Repository();
        workspace.Write("../file", "");
        workspace.Variables["GATEHOUSE_CACHE"] = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "file");
        Assert.Equal(0, workspace.Gatehouse("run").Code);
    }

    [Fact]
    public void A_full_disk_is_a_sentence_and_2()
    {
        using var workspace = Repository();
        var result = workspace.Gatehouse("run", "-o", "json=/dev/full/x.json");
        Assert.True(result.Code == 2, result.ToString());
        Assert.Contains("could not be written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_proves_itself_in_the_command()
    {
        using var workspace = Repository();
        var result = workspace.Gatehouse("rules", "test");
        Assert.True(result.Code == 0, result.ToString());
    }
}
