using System.Text;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>What a user meets: exit codes, formats, the blocked commit.</summary>
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
    [InlineData("run -f csaf")]
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

    // What was muted, what passed and where else it is must not be counted as open findings, by people or by programs.
    [Fact]
    public void A_report_that_becomes_a_fact_says_what_was_found_suppressed_and_passed()
    {
        using var workspace = Repository();
        workspace.Write("report.json", """
            [ { "CheckID": "a", "FindingUniqueId": "1", "StatusExtended": "x", "Status": "FAIL", "Severity": "high" },
              { "CheckID": "b", "FindingUniqueId": "2", "StatusExtended": "y", "Status": "MUTED", "Severity": "low" },
              { "CheckID": "c", "FindingUniqueId": "3", "StatusExtended": "z", "Status": "PASS", "Severity": "low" } ]
            """);
        var added = workspace.Gatehouse("fact", "add", "report.json");
        Assert.Contains(": 2 findings, 1 of them suppressed; 1 check passed", added.Output, StringComparison.Ordinal);
        Assert.Contains("gatehouse fact importers aws-prowler-v3plus", added.Error, StringComparison.Ordinal);
        var shown = workspace.Gatehouse("fact", "show", "report.json", "--importer", "aws-prowler-v3plus");
        Assert.Contains("\"passed\":1", shown.Output, StringComparison.Ordinal);
        Assert.Contains(": 2 findings, 1 of them suppressed; 1 check passed", shown.Error, StringComparison.Ordinal);
        workspace.Gatehouse("fact", "importers", "aws-prowler-v3plus").Is(0, "What was muted in Prowler is kept and suppressed");
    }

    [Fact]
    public void A_report_of_nothing_is_told_how_to_say_whose_it_is()
    {
        using var workspace = Repository();
        workspace.Write("report.json", "[]");
        Assert.Contains("say it with --importer NAME", workspace.Gatehouse("fact", "add", "report.json").Error, StringComparison.Ordinal);
        workspace.Gatehouse("fact", "add", "report.json", "--importer", "gitleaks").Is(0, ": 0 findings");
        var partial = workspace.Gatehouse("fact", "add", "report.json", "--importer", "ptart");
        Assert.Contains("partial: ", partial.Error, StringComparison.Ordinal);
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
    public void A_user_rule_without_a_bound_is_refused_with_its_line()
    {
        using var workspace = Repository();
        workspace.Write("gatehouse.yaml", "version: 1\nsecrets:\n  rules:\n    - {id: x, title: X, kind: possible-secret, severity: low, confidence: low, literals: [abc], pattern: 'abc.*'}\n").Commit();
        var result = workspace.Gatehouse("run");
        Assert.True(result.Code == 2, result.ToString());
        Assert.Contains("no bound", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_rule_found_in_a_file_is_one_row_and_all_of_it_with_v()
    {
        using var workspace = Repository();
        workspace.Write("keys.pem", Workspace.PrivateKey(1) + Workspace.PrivateKey(2) + Workspace.PrivateKey(3)).Write("other.pem", Workspace.PrivateKey(4)).Commit();
        var brief = workspace.Gatehouse("run").Is(1).Output;
        Assert.Contains("keys.pem:1:", brief, StringComparison.Ordinal);
        Assert.Contains("and 2 more there", brief, StringComparison.Ordinal);
        Assert.DoesNotContain("keys.pem:7:", brief, StringComparison.Ordinal);
        Assert.Contains("other.pem:1:", brief, StringComparison.Ordinal);
        Assert.Contains("gatehouse:ignore RULE REASON", brief, StringComparison.Ordinal);
        var all = workspace.Gatehouse("run", "-v").Output;
        Assert.Contains("keys.pem:7:", all, StringComparison.Ordinal);
        Assert.DoesNotContain("more there", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("80")]
    [InlineData("160")]
    public void A_place_is_never_broken_over_two_lines(string columns)
    {
        using var workspace = Repository();
        var path = string.Join('/', Enumerable.Repeat("a-rather-long-folder", 6)) + "/server.pem";
        workspace.Write(path, Workspace.PrivateKey()).Commit();
        Assert.Contains($"CRITICAL  {path}:1:28", workspace.Shell($"COLUMNS={columns} dotnet \"$DLL\" run").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_run_says_what_to_do_next_and_neither_a_policy_nor_CI_does()
    {
        using var workspace = Repository();
        Assert.Contains("next: gatehouse init", workspace.Gatehouse("run").Output, StringComparison.Ordinal);
        Assert.EndsWith("MAY GO ON", workspace.Gatehouse("run").Output.TrimEnd(), StringComparison.Ordinal);
        workspace.Write("gatehouse.yaml", "version: 1\n").Commit();
        Assert.DoesNotContain("next:", workspace.Gatehouse("run").Output, StringComparison.Ordinal);
        File.Delete(workspace.File("gatehouse.yaml"));
        workspace.Commit();
        workspace.InGitHub("gate");
        Assert.DoesNotContain("next:", workspace.Gatehouse("run").Output, StringComparison.Ordinal);
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
        foreach (var format in new[] { "table", "json", "jsonl", "sarif", "junit", "gitlab", "markdown", "csv", "html" })
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
    public void Every_rule_proves_itself_in_the_command()
    {
        using var workspace = Repository();
        var result = workspace.Gatehouse("rules", "test");
        Assert.True(result.Code == 0, result.ToString());
    }
}
