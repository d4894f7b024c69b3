using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace Gatehouse.Patterns.Tests;

public class BytePatternTests
{
    private static BytePattern Pattern(string text)
    {
        var (pattern, error) = BytePattern.Parse(text);
        Assert.True(error is null, error?.ToString());
        return pattern!;
    }

    private static string? Match(string pattern, string text, string? group = null)
    {
        var parsed = Pattern(pattern);
        var bytes = Encoding.UTF8.GetBytes(text);
        var groups = new PatternGroup[parsed.GroupNames.Count];
        if (!parsed.TryMatch(bytes, 0, bytes.Length, groups, new PatternScratch()))
            return null;
        var found = groups[group is null ? 0 : parsed.GroupNumber(group)];
        return found.IsMatched ? Encoding.UTF8.GetString(bytes[found.Start..found.End]) : "(none)";
    }

    [Theory]
    [InlineData("a|ab", "ab", "a")] // leftmost-first, not longest
    [InlineData("(?:a|ab)(?:c|bcd)", "abcd", "abcd")]
    [InlineData("a*?b", "aaab", "aaab")]
    [InlineData("a+?", "aaa", "a")]
    [InlineData("(?U)a+", "aaa", "a")]
    [InlineData("(?U)a+?", "aaa", "aaa")]
    [InlineData("a{2,3}", "aaaa", "aaa")]
    [InlineData("a{2,3}?", "aaaa", "aa")]
    [InlineData("x{,3}", "x{,3}", "x{,3}")] // no repetition in RE2
    [InlineData("[0-9A-Z]{4}\\b", "AB12Z AB12", "B12Z")]
    [InlineData("\\bcat\\b", "concat cat", "cat")]
    [InlineData("\\Bcat", "cat concat", "cat")]
    [InlineData("(?m)^b$", "a\nb\nc", "b")]
    [InlineData("^b", "a\nb", null)]
    [InlineData("b$", "b\n", null)] // $ is the end of the text only
    [InlineData("a.c", "a\nc", null)]
    [InlineData("(?s)a.c", "a\nc", "a\nc")]
    [InlineData("(?i)straße", "STRAßE", "STRAßE")]
    [InlineData("(?i)k", "\u212A", "\u212A")] // KELVIN SIGN
    [InlineData("(?i:a)b", "Ab", "Ab")]
    [InlineData("(?i:a)b", "AB", null)]
    [InlineData("\\w+", "é1", "1")] // ASCII classes
    [InlineData("\\d", "٣", null)]
    [InlineData("\\s", "\u00A0", null)]
    [InlineData("\\s", "\v", null)] // RE2's \s has no vertical tab
    [InlineData("\\pL+", "1éñ2", "éñ")]
    [InlineData("\\p{Lu}", "aÉ", "É")]
    [InlineData("\\P{L}", "a1", "1")]
    [InlineData("\\p{Greek}+", "abγδ", "γδ")]
    [InlineData("\\p{^Latin}", "aж", "ж")]
    [InlineData("\\p{Han}+", "x漢字y", "漢字")]
    [InlineData("(?i)σ+", "Σσς", "Σσς")] // three letters of one orbit
    [InlineData("(?i)\\W", "\u212A", null)] // a KELVIN SIGN is a k, and so a word character
    [InlineData("(?i)[^\\w]", "ſ", null)]
    [InlineData("(?i)\\P{Lu}", "a1", "1")]
    [InlineData("[^a]", "aé", "é")]
    [InlineData("[[:alpha:]]+", "1ab2", "ab")]
    [InlineData("[[:^digit:]]", "1a", "a")]
    [InlineData("[]a]", "]", "]")]
    [InlineData("[\\]a-]+", "x-]a", "-]a")]
    [InlineData("\\x41\\x{1F600}\\102", "A😀B", "A😀B")]
    [InlineData("\\Qa.b\\E+", "a.bbb", "a.bbb")]
    [InlineData("é{2}", "éé", "éé")]
    [InlineData("[à-ü]+", "xéèz", "éè")]
    [InlineData("😀|x", "😀", "😀")]
    [InlineData("(a*)*", "b", "")]
    [InlineData("(|a)+", "aaa", "")]
    [InlineData("\\.\\*\\[", ".*[", ".*[")]
    public void Syntax_means_what_it_means_in_RE2(string pattern, string text, string? expected) => Assert.Equal(expected, Match(pattern, text));

    [Theory]
    [InlineData("(?P<secret>[a-z]+)\\d", "ab1", "secret", "ab")]
    [InlineData("(?<secret>[a-z]+)\\d", "ab1", "secret", "ab")]
    [InlineData("(?:x(?P<a>1)|y(?P<b>2))", "y2", "a", "(none)")]
    [InlineData("(?P<last>[ab])+", "ab", "last", "b")]
    public void Named_groups_capture(string pattern, string text, string group, string expected) => Assert.Equal(expected, Match(pattern, text, group));

    [Theory]
    [InlineData("a(?=b)", "look-around")]
    [InlineData("(?<!a)b", "look-around")]
    [InlineData("(a)\\1", "back-reference")]
    [InlineData("(?>a)", "atomic")]
    [InlineData("a++", "possessive")]
    [InlineData("a**", "repeated")]
    [InlineData("*a", "nothing stands before")]
    [InlineData("(a", "not closed")]
    [InlineData("a)", "no opening")]
    [InlineData("[a", "not closed")]
    [InlineData("[z-a]", "backwards")]
    [InlineData("a{1001}", "1000")]
    [InlineData("a{3,2}", "smaller")]
    [InlineData("\\p{Klingon}", "Klingon")]
    [InlineData("(?i)*", "nothing stands before")]
    [InlineData("{2}", "nothing stands before")]
    [InlineData("(?-)a", "not known")]
    [InlineData("\\Ca", "\\C")]
    [InlineData("((a{1000}){1000})", "too large")]
    [InlineData("\\y", "\\y")]
    [InlineData("\\", "backslash")]
    [InlineData("(?P<a>x)(?P<a>y)", "twice")]
    [InlineData("((a{1000}){1000}){1000}", "too large")]
    public void What_is_not_supported_is_refused_by_name_with_a_remedy(string pattern, string word)
    {
        var error = BytePattern.Parse(pattern).Error;
        Assert.NotNull(error);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public void A_deeply_nested_pattern_is_refused_rather_than_overflowing_the_stack() =>
        Assert.NotNull(BytePattern.Parse(new string('(', 10_000) + new string(')', 10_000)).Error);

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|a)*b")]
    [InlineData("(a|aa)+$")]
    [InlineData("(.*)*x")]
    [InlineData("(?:a{0,30}){0,30}b")]
    public void A_catastrophic_pattern_takes_steps_in_proportion_to_the_text(string pattern)
    {
        var parsed = Pattern(pattern);
        long Steps(int length)
        {
            var text = Encoding.ASCII.GetBytes(new string('a', length) + "!");
            var scratch = new PatternScratch();
            Assert.False(parsed.TryMatch(text, 0, text.Length, [], scratch));
            return scratch.Steps;
        }

        Assert.InRange(Steps(8000), 1, Steps(2000) * 5);
    }

    [Fact]
    public void Text_outside_the_window_counts_for_boundaries_only()
    {
        var text = "xabcx abc"u8.ToArray();
        var groups = new PatternGroup[1];
        Assert.False(Pattern("\\babc").TryMatch(text, 1, 4, groups, new PatternScratch()));
        Assert.True(Pattern("abc").TryMatch(text, 1, 4, groups, new PatternScratch()));
        Assert.False(Pattern("abcx").TryMatch(text, 1, 4, groups, new PatternScratch()));
    }

    [Theory]
    [InlineData("ab{2,4}c", 4, 6)]
    [InlineData("a|bcd", 1, 3)]
    [InlineData("é?x", 1, 3)]
    [InlineData("\\bx\\b", 1, 1)]
    public void Lengths_are_known(string pattern, int min, int max) => Assert.Equal((min, max), (Pattern(pattern).MinLength, Pattern(pattern).MaxLength));

    [Fact]
    public void An_unbounded_repetition_has_no_longest_match() => Assert.Null(Pattern("a+").MaxLength);

    [Theory]
    [InlineData("\\bghp_[0-9A-Za-z]{36}\\b", "ghp_", true)]
    [InlineData("(?:sk|rk)_live_[a-z]{10}", "_live_", true)]
    [InlineData("(?:sk|rk)_live_[a-z]{10}", "sk_live_", false)]
    [InlineData("[Aa]pi[_-]?key", "api", false)]
    [InlineData("x?ghp_", "ghp_", true)]
    [InlineData("a+bc", "abc", true)]
    [InlineData("(?:abc)?d", "abc", false)]
    public void Required_literals_are_shown_only_where_every_match_holds_one(string pattern, string literal, bool expected) =>
        Assert.Equal(expected, Pattern(pattern).EveryMatchContains([new Literal(Encoding.ASCII.GetBytes(literal), false)]));

    [Fact]
    public void Required_literals_may_ignore_case() =>
        Assert.True(Pattern("(?i)api[_-]?key").EveryMatchContains([new Literal("api_key"u8.ToArray(), true), new Literal("api-key"u8.ToArray(), true), new Literal("apikey"u8.ToArray(), true)]));

    [Theory]
    [InlineData("a\\x00b", "ab", true)] // NUL is a byte, not nothing
    [InlineData("É", "é", true)] // only ASCII letters have two cases in a literal
    [InlineData("(?i)ab", "ab", false)]
    [InlineData("[aA]b|ab", "ab", false)]
    public void A_literal_that_may_be_missing_is_not_said_to_be_there(string pattern, string literal, bool ignoreCase) =>
        Assert.False(Pattern(pattern).EveryMatchContains([new Literal(Encoding.UTF8.GetBytes(literal), ignoreCase)]));

    [Theory]
    [InlineData("(?i)a[bc]d", "abd", "acd")]
    [InlineData("[aA]b|ab", "ab", "xx")]
    public void A_letter_of_either_case_is_found_where_the_literal_ignores_case(string pattern, string one, string other) =>
        Assert.True(Pattern(pattern).EveryMatchContains([new Literal(Encoding.UTF8.GetBytes(one), true), new Literal(Encoding.UTF8.GetBytes(other), true)]));

    // .NET's engine is leftmost-first too; what differs (ASCII classes, $) the generator leaves out.
    private static readonly Gen<string> RandomPattern = Gen.Recursive<string>((depth, inner) => depth > 4
        ? OneOf("a", "b", "[ab]", "[^a]", ".")
        : Gen.Frequency(
            (3, OneOf("a", "b", "c", "[ab]", "[^a]", "[a-c]", ".", "\\b", "^", "é")),
            (2, Gen.Select(inner, inner, (x, y) => x + y)),
            (1, Gen.Select(inner, inner, (x, y) => $"(?:{x}|{y})")),
            (1, Gen.Select(inner, x => $"({x})")),
            (1, Gen.Select(OneOf("a", "[ab]", "(?:ab)", "(b)", "."), OneOf("*", "+", "?", "*?", "+?", "{1,2}", "{2}", "{0,3}?"), (x, q) => x + q))));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public void Matches_agree_with_a_backtracking_engine_on_random_patterns()
    {
        var text = Gen.Char["abcé\n"].Array[0, 24].Select(chars => new string(chars));
        Gen.Select(RandomPattern, text).Sample((pattern, input) =>
        {
            var expected = Regex.Match(input, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
            return Match(pattern, input) == (expected.Success ? expected.Value : null)
                || (pattern.Contains("\\b", StringComparison.Ordinal) && input.Contains('é', StringComparison.Ordinal)); // é is a word character only there
        }, iter: 20_000);
    }
}
