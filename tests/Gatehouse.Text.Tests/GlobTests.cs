namespace Gatehouse.Text.Tests;

public class GlobTests
{
    [Theory]
    [InlineData("*.md", "README.md", true)]
    [InlineData("*.md", "docs/a.md", true)]
    [InlineData("/*.md", "docs/a.md", false)]
    [InlineData("docs/*.md", "docs/a.md", true)]
    [InlineData("docs/*.md", "docs/x/a.md", false)]
    [InlineData("docs/**/*.md", "docs/a.md", true)]
    [InlineData("docs/**/*.md", "docs/x/y/a.md", true)]
    [InlineData("**/test/**", "a/test/b.c", true)]
    [InlineData("**/test/**", "a/test", false)]
    [InlineData("vendor/", "a/vendor/x/y", true)]
    [InlineData("vendor", "vendor/x", true)]
    [InlineData("src/api", "src/api/v1/a.cs", true)]
    [InlineData("src/api", "src/apiary", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("[!a-c]x", "dx", true)]
    [InlineData("[!a-c]x", "bx", false)]
    [InlineData("*.{yml,yaml}", "ci/x.yaml", true)]
    [InlineData("{a,b/{c,d}}/e", "b/d/e", true)]
    [InlineData("\\*x", "*x", true)]
    [InlineData("\\*x", "ax", false)]
    [InlineData("**", "a/b", true)]
    [InlineData("a*b*c", "a1b2b3c", true)]
    [InlineData("*/x", "a/b/x", false)]
    public void Paths_match(string pattern, string path, bool expected) =>
        Assert.Equal(expected, Glob.TryParse(pattern, out _)!.IsMatch(path));

    [Theory]
    [InlineData("")]
    [InlineData("{a")]
    [InlineData("{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}")]
    public void What_is_no_pattern_is_refused_with_a_sentence(string pattern)
    {
        Assert.Null(Glob.TryParse(pattern, out var problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void A_hostile_pattern_ends() =>
        Assert.False(Glob.TryParse(string.Concat(Enumerable.Repeat("*a", 400)) + "b", out _)!.IsMatch(new string('a', 20_000)));
}
