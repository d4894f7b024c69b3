namespace Gatehouse.EndToEnd.Tests;

/// <summary>Tools of others that the policy names: real ones, and ones that behave badly.</summary>
public class ToolTests
{
    private const string Clean = """{"comments":[]}""";

    private static string Scanners { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "test-tools", "bin"));

    /// <summary>A repository whose policy, already merged, has these lines under <c>tools</c>.</summary>
    private static Workspace Naming(params string[] lines)
    {
        var workspace = new Workspace().Write("README.md", "hello\n").Policy(lines);
        workspace.Commit();
        workspace.Variables["PATH"] = Scanners + ":" + Environment.GetEnvironmentVariable("PATH");
        return workspace;
    }

    /// <summary>The same with one tool of the user's own: a script of sh outside the repository, read as ShellCheck's report.</summary>
    private static Workspace Running(string script, params string[] more)
    {
        var workspace = new Workspace().Write("README.md", "hello\n");
        workspace.Policy([$"own: {{command: [{workspace.Program("own", script)}], importer: shellcheck, facts: [code-scan]{string.Concat(more.Select(part => ", " + part))}}}"]).Commit();
        return workspace;
    }

    private static string Reason(Result result, string criterion = "code.flaws") => result.Criterion(criterion).GetProperty("reason").GetString()!;

    [Theory]
    [InlineData("trivy: {scans: [misconfig], arguments: [--skip-check-update]}", "main.tf", "resource \"aws_security_group_rule\" \"x\" {\n  type = \"ingress\"\n  cidr_blocks = [\"0.0.0.0/0\"]\n  from_port = 22\n  to_port = 22\n  protocol = \"tcp\"\n}\n", "deploy.configuration", "AVD-AWS-0107")]
    [InlineData("flawfinder: {}", "src/a.c", "#include <stdio.h>\nvoid f(char *a) { gets(a); }\n", "code.flaws", "FF1014")]
    [InlineData("eslint: {}", "src/a.js", "module.exports = x => eval(x);\n", "code.flaws", "no-eval")]
    [InlineData("shellcheck: {}", "run.sh", "#!/bin/sh\nrm $1\n", "code.flaws", "SC2086")]
    [InlineData("bandit: {}", "src/a.py", "import subprocess\nsubprocess.call('ls ' + x, shell=True)  # nosec\n", "code.flaws", "B602")]
    public void A_real_tool_finds_the_flaw_and_the_gate_counts_it(string tool, string file, string content, string criterion, string rule)
    {
        using var workspace = Naming(tool);
        workspace.Write(file, content).Commit();
        var result = workspace.Gatehouse("run", "-f", "json", "--gate", criterion[..criterion.IndexOf('.', StringComparison.Ordinal)]);
        var found = result.Json.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("rule").GetString() == rule).ToList();
        Assert.True(found.Count > 0, result.ToString());
        Assert.Equal(file, found[0].GetProperty("location").GetProperty("path").GetString());
        Assert.NotEqual("not-judged", result.Criterion(criterion).GetProperty("outcome").GetString());
        Assert.NotEqual("undecided", result.Criterion(criterion).GetProperty("outcome").GetString());
    }

    [Fact]
    public void Secretlint_finds_a_credential_and_the_gate_fails_without_showing_it()
    {
        // Our own engine finds it too, and the two findings are one: here only the tool's counts.
        using var workspace = Naming("secretlint: {}");
        workspace.Write("gatehouse.yaml", "version: 1\nsecrets: {disable: [url-basic-auth]}\ntools: {secretlint: {}}\n");
        var password = "pa55" + "word9x";
        workspace.Write("a.js", $"export const url = \"https://user:{password}@example.org/x\";\n").Commit();
        var result = workspace.Gatehouse("gate", "code", "-f", "json");
        Assert.Contains("secretlint-rule-basicauth", result.Output, StringComparison.Ordinal);
        Assert.Equal("fail", result.Criterion("code.secrets").GetProperty("outcome").GetString());
        Assert.DoesNotContain(password, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_severe_flaw_of_a_tool_fails_the_gate_on_a_production_branch()
    {
        using var workspace = Naming("flawfinder: {}");
        workspace.Write("a.c", "void f(char *a) { gets(a); }\n").Commit();
        Assert.Equal("fail", workspace.Gatehouse("gate", "code", "-f", "json").Criterion("code.flaws").GetProperty("outcome").GetString());
    }

    [Fact]
    public void Clean_tools_let_the_gate_pass_and_what_is_not_theirs_is_not_applicable()
    {
        using var workspace = Naming("flawfinder: {}", "trivy: {scans: [secret, misconfig], arguments: [--skip-check-update]}");
        workspace.Write("a.c", "int main(void) { return 0; }\n").Commit();
        var result = workspace.Gatehouse("run", "-f", "json", "--gate", "code,deploy");
        Assert.Equal("pass", result.Criterion("code.flaws").GetProperty("outcome").GetString());
        Assert.Equal("not-applicable", result.Criterion("deploy.configuration").GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("npm-audit: {}", "sub/requirements.txt", "build.vulnerabilities", "npm audit")]
    [InlineData("npm-audit: {}", "packages/a/package-lock.json", "build.vulnerabilities", "npm audit")]
    [InlineData("flawfinder: {}", "a.go", "code.flaws", "Flawfinder")]
    [InlineData("shellcheck: {}", "a.py", "code.flaws", "ShellCheck")]
    [InlineData("bandit: {}", "a.go", "code.flaws", "Bandit")]
    [InlineData("trivy: {scans: [misconfig], arguments: [--skip-check-update]}", "infra/main.bicep", "deploy.configuration", "Trivy")]
    public void What_a_tool_has_no_eye_for_was_judged_by_nobody(string tool, string file, string criterion, string title)
    {
        using var workspace = Naming(tool);
        workspace.Write(file, "x\n").Commit();
        var result = workspace.Gatehouse("run", "-f", "json", "--gate", criterion[..criterion.IndexOf('.', StringComparison.Ordinal)]);
        Assert.Equal("undecided", result.Criterion(criterion).GetProperty("outcome").GetString());
        Assert.Contains($"{title} found nothing of its own to look at, and nobody judged {file}", Reason(result, criterion), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_of_the_kind_lies_in_the_tree_it_is_not_applicable()
    {
        using var workspace = Naming("npm-audit: {}", "flawfinder: {}");
        workspace.Write("docs/pipeline.yaml", "stages: [a]\n").Write("third_party/go.mod", "module x\n");
        workspace.Write("gatehouse.yaml", "version: 1\nexclude: [\"third_party/**\"]\ntools: {npm-audit: {}, flawfinder: {}}\n").Commit();
        var result = workspace.Gatehouse("run", "-f", "json");
        Assert.Equal("not-applicable", result.Criterion("build.vulnerabilities").GetProperty("outcome").GetString());
        Assert.Equal("not-applicable", result.Criterion("code.flaws").GetProperty("outcome").GetString());
    }

    [Fact]
    public void A_tool_without_anything_of_its_own_does_not_hold_up_what_another_judged()
    {
        using var workspace = Naming("flawfinder: {}", "shellcheck: {}");
        workspace.Write("run.sh", "#!/bin/sh\necho hello\n").Commit();
        Assert.Equal("pass", workspace.Gatehouse("gate", "code", "-f", "json").Criterion("code.flaws").GetProperty("outcome").GetString());
    }

    [Fact]
    public void A_tool_that_is_not_here_leaves_its_criterion_undecided_with_the_remedy()
    {
        using var workspace = Naming("semgrep: {}");
        workspace.Variables["PATH"] = "/usr/bin:/bin";
        var result = workspace.Gatehouse("gate", "code", "-f", "json");
        Assert.Equal("undecided", result.Criterion("code.flaws").GetProperty("outcome").GetString());
        Assert.Contains("semgrep is not on PATH: install Semgrep", Reason(result), StringComparison.Ordinal);
        Assert.Equal(3, result.Code);
    }

    [Theory]
    [InlineData("echo broken >&2; exit 7", "ended with code 7")]
    [InlineData("echo nonsense", "gives no fact")]
    [InlineData("true", "gives no fact")]
    [InlineData("sleep 60 & sleep 60", "ran longer than 1 s", "timeout: 1s")]
    [InlineData("setsid sh -c 'sleep 60' & sleep 60", "ran longer than 1 s", "timeout: 1s")]
    [InlineData("yes", "wrote more than 64 MiB")]
    [InlineData("head -c 1200000000 /dev/zero > $TMPDIR/x; sleep 20", "wrote more than 1024 MiB")]
    [InlineData("head -c 200000000 /dev/zero | tail", "held more than 64 MiB", "memory: 64")]
    [InlineData("kill -9 $$", "ended with code 137")]
    public void A_tool_that_does_not_come_to_its_end_leaves_its_criterion_undecided(string script, string why, params string[] bounds)
    {
        using var workspace = Running(script, bounds);
        var result = workspace.Gatehouse("gate", "code", "-f", "json");
        Assert.Equal("undecided", result.Criterion("code.flaws").GetProperty("outcome").GetString());
        Assert.Contains(why, Reason(result), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_tool_left_running_is_ended_and_does_not_hold_the_run_up()
    {
        using var workspace = Running($"setsid sh -c 'echo $$ > $1; exec sleep 300' sh \"$OUT\" & sleep 1; echo '{Clean}'", "variables: [OUT]");
        var file = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "left");
        workspace.Variables["OUT"] = file;
        var result = workspace.Gatehouse("gate", "code", "-f", "json");
        Assert.Equal("pass", result.Criterion("code.flaws").GetProperty("outcome").GetString());
        // One that has ended and that nobody waited for has no command line any more.
        var left = $"/proc/{File.ReadAllText(file).Trim()}/cmdline";
        Assert.True(!File.Exists(left) || File.ReadAllText(left).Length == 0, "the process is still there");
    }

    [Fact]
    public void A_tool_sees_no_secret_of_the_job_and_a_home_of_its_own()
    {
        using var workspace = Running($"env > \"$OUT\"; ls -A ~ >> \"$OUT\"; echo '{Clean}'", "variables: [OUT]");
        var file = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "seen");
        workspace.Variables["OUT"] = file;
        foreach (var name in new[] { "GITHUB_TOKEN", "CI_JOB_TOKEN", "AWS_SECRET_ACCESS_KEY", "GATEHOUSE_KEY", "NPM_TOKEN", "HTTPS_PROXY", "NODE_OPTIONS" })
            workspace.Variables[name] = "leaked-" + name;
        Assert.Equal("pass", workspace.Gatehouse("gate", "code", "-f", "json").Criterion("code.flaws").GetProperty("outcome").GetString());
        var seen = File.ReadAllText(file);
        Assert.DoesNotContain("leaked-", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("GATEHOUSE", seen, StringComparison.Ordinal);
        Assert.Contains("HOME=", seen, StringComparison.Ordinal);
        Assert.DoesNotContain($"HOME={Environment.GetEnvironmentVariable("HOME")}\n", seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_that_is_code_is_not_executed_unless_the_policy_lets_it_in()
    {
        const string Code = "require('fs').writeFileSync('executed.txt', 'x'); module.exports = [{ rules: {} }];\n";
        using var shut = Naming("eslint: {}");
        shut.Write("eslint.config.js", Code).Write("a.js", "module.exports = x => eval(x); // eslint-disable-line\n").Commit();
        var result = shut.Gatehouse("gate", "code", "-f", "json");
        Assert.Contains("no-eval", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(shut.File("executed.txt")));

        using var open = Naming("eslint: {repository-config: true}");
        open.Write("eslint.config.js", Code).Write("a.js", "module.exports = x => eval(x);\n").Commit();
        open.Gatehouse("gate", "code", "-f", "json");
        Assert.True(File.Exists(open.File("executed.txt")));
    }

    [Fact]
    public void Files_by_which_a_change_would_silence_a_tool_are_not_read()
    {
        using var workspace = Naming("bandit: {}", "shellcheck: {}", "trivy: {scans: [misconfig], arguments: [--skip-check-update]}");
        workspace.Write(".bandit", "[bandit]\nskips: B602\nexclude: /\n").Write("a.py", "import subprocess\nsubprocess.call('ls ' + x, shell=True)\n");
        workspace.Write(".shellcheckrc", "disable=all\n").Write("run.sh", "#!/bin/sh\nrm $1\n")
            .Write("trivy.yaml", "scan:\n  skip-files: [main.tf]\n").Write("main.tf", "resource \"aws_security_group_rule\" \"x\" {\n  type = \"ingress\"\n  cidr_blocks = [\"0.0.0.0/0\"]\n  from_port = 22\n  to_port = 22\n  protocol = \"tcp\"\n}\n").Commit();
        var result = workspace.Gatehouse("run", "-f", "json");
        Assert.Contains("B602", result.Output, StringComparison.Ordinal);
        Assert.Contains("SC2086", result.Output, StringComparison.Ordinal);
        Assert.Contains("AVD-AWS-0107", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_can_neither_take_a_tool_from_its_own_judging_nor_give_it_one()
    {
        using var workspace = Naming("semgrep: {}");
        workspace.Variables["PATH"] = "/usr/bin:/bin";
        workspace.Git("checkout", "-q", "-b", "feature");
        workspace.Policy([$"own: {{command: [{workspace.Program("own", "touch \"$TMPDIR/../../ran\"; exit 9")}], importer: shellcheck, facts: [configuration-scan]}}"]).Commit();
        workspace.InGitHub("gate", "feature", "main");
        var result = workspace.Gatehouse("run", "-f", "json");
        Assert.Contains("semgrep is not on PATH", Reason(result), StringComparison.Ordinal);
        Assert.DoesNotContain("ended with code 9", result.Output, StringComparison.Ordinal);
        Assert.Contains("policy-tool-removed", result.Output, StringComparison.Ordinal);
        Assert.Contains("policy-tool-command-added", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_lies_in_the_judged_repository_is_not_started()
    {
        using var workspace = Naming("semgrep: {}");
        workspace.Write("bin/semgrep", "#!/bin/sh\ntouch executed.txt\n").Commit();
        workspace.Git("update-index", "--chmod=+x", "bin/semgrep");
        workspace.Shell("chmod +x bin/semgrep").Is(0);
        workspace.Variables["PATH"] = workspace.File("bin") + ":/usr/bin:/bin";
        Assert.Contains("lies in the repository that is judged", Reason(workspace.Gatehouse("gate", "code", "-f", "json")), StringComparison.Ordinal);
        Assert.False(File.Exists(workspace.File("executed.txt")));
    }

    [Fact]
    public void A_page_of_the_repository_reads_the_report_as_it_lies_at_the_merge_base()
    {
        const string Page = "name: sweeper\ntool: Sweeper\nsummary: a test\nfact: code-scan\ndetect:\n  - form: json\n    has: [sweeper]\nfindings:\n  - each: found\n    rule: check\n    title: check\n    message: check\n    severity: =high\n    path: file\n";
        using var workspace = new Workspace().Write("README.md", "hello\n").Write("sweeper.yaml", Page);
        workspace.Policy([$"sweeper: {{command: [{workspace.Program("sweep", "echo '{\"sweeper\":1,\"found\":[{\"check\":\"S1\",\"file\":\"'$1'/a.c\"}]}' > \"$2\"")}, \"{{root}}\", \"{{report}}\"], report: file, importer: sweeper.yaml, facts: [code-scan]}}"]).Commit();
        workspace.Write("sweeper.yaml", Page.Replace("each: found", "each: nothing", StringComparison.Ordinal));
        var result = workspace.Gatehouse("gate", "code", "-f", "json");
        Assert.Equal("fail", result.Criterion("code.flaws").GetProperty("outcome").GetString());
        Assert.Contains("\"a.c\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Left_out_paths_are_shown_as_suppressed()
    {
        using var workspace = Naming("flawfinder: {exclude: [\"old/**\"]}");
        workspace.Write("old/a.c", "void f(char *a) { gets(a); }\n").Commit();
        var result = workspace.Gatehouse("gate", "code", "-f", "json");
        Assert.Equal("pass", result.Criterion("code.flaws").GetProperty("outcome").GetString());
        Assert.Contains("the policy leaves old/** out", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_a_commit_nothing_is_started_and_the_run_says_so()
    {
        using var workspace = Running("exit 9");
        workspace.Write("b.txt", "b\n").Git("add", "-A");
        workspace.Gatehouse("run", "--staged", "-v").Is(0, "not started", "own");
        var only = workspace.Gatehouse("gate", "code", "--only", "secrets", "-f", "json");
        Assert.Equal("undecided", only.Criterion("code.flaws").GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("trivi: {}", "Did you mean \"trivy\"")]
    [InlineData("trivy: {scans: [secrets]}", "has no scan of that name")]
    [InlineData("trivy: {command: [sh]}", "is not yours to state")]
    [InlineData("own: {command: [sh]}", "\"importer\" is missing")]
    [InlineData("own: {command: [sh], report: file, importer: sarif, facts: [code-scan]}", "Write {report}")]
    [InlineData("own: {command: [sh], importer: ../page.yaml, facts: [code-scan]}", "by its path in the repository")]
    [InlineData("semgrep: {variables: [GITHUB_TOKEN]}", "given to no tool")]
    public void A_wrong_section_is_2_with_its_line_and_remedy(string line, string words)
    {
        using var workspace = Naming(line);
        workspace.Gatehouse("run").Is(2, "gatehouse.yaml", words);
    }

    [Fact]
    public void Tools_says_what_is_here_what_it_serves_and_what_is_named()
    {
        using var workspace = Naming("shellcheck: {}", "semgrep: {}");
        workspace.Variables["PATH"] = "/usr/bin:/bin";
        workspace.Gatehouse("tools").Is(0, "shellcheck", "runs it", "code.flaws", "semgrep is named and cannot be run");
        var tools = workspace.Gatehouse("tools", "-f", "json").Json.GetProperty("tools").EnumerateArray().ToDictionary(tool => tool.GetProperty("name").GetString()!);
        Assert.True(tools["shellcheck"].GetProperty("named").GetBoolean());
        Assert.Matches(@"^\d+\.\d+", tools["shellcheck"].GetProperty("version").GetString());
        Assert.Contains("install", tools["semgrep"].GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.False(tools["trivy"].GetProperty("named").GetBoolean());
    }
}
