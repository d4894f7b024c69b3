using System.Text;
using Gatehouse.Text;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>A repository is set up, and what was set up does what it says: hooks through git, the workflow through bash.</summary>
public class InitTests
{
    private const string Workflow = ".github/workflows/gatehouse.yml";

    private static Workspace Repository(string branch = "main")
    {
        var workspace = new Workspace();
        workspace.Variables["GIT_CONFIG_GLOBAL"] = "/dev/null";
        workspace.Git("symbolic-ref", "HEAD", "refs/heads/" + branch);
        workspace.Write("app.py", "print()\n").Commit();
        return workspace.Install();
    }

    private static Result WithGatehouse(Workspace workspace, string script) => workspace.WithGatehouse(script);

    [Theory]
    [InlineData(".github/workflows/ci.yml", null, Workflow)]
    [InlineData(".gitlab-ci.yml", null, ".gitlab/gatehouse.yml")]
    [InlineData("a\n b\u001B[2J.go", "git@github.com:a/b.git", Workflow)]
    [InlineData("Main.java", "https://gitlab.example.org/a/b", ".gitlab/gatehouse.yml")]
    [InlineData("README", null, null)]
    public void Each_kind_of_repository_gets_its_files_and_a_second_run_changes_nothing(string file, string? remote, string? job)
    {
        using var workspace = Repository();
        workspace.Write(file, "x\n").Commit();
        if (remote is not null)
            workspace.Git("remote", "add", "origin", remote);
        var first = workspace.Gatehouse("init").Is(0, "wrote        gatehouse.yaml", "wrote        .git/hooks/pre-commit", "wrote        SECURITY.md");
        Assert.DoesNotContain('\u001B', first.Output + first.Error);
        foreach (var known in new[] { Workflow, ".gitlab/gatehouse.yml" })
            Assert.Equal(known == job, File.Exists(workspace.File(known)));
        workspace.Gatehouse("policy", "check").Is(0, "is sound");
        workspace.Gatehouse("init").Is(0, "nothing changed");
    }

    [Theory]
    [InlineData("git add -A && git commit -q -m x")]
    [InlineData("git commit -q -a -m x")]
    [InlineData("git commit -q -m x app.py")]
    public void The_hook_lets_a_clean_commit_through_and_refuses_a_secret(string commit)
    {
        using var workspace = Repository();
        workspace.Gatehouse("init").Is(0);
        workspace.Write("app.py", "print(1)\n");
        WithGatehouse(workspace, commit).Is(0);
        var head = workspace.Git("rev-parse", "HEAD");
        workspace.Write("app.py", $"key = '{Reports.Credential}'\n");
        WithGatehouse(workspace, commit).Is(1, "app.py:1:");
        Assert.Equal(head, workspace.Git("rev-parse", "HEAD"));
    }

    [Fact]
    public void Without_gatehouse_the_hook_stops_and_says_how_to_go_on()
    {
        using var workspace = Repository();
        workspace.Gatehouse("init").Is(0);
        workspace.Shell("git commit -q --allow-empty -m x").Is(1, "not on the PATH", "--no-verify");
    }

    [Fact]
    public void A_push_of_a_branch_with_a_secret_is_refused()
    {
        using var workspace = Repository();
        workspace.Gatehouse("init").Is(0);
        WithGatehouse(workspace, "git init -q --bare \"$TOP/up\" && git remote add origin \"$TOP/up\" && git push -q origin main").Is(0);
        workspace.Git("checkout", "-q", "-b", "feature");
        workspace.Write("app.py", $"key = '{Reports.Credential}'\n");
        WithGatehouse(workspace, "git commit -q --no-verify -a -m x && git push -q origin feature").Is(1, "app.py");
    }

    [Fact]
    public void A_hook_that_is_there_still_runs_after_the_gate()
    {
        using var workspace = Repository();
        workspace.Write(".git/hooks/pre-commit", "#!/bin/sh\ntouch \"$TOP/ran\"\nexit 0\n");
        workspace.Shell("chmod 700 .git/hooks/pre-commit").Is(0);
        workspace.Gatehouse("init").Is(0, "updated      .git/hooks/pre-commit");
        workspace.Write("app.py", $"key = '{Reports.Credential}'\n");
        WithGatehouse(workspace, "git commit -q -a -m x").Is(1);
        workspace.Shell("test ! -e \"$TOP/ran\"").Is(0);
        workspace.Write("app.py", "print(2)\n");
        WithGatehouse(workspace, "git commit -q -a -m x && test -e \"$TOP/ran\"").Is(0);
    }

    [Fact]
    public void Hooks_go_where_git_looks_and_never_out_of_the_repository()
    {
        using var workspace = Repository();
        workspace.Git("config", "core.hooksPath", ".githooks");
        workspace.Gatehouse("init").Is(0, "wrote        .githooks/pre-commit");
        workspace.Write("app.py", $"key = '{Reports.Credential}'\n");
        WithGatehouse(workspace, "git commit -q -a -m x").Is(1);
        workspace.Shell("git config core.hooksPath \"$TOP/elsewhere\"").Is(0);
        workspace.Gatehouse("init").Is(0, "no hook was written", "outside of this repository");
        workspace.Shell("test ! -e \"$TOP/elsewhere\"").Is(0);
    }

    [Fact]
    public void What_people_wrote_is_kept_and_said()
    {
        using var workspace = Repository();
        workspace.Write(Workflow, "name: mine\n");
        workspace.Gatehouse("init").Is(0, "kept         " + Workflow);
        var policy = File.ReadAllText(workspace.File("gatehouse.yaml")).Replace("mode: new-code", "mode: enforce", StringComparison.Ordinal);
        workspace.Write("gatehouse.yaml", policy).Write("SECURITY.md", File.ReadAllText(workspace.File("SECURITY.md")) + "\nMore of ours.\n");
        workspace.Gatehouse("init").Is(0, "kept         gatehouse.yaml: somebody edited", "updated      SECURITY.md");
        Assert.Equal(policy, File.ReadAllText(workspace.File("gatehouse.yaml")));
        Assert.Equal("name: mine\n", File.ReadAllText(workspace.File(Workflow)));
        var page = File.ReadAllText(workspace.File("SECURITY.md"));
        Assert.Contains("| code | enforce |", page, StringComparison.Ordinal);
        Assert.EndsWith("\nMore of ours.\n", page, StringComparison.Ordinal);
        workspace.Gatehouse("init").Is(0, "nothing changed");
    }

    [Fact]
    public void A_link_is_refused_and_nothing_is_written_through_it()
    {
        using var workspace = Repository();
        workspace.Shell("mkdir \"$TOP/outside\" && ln -s \"$TOP/outside\" .github && ln -s \"$TOP/outside/page\" SECURITY.md").Is(0);
        workspace.Gatehouse("init", "--ci", "github").Is(2, "refused      " + Workflow, "refused      SECURITY.md", "symbolic link");
        workspace.Shell("test -z \"$(ls \"$TOP/outside\")\"").Is(0);
    }

    [Fact]
    public void A_dry_run_writes_nothing_and_its_diff_makes_the_same_files()
    {
        using var workspace = Repository();
        var diff = workspace.Gatehouse("init", "--dry-run", "--no-hooks", "--pre-commit", "--ci", "gitlab").Is(0).Output;
        Assert.Equal("", workspace.Git("status", "--porcelain"));
        workspace.Write(".git/diff", diff).Git("apply", ".git/diff");
        workspace.Gatehouse("init", "--no-hooks", "--pre-commit", "--ci", "gitlab").Is(0, "nothing changed", "unchanged    .pre-commit-hooks.yaml");
        Assert.False(File.Exists(workspace.File(".git/hooks/pre-commit")));
    }

    [Fact]
    public void A_branch_whose_name_would_break_the_files_is_not_written_into_them()
    {
        using var workspace = Repository("x\"]}#'");
        workspace.Gatehouse("init", "--ci", "github").Is(0, "does not fit");
        workspace.Gatehouse("policy", "check").Is(0);
        Assert.DoesNotContain("x\"]", File.ReadAllText(workspace.File(Workflow)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ci jenkins")]
    [InlineData("--hooks --no-hooks")]
    [InlineData("--source https://git.example.org/g")]
    [InlineData("--source https://git.example.org/g --revision main")]
    [InlineData("no/such/folder")]
    public void Wrong_usage_is_2_and_writes_nothing(string line)
    {
        using var workspace = Repository();
        workspace.Gatehouse(["init", .. line.Split(' ')]).Is(2, "gatehouse: ");
        Assert.Equal("", workspace.Git("status", "--porcelain"));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void The_steps_of_the_workflow_run_as_they_are_written(bool isBad, int wanted)
    {
        using var workspace = Repository();
        MakeSource(workspace);
        workspace.Gatehouse("init", "--ci", "github", "--no-hooks").Is(0);
        workspace.Commit();
        workspace.Write("app.py", isBad ? $"key = '{Reports.Credential}'\n" : "print(1)\n").Commit();

        var script = new StringBuilder("""
            git clone -q "file://$PWD" "$TOP/clone" && cd "$TOP/clone"
            export GITHUB_ACTIONS=true GITHUB_REF_NAME=main RUNNER_TEMP="$TOP/temp" GITHUB_PATH="$TOP/path" GITHUB_STEP_SUMMARY="$TOP/summary"
            export GATEHOUSE_REPOSITORY="file://$TOP/source" GATEHOUSE_REVISION="$(git -C "$TOP/source" rev-parse HEAD)"
            mkdir "$RUNNER_TEMP"; : >"$GITHUB_PATH"

            """);
        foreach (var step in Steps(workspace))
            script.Append("cat >\"$TOP/step\" <<'END-OF-STEP'\n").Append(step.TrimEnd('\n')).Append("\nEND-OF-STEP\nPATH=\"$(cat \"$GITHUB_PATH\"):$PATH\" bash --noprofile --norc -eo pipefail \"$TOP/step\" || exit $?\n");
        workspace.Shell(script.ToString()).Is(wanted);
        workspace.Shell("cat \"$TOP/temp/gatehouse.sarif\"").Is(0, isBad ? "app.py" : "\"version\": \"2.1.0\"");
        workspace.Shell("test -s \"$TOP/summary\"").Is(0);
    }

    [Fact]
    public void The_judging_step_comments_with_the_jobs_own_token_and_the_job_may()
    {
        using var workspace = Repository();
        workspace.Gatehouse("init", "--ci", "github", "--no-hooks").Is(0);
        var job = Yaml.Parse(File.ReadAllBytes(workspace.File(Workflow))).Root!["jobs"]!["gates"]!;
        var judge = job["steps"]!.Items.Single(step => step["id"]?.Text == "judge");
        Assert.Equal("${{ github.token }}", judge["env"]!["GITHUB_TOKEN"]!.Text);
        Assert.Equal(("read", "write", "write", "write"), (job["permissions"]!["contents"]!.Text, job["permissions"]!["pull-requests"]!.Text, job["permissions"]!["checks"]!.Text, job["permissions"]!["security-events"]!.Text));

        // A job without a token, as a fork's may be: what was found counts, and what could not be written is said.
        workspace.Commit();
        workspace.Git("checkout", "-q", "-b", "feature");
        var head = workspace.Write("b.py", "print(2)\n").Commit();
        workspace.Write(".git/event", $$$"""{"action": "opened", "pull_request": {"number": 7, "head": {"sha": "{{{head}}}", "ref": "feature", "repo": {"full_name": "fork/app"}}, "base": {"ref": "main", "repo": {"full_name": "acme/app"} } } }""");
        workspace.Write(".git/step", judge["run"]!.Text!);
        workspace.InGitHub("gates", "feature", "main");
        workspace.Variables["GITHUB_EVENT_NAME"] = "pull_request";
        var run = workspace.WithGatehouse("export GITHUB_EVENT_PATH=$PWD/.git/event RUNNER_TEMP=$TOP GITHUB_STEP_SUMMARY=$TOP/summary; bash --noprofile --norc -eo pipefail .git/step");
        run.Is(0, "GITHUB_TOKEN is not set");
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void The_scripts_of_the_gitlab_job_run_as_they_are_written(bool isBad, int wanted)
    {
        using var workspace = Repository();
        MakeSource(workspace);
        workspace.Gatehouse("init", "--ci", "gitlab", "--no-hooks").Is(0, "include: [{local: .gitlab/gatehouse.yml}]");
        workspace.Commit();
        workspace.Git("checkout", "-q", "-b", "feature");
        workspace.Write("app.py", isBad ? $"key = '{Reports.Credential}'\n" : "print(1)\n").Commit();
        var job = Yaml.Parse(File.ReadAllBytes(workspace.File(".gitlab/gatehouse.yml"))).Root!["gatehouse"]!;
        var lines = job["before_script"]!.Items.Concat(job["script"]!.Items).Select(item => item.Text).ToList();
        Assert.Equal(3, lines.Count);
        workspace.Write(".git/job", string.Join('\n', lines));
        // A runner has the pipeline's own ref only.
        workspace.Shell("""
            git clone -q --single-branch -b feature "file://$PWD" "$TOP/clone"
            export GITLAB_CI=true CI_PROJECT_PATH=a/b CI_JOB_ID=1 CI_MERGE_REQUEST_IID=1 CI_DEFAULT_BRANCH=main
            export CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=feature CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main
            export GATEHOUSE_REPOSITORY="file://$TOP/source" GATEHOUSE_REVISION="$(git -C "$TOP/source" rev-parse HEAD)"
            job=$PWD/.git/job && cd "$TOP/clone" && bash -eo pipefail "$job"
            """).Is(wanted);
        workspace.Shell("cd \"$TOP/clone\" && test -s gatehouse-junit.xml && cat gl-secret-detection-report.json").Is(0, isBad ? "app.py" : "\"secret_detection\"");
    }

    [Fact]
    public void Without_its_variables_the_workflow_stops_with_a_sentence()
    {
        using var workspace = Repository();
        workspace.Gatehouse("init", "--ci", "github", "--no-hooks").Is(0);
        workspace.Write(".git/step", Steps(workspace)[0]);
        workspace.Shell("GATEHOUSE_REPOSITORY= bash --noprofile --norc -eo pipefail .git/step").Is(1, "GATEHOUSE_REPOSITORY: is not set");
    }

    [Fact]
    public void Every_action_is_pinned_by_a_commit_and_no_script_holds_an_expression()
    {
        using var workspace = Repository();
        workspace.Gatehouse("init", "--ci", "github", "--no-hooks").Is(0);
        var text = File.ReadAllText(workspace.File(Workflow));
        var uses = text.Split('\n').Where(line => line.Contains("uses: ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, uses.Count);
        Assert.All(uses, line => Assert.Matches("@[0-9a-f]{40} # v[0-9.]+$", line));
        Assert.All(Steps(workspace), step => Assert.DoesNotContain("${{", step, StringComparison.Ordinal));
    }

    // A repository that publishes as Gatehouse's own does, in a second instead of minutes.
    private static void MakeSource(Workspace workspace) => workspace.Shell("""
        mkdir "$TOP/source" && cd "$TOP/source" && git init -q
        printf '#!/bin/sh\ntest "$1" = publish || exit 9\nmkdir -p "${0%%/*}/artifacts/native" && cp "$TOP/bin/gatehouse" "${0%%/*}/artifacts/native/gatehouse"\n' >gatehouse
        chmod +x gatehouse && git add -A && git -c user.name=a -c user.email=a@acme.example commit -q -m x
        """).Is(0);

    private static List<string> Steps(Workspace workspace)
    {
        var parsed = Yaml.Parse(File.ReadAllBytes(workspace.File(Workflow)));
        Assert.Null(parsed.Error);
        var steps = parsed.Root!["jobs"]!["gates"]!["steps"]!.Items.Select(step => step["run"]?.Text).OfType<string>().ToList();
        Assert.Equal(2, steps.Count);
        return steps;
    }
}
