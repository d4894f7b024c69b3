namespace Gatehouse.EndToEnd.Tests;

/// <summary>A drill tells a control that refuses from one that does not, and leaves everything as it was.</summary>
public class DrillTests
{
    // The words by which what the drill starts finds the command of the tests.
    private const string Drill = "gatehouse drill --yes --env DLL,TOP ";

    // A tool of somebody else: it knows one shape.
    private const string OwnTool = "#!/bin/sh\nif git diff --cached | grep -q '^+.*ghp_[0-9A-Za-z]'; then echo 'own tool: a token'; exit 7; fi\n";

    private static Workspace Repository()
    {
        var workspace = new Workspace().Install();
        workspace.Variables["GIT_CONFIG_GLOBAL"] = "/dev/null";
        workspace.Write("app.py", "print()\n").Commit();
        return workspace;
    }

    private static Workspace WithHook(string hook, string text)
    {
        var workspace = Repository().Write(".git/hooks/" + hook, text);
        workspace.Shell($"chmod +x .git/hooks/{hook}").Is(0);
        return workspace;
    }

    [Fact]
    public void The_hooks_that_init_writes_refuse_and_the_dossier_says_so()
    {
        using var workspace = Repository();
        workspace.Gatehouse("init", "--ci", "none").Is(0);
        workspace.WithGatehouse("git add -A && git commit -q -m init").Is(0);
        var drill = workspace.WithGatehouse(Drill + "--control pre-commit,pre-push").Is(0, "REFUSED", "git commit ended with 1; the clean half passed", "git push ended with");
        Assert.DoesNotContain("ghp_", drill.Output + drill.Error, StringComparison.Ordinal);
        workspace.Gatehouse("why").Is(0, "test-run");
        Assert.DoesNotContain(workspace.Gatehouse("run", "-f", "json").Json.GetProperty("verdicts").EnumerateArray(), verdict => verdict.GetProperty("gate").GetString() == "test");
    }

    [Theory]
    [InlineData("#!/bin/sh\nexit 0\n", 1, "it did not stop the case: git commit ended with 0")]
    [InlineData("#!/bin/sh\necho never; exit 1\n", 3, "proves nothing")]
    [InlineData("#!/bin/sh\nno-such-tool || exit 127\n", 3, "it refuses a clean change as well")]
    public void A_hook_that_does_not_tell_one_from_the_other_is_no_proof(string hook, int code, string words)
    {
        using var workspace = WithHook("pre-commit", hook);
        workspace.WithGatehouse(Drill + "--control pre-commit --case credential").Is(code, words);
    }

    [Fact]
    public void A_hook_that_is_not_there_is_inconclusive_with_the_remedy()
    {
        using var workspace = Repository();
        workspace.WithGatehouse(Drill).Is(3, "no pre-commit hook is installed", "no pre-push hook is installed", "no job of a CI was found", "gatehouse init");
        workspace.Write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n");
        workspace.WithGatehouse(Drill + "--control pre-commit").Is(3, "which is not executable: chmod +x it");
    }

    [Fact]
    public void A_tool_of_somebody_else_is_tried_as_it_is()
    {
        using var workspace = WithHook("pre-commit", OwnTool);
        workspace.WithGatehouse(Drill + "-v --control pre-commit --case credential").Is(0, "own tool: a token");
        workspace.WithGatehouse(Drill + "--control pre-commit --case private-key").Is(1, "NOT REFUSED");
    }

    [Fact]
    public void Hooks_that_lie_in_the_tree_run_as_they_lie_there()
    {
        using var workspace = Repository();
        workspace.Git("config", "core.hooksPath", ".githooks");
        workspace.Write(".githooks/pre-commit", OwnTool);
        workspace.Shell("chmod +x .githooks/pre-commit").Is(0);
        workspace.WithGatehouse(Drill + "--control pre-commit --case credential").Is(0, ".githooks/pre-commit, by git commit");
        workspace.Git("config", "core.hooksPath", "../elsewhere");
        workspace.WithGatehouse(Drill + "--control pre-commit").Is(3, "outside of this repository");
    }

    [Fact]
    public void A_hook_that_hangs_is_ended_with_all_that_it_started()
    {
        using var workspace = WithHook("pre-commit", "#!/bin/sh\nsetsid sleep 600 & echo $! >\"$TOP/pid\"\nsleep 600\n");
        workspace.WithGatehouse(Drill + "--control pre-commit --case credential --timeout 2s").Is(3, "did not end within 2 seconds");
        // One that was ended and that nobody waited for is still in the table, as a zombie.
        workspace.Shell("! grep -q '^State:[[:space:]]*[^Z[:space:]]' \"/proc/$(cat \"$TOP/pid\")/status\" 2>/dev/null").Is(0);
    }

    [Fact]
    public void The_hook_sees_no_remote_no_home_and_no_variable_of_the_user()
    {
        using var workspace = WithHook("pre-commit", "#!/bin/sh\ntest -z \"$(git remote)\" && test -z \"$ACME_TOKEN\" && test \"$HOME\" != \"$TOP\" || { echo seen; exit 1; }\n" + OwnTool[10..]);
        workspace.Variables["ACME_TOKEN"] = "x";
        workspace.Git("remote", "add", "origin", "https://git.example.org/a");
        workspace.WithGatehouse("HOME=$TOP " + Drill + "--control pre-commit --case credential").Is(0);
        workspace.WithGatehouse("HOME=$TOP " + Drill + "--env ACME_TOKEN --control pre-commit --case credential").Is(3, "seen");
    }

    [Fact]
    public void The_repository_and_its_remote_are_as_they_were()
    {
        using var workspace = WithHook("pre-commit", OwnTool);
        workspace.Write(".git/hooks/pre-push", "#!/bin/sh\nexit 0\n");
        workspace.Shell("""
            chmod +x .git/hooks/pre-push
            git init -q --bare "$TOP/up" && git push -q "$TOP/up" main
            printf '#!/bin/sh\ntouch "%s/pushed"\n' "$TOP" >"$TOP/up/hooks/pre-receive" && chmod +x "$TOP/up/hooks/pre-receive"
            git remote add origin "$TOP/up"
            """).Is(0);
        workspace.Write("staged.txt", "1\n").Git("add", "staged.txt");
        workspace.Write("staged.txt", "2\n").Write("loose.txt", "3\n");
        const string Everything = "find . \"$TOP/up\" -path ./.gatehouse -prune -o \\( -type f -exec sha256sum {} + \\) -o -type l -print | sort";
        var before = workspace.Shell(Everything).Is(0).Output;
        workspace.WithGatehouse(Drill + "--control pre-commit,pre-push --case credential").Is(1, "what is staged is no part of the drill");
        Assert.Equal(before, workspace.Shell(Everything).Is(0).Output);
        workspace.Shell("test ! -e \"$TOP/pushed\"").Is(0);
    }

    [Fact]
    public void Nothing_is_left_in_the_place_for_temporary_files()
    {
        using var workspace = WithHook("pre-commit", OwnTool);
        workspace.WithGatehouse("mkdir \"$TOP/t\"\nTMPDIR=\"$TOP/t\" " + Drill + "--control pre-commit --case credential").Is(0);
        workspace.Shell("find \"$TOP/t\" -name 'gatehouse-*' | grep . && exit 1; exit 0").Is(0);
    }

    [Theory]
    [InlineData("gatehouse run --comment", 0, "REFUSED")]
    [InlineData("true || gatehouse run --comment", 1, "it did not stop the case: the script ended with 0")]
    [InlineData("exit 5; gatehouse run --comment", 3, "proves nothing")]
    public void The_job_that_init_writes_is_run_as_for_a_pull_request(string step, int code, string words)
    {
        using var workspace = Repository();
        workspace.Gatehouse("init", "--ci", "github", "--no-hooks").Is(0);
        var path = workspace.File(".github/workflows/gatehouse.yml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("run: gatehouse run --comment", "run: " + step, StringComparison.Ordinal));
        workspace.Commit();
        workspace.WithGatehouse(Drill + "--control ci --case credential,policy").Is(code, words, "not run: Build Gatehouse: builds Gatehouse; this build stands for it");
    }

    [Fact]
    public void The_default_policy_asks_for_a_review_and_the_drill_plays_one()
    {
        using var workspace = Repository().Write("check.sh", "gatehouse run\n");
        workspace.Commit();
        workspace.WithGatehouse(Drill + "--control ci --case credential,ignored --script check.sh").Is(1, "ci          credential   refused", "ci          ignored      NOT REFUSED");
    }

    [Fact]
    public void A_job_of_gitlab_is_run_with_its_variables()
    {
        using var workspace = Repository().Write(".gitlab-ci.yml", """
            gates:
              variables: {LEVEL: "it's high"}
              before_script: ["test \"$CI_MERGE_REQUEST_TARGET_BRANCH_NAME\" = main"]
              script:
                - test "$LEVEL" = "it's high"
                - gatehouse run

            """);
        workspace.Commit();
        workspace.WithGatehouse(Drill + "--control ci --case credential").Is(0, ".gitlab-ci.yml, job gates");
    }

    [Fact]
    public void A_linked_work_tree_has_the_hooks_of_its_repository()
    {
        using var workspace = WithHook("pre-commit", OwnTool);
        workspace.WithGatehouse("git worktree add -q \"$TOP/linked\" -b other && cd \"$TOP/linked\" && " + Drill + "--control pre-commit --case credential").Is(0, "REFUSED");
    }

    [Theory]
    [InlineData("gatehouse drill", "add --yes")]
    [InlineData("CI=true gatehouse drill", "add --yes")]
    [InlineData("gatehouse drill --yes --control post-commit", "no such control")]
    [InlineData("gatehouse drill --yes --case none", "no such case")]
    [InlineData("gatehouse drill --yes --script none.sh", "--script none.sh")]
    [InlineData("gatehouse drill --yes --timeout soon", "--timeout soon")]
    [InlineData("gatehouse drill --yes \"$TOP\"", "is in no git repository")]
    [InlineData("git init -q --bare \"$TOP/bare\" && gatehouse drill --yes \"$TOP/bare\"", "is a bare repository")]
    [InlineData("git init -q \"$TOP/empty\" && gatehouse drill --yes \"$TOP/empty\"", "there is no commit yet")]
    public void What_cannot_begin_is_2_and_runs_nothing(string line, string words)
    {
        using var workspace = WithHook("pre-commit", "#!/bin/sh\ntouch \"$TOP/ran\"\n");
        workspace.WithGatehouse(line).Is(2, words);
        workspace.Shell("test ! -e \"$TOP/ran\"").Is(0);
    }
}
