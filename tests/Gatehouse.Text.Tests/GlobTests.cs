using CsCheck;

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

    [Theory]
    [InlineData("a?c", "aüc", true)]
    [InlineData("a??c", "aüc", false)]
    [InlineData("?", "漢", true)]
    [InlineData("*??", "漢", false)]
    [InlineData("*?", "漢", true)]
    [InlineData("a?c", "a😀c", true)]
    [InlineData("[äö]x", "öx", true)]
    [InlineData("[äö]x", "üx", false)]
    [InlineData("[à-ü]x", "éx", true)]
    [InlineData("[à-ü]x", "ǿx", false)]
    [InlineData("[!ä]x", "öx", true)]
    [InlineData("[!ä]x", "äx", false)]
    [InlineData("[!a]", "漢", true)]
    [InlineData("x[!a][!a]", "xü", false)]
    [InlineData("[😀-😎].md", "😃.md", true)]
    [InlineData("ü*ß", "ü漢字ß", true)]
    public void A_question_mark_and_a_class_take_a_whole_character(string pattern, string path, bool expected) =>
        Assert.Equal(expected, Glob.TryParse(pattern, out _)!.IsMatch(path));

    [Fact]
    public void A_byte_that_is_no_character_is_one_for_itself()
    {
        var one = Glob.TryParse("a?c", out _)!;
        Assert.True(one.IsMatch([(byte)'a', 0xFF, (byte)'c']));
        Assert.False(one.IsMatch([(byte)'a', 0xFF, 0xFE, (byte)'c']));
        Assert.True(Glob.TryParse("a[!x]c", out _)!.IsMatch([(byte)'a', 0xC3, (byte)'c']));
        Assert.False(Glob.TryParse("a[\u0080-\U0010FFFF]c", out _)!.IsMatch([(byte)'a', 0xC3, (byte)'c']));
    }

    [Theory]
    [InlineData("[a-c", "character 1, the [ has no ]")]
    [InlineData("src/[", "character 5")]
    [InlineData("src/[]", "character 5")]
    [InlineData("src/x\\", "character 6")]
    [InlineData("x[z-a]", "z-a goes backwards")]
    [InlineData("x[ü-ä]", "ü-ä goes backwards")]
    [InlineData("[[:alpha:]]x", "named classes")]
    [InlineData("!src/**", "does not turn")]
    [InlineData("src\\api\\**", "parted by /")]
    [InlineData("a\nb", "line end")]
    [InlineData("a\0", "control character")]
    [InlineData("../x", ".. is in no path")]
    [InlineData("a/../b", "character 3, .. is in no path")]
    [InlineData("a/./b", "character 3, . is in no path")]
    [InlineData("a//b", "character 3")]
    [InlineData(" ", "character 1, a blank")]
    [InlineData(" src/**", "character 1, a blank")]
    [InlineData("src/** ", "character 7, a blank")]
    [InlineData("/", "alone names nothing")]
    public void A_pattern_that_could_not_mean_what_it_seems_is_refused_with_its_place(string pattern, string expected)
    {
        Assert.Null(Glob.TryParse(pattern, out var problem));
        Assert.Contains(expected, problem!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]]x", "]x", true)]
    [InlineData("[!]]x", "ax", true)]
    [InlineData("[a-]x", "-x", true)]
    [InlineData("[\\]]x", "]x", true)]
    [InlineData("[\\z-a]x", "zx", false)]
    [InlineData("\\[a", "[a", true)]
    [InlineData("\\!a", "!a", true)]
    [InlineData("a\\\\b", "a\\b", true)]
    [InlineData("[{]x", "{x", true)]
    [InlineData("{[,],b}", ",", true)]
    [InlineData("{a,}b", "b", true)]
    [InlineData("\\{a,b}", "{a,b}", true)]
    [InlineData("./src/*.c", "src/a.c", true)]
    [InlineData("...", "...", true)]
    [InlineData("a b", "a b", true)]
    [InlineData("a\\ ", "a ", true)]
    public void What_only_looks_unsound_is_read(string pattern, string path, bool expected)
    {
        var glob = Glob.TryParse(pattern, out var problem);
        if (expected)
            Assert.Null(problem);
        Assert.Equal(expected, glob?.IsMatch(path) ?? false);
    }

    [Theory]
    [InlineData("main", null)]
    [InlineData("release/*", null)]
    [InlineData("release-[0-9", "has no ]")]
    public void A_pattern_of_branches_is_checked_alike(string pattern, string? expected)
    {
        var problem = WildMatch.Check(pattern);
        Assert.True(expected is null ? problem is null : problem!.Contains(expected, StringComparison.Ordinal), problem);
    }

    [Fact]
    public void Any_pattern_is_read_or_refused_and_matching_never_throws() =>
        Gen.Select(Gen.Char["*?[]!^-{},/\\.aü\uD800"].Array[1, 20], Gen.Byte.Array[0, 20]).Sample(
            (pattern, path) =>
            {
                var glob = Glob.TryParse(new string(pattern), out var problem);
                Assert.True(glob is null != problem is null);
                glob?.IsMatch(path);
                WildMatch.IsExactMatch(System.Text.Encoding.UTF8.GetBytes(pattern), path);
            },
            iter: 40_000);

    [Fact]
    public void A_path_of_letters_matches_itself_with_any_of_them_for_a_question_mark() =>
        Gen.Select(Gen.String["abü漢é"].Where(text => text.Length > 0), Gen.Int[0, 100]).Sample((path, at) =>
        {
            var pattern = path.ToCharArray();
            pattern[at % pattern.Length] = '?';
            Assert.True(Glob.TryParse(new string(pattern), out _)!.IsMatch(path));
            Assert.False(Glob.TryParse(new string(pattern) + "?", out _)!.IsMatch(path));
        });

    [Fact]
    public void A_hostile_pattern_ends() =>
        Assert.False(Glob.TryParse(string.Concat(Enumerable.Repeat("*a", 400)) + "b", out _)!.IsMatch(new string('a', 20_000)));
}
