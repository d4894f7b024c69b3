using System.Text;
using Gatehouse.Pipeline.Setup;
using Gatehouse.Pipeline.Setup.Templates;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Tests.Setup;

/// <summary>What is found in a repository, and what the templates make of it.</summary>
public class DetectionTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private static Detection Detect(string[] tracked, string? remote = null, params string?[] branches) => Detection.Of(tracked, remote, branches);

    [Fact]
    public void Languages_go_by_the_endings_of_tracked_files() =>
        Assert.Equal(
            ["C#", "Dockerfile", "Python"],
            Detect(["src/A.cs", "Dockerfile", "a b/\u001B[2J\n.PY", "README", ".cs/x", "py"]).Languages.Select(language => language.Name));

    [Theory]
    [InlineData(".github/workflows/ci.yml", null, "GitHub")]
    [InlineData(".gitlab-ci.yml", null, "GitLab")]
    [InlineData(".gitlab-ci.yml", "https://github.com/a/b", "GitLab")]
    [InlineData("docs/.gitlab-ci.yml", null, "")]
    [InlineData("a", "https://github.com/a/b.git", "GitHub")]
    [InlineData("a", "git@github.com:a/b.git", "GitHub")]
    [InlineData("a", "ssh://git@gitlab.example.org:2222/a/b", "GitLab")]
    [InlineData("a", "https://user@gitlab.com/a", "GitLab")]
    [InlineData("a", "https://example.org/github.com/a", "")]
    [InlineData("a", "https://github.com.example.org@example.net/a", "")]
    [InlineData("a", "/srv/github.com", "")]
    public void The_ci_goes_by_its_files_and_then_by_the_remotes_host(string file, string? remote, string wanted) =>
        Assert.Equal(wanted, string.Join(' ', Detect([file], remote).Ci));

    [Fact]
    public void Production_is_the_first_branch_that_is_known_and_a_name_that_does_not_fit_is_said()
    {
        Assert.Equal("trunk", Detect([], null, null, "trunk", "main").Production);
        Assert.Equal("main", Detect([]).Production);
        var hostile = Detect([], null, "a\"]#\u202E");
        Assert.Equal("main", hostile.Production);
        Assert.NotNull(hostile.Warning);
    }

    [Theory]
    [InlineData("https://git.example.org/g.git", Commit, true)]
    [InlineData("ssh://git@git.example.org:22/g", Commit, true)]
    [InlineData("https://git.example.org/g.git", "main", false)]
    [InlineData("https://user:word@git.example.org/g.git", Commit, false)]
    [InlineData("https://git.example.org/\"$(id)", Commit, false)]
    [InlineData("https://git.example.org/a b", Commit, false)]
    [InlineData("file:///srv/g", Commit, false)]
    [InlineData("--upload-pack=x", Commit, false)]
    [InlineData("https://git.example.org/g.git", null, false)]
    [InlineData(null, Commit, false)]
    public void A_source_is_an_address_and_a_whole_commit(string? url, string? revision, bool isSound)
    {
        var (pin, problem) = SourcePin.Read(url, revision);
        Assert.Equal((isSound, !isSound), (pin is not null, problem is not null));
    }

    [Fact]
    public void The_source_of_an_earlier_init_is_found_in_its_files()
    {
        var pin = new SourcePin("https://git.example.org/g.git", Commit);
        Assert.Equal(pin, SourcePin.In(GitHubTemplate.Write(Detect([]), pin)));
        Assert.Equal(pin, SourcePin.In(GitLabTemplate.Write(pin)));
        Assert.Null(SourcePin.In(GitHubTemplate.Write(Detect([]), null)));
    }

    [Fact]
    public void Every_template_is_ascii_so_that_a_character_is_a_byte()
    {
        string[] texts = [PolicyTemplate.Write(Detect(["a.py"])), PolicyTemplate.Write(Detect([])), HookTemplate.Write(HookTemplate.PreCommitLine, "commit"), GitHubTemplate.Write(Detect([]), null), GitLabTemplate.Write(null), PreCommitTemplate.Body, SecurityTemplate.Write(PolicyDocument.Default, [])];
        Assert.All(texts, text => Assert.True(Ascii.IsValid(text)));
        Assert.All(texts, text => Assert.EndsWith("\n", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Security_md_tells_the_policys_own_deadlines_and_modes()
    {
        var policy = PolicyDocument.Default with
        {
            ProductionBranches = ["trunk", "bad`|name"],
            Deadlines = PolicyDocument.Default.Deadlines.SetItem(Gatehouse.Model.Severity.Critical, TimeSpan.FromHours(8)),
        };
        var page = SecurityTemplate.Write(policy, [CiKind.GitLab]);
        Assert.Contains("| CRITICAL | 8 hours |", page, StringComparison.Ordinal);
        Assert.Contains("| code | enforce | always |", page, StringComparison.Ordinal);
        Assert.Contains("`trunk`", page, StringComparison.Ordinal);
        Assert.DoesNotContain("bad", page, StringComparison.Ordinal);
        Assert.Contains("confidential issue", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diff_has_the_place_the_context_and_the_missing_line_end()
    {
        Assert.Equal("--- /dev/null\n+++ b/n\n@@ -0,0 +1,2 @@\n+a\n+b\n", UnifiedDiff.Of("n", null, "a\nb\n"));
        Assert.Equal("--- a/n\n+++ b/n\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+X\n 6\n\\ No newline at end of file\n", UnifiedDiff.Of("n", "1\n2\n3\n4\n5\n6", "1\n2\n3\n4\nX\n6"));
        Assert.Equal("", UnifiedDiff.Of("n", "a\n", "a\n"));
    }
}
