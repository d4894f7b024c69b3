namespace Gatehouse.EndToEnd.Tests;

/// <summary>What init writes for a CI or for pre-commit is read by the owner's parser, or judged by the owner's schema.</summary>
public class GeneratedFileTests
{
    private static string Repository { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));

    private static string Script { get; } = Path.Combine(Repository, "tests", "Gatehouse.EndToEnd.Tests", "Tools", "ci-files.mjs");

    private static string Prek { get; } = Path.Combine(Repository, "artifacts", "test-tools", "bin", "prek");

    private static Result Check(Workspace workspace, string kind, params string[] files)
    {
        Assert.True(File.Exists(Prek), "./test installs the parsers; run the tests through it");
        return workspace.Shell($"node '{Script}' {kind} {string.Join(' ', files.Select(file => $"'{file}'"))}");
    }

    private static Workspace Set(string ci, params string[] options)
    {
        var workspace = new Workspace().Write("app.py", "print()\n");
        workspace.Commit();
        workspace.Gatehouse(["init", "--no-hooks", "--ci", ci, .. options]).Is(0);
        return workspace;
    }

    [Theory]
    [InlineData]
    [InlineData("--source", "https://git.example.org/gatehouse.git", "--revision", "4f0c1d2e3b5a69788796a5b4c3d2e1f00f1e2d3c")]
    public void GitHubs_parser_takes_the_workflow(params string[] options)
    {
        using var workspace = Set("github", options);
        Check(workspace, "github", ".github/workflows/gatehouse.yml").Is(0);
    }

    [Theory]
    [InlineData("pull-requests: write", "pull-request: write", "Unexpected value 'pull-request'")]
    [InlineData("steps.judge.outcome", "stages.judge.outcome", "Unrecognized named-value: 'stages'")]
    [InlineData("runs-on: ubuntu-latest", "name: gates", "runs-on")]
    public void GitHubs_parser_refuses_a_broken_workflow(string text, string broken, string complaint)
    {
        using var workspace = Set("github");
        Replace(workspace, ".github/workflows/gatehouse.yml", text, broken);
        Check(workspace, "github", ".github/workflows/gatehouse.yml").Is(1, complaint);
    }

    [Theory]
    [InlineData]
    [InlineData("--source", "https://git.example.org/gatehouse.git", "--revision", "4f0c1d2e3b5a69788796a5b4c3d2e1f00f1e2d3c")]
    public void GitLabs_schema_takes_the_job_and_the_line_that_includes_it(params string[] options)
    {
        using var workspace = Set("gitlab", options);
        workspace.Write(".gitlab-ci.yml", "include: [{local: .gitlab/gatehouse.yml}]\n");
        Check(workspace, "gitlab", ".gitlab/gatehouse.yml", ".gitlab-ci.yml").Is(0);
    }

    [Theory]
    [InlineData("when: always", "when: sometimes", "/gatehouse/artifacts/when")]
    [InlineData("before_script:", "before_scripts:", "before_scripts")]
    public void GitLabs_schema_refuses_a_broken_job(string text, string broken, string complaint)
    {
        using var workspace = Set("gitlab");
        Replace(workspace, ".gitlab/gatehouse.yml", text, broken);
        Check(workspace, "gitlab", ".gitlab/gatehouse.yml").Is(1, complaint);
    }

    [Fact]
    public void GitHubs_parser_takes_the_workflows_of_this_repository()
    {
        var folder = Path.Combine(Repository, ".github", "workflows");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.y*ml") : [];
        Assert.NotEmpty(files);
        using var workspace = new Workspace();
        Check(workspace, "github", files).Is(0);
    }

    [Fact]
    public void A_real_reader_of_pre_commit_manifests_takes_ours_and_refuses_a_stage_that_is_none()
    {
        using var workspace = Set("none", "--pre-commit");
        workspace.Shell($"'{Prek}' validate-manifest .pre-commit-hooks.yaml").Is(0);
        Replace(workspace, ".pre-commit-hooks.yaml", "[pre-push]", "[before-push]");
        workspace.Shell($"'{Prek}' validate-manifest .pre-commit-hooks.yaml").Is(1, "before-push");
    }

    private static void Replace(Workspace workspace, string file, string text, string other)
    {
        var whole = File.ReadAllText(workspace.File(file));
        Assert.Contains(text, whole, StringComparison.Ordinal);
        workspace.Write(file, whole.Replace(text, other, StringComparison.Ordinal));
    }
}
