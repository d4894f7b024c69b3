using System.Text;
using CsCheck;

namespace Gatehouse.Patterns.Tests;

// Small windows are walked by a backtracker, large ones by automata: what one finds, the other must find.
public class LargeWindowTests
{
    private static BytePattern Pattern(string text)
    {
        var (pattern, error) = BytePattern.Parse(text);
        Assert.True(error is null, error?.ToString());
        return pattern!;
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string> RandomPattern = Gen.Recursive<string>((depth, inner) => depth > 4
        ? OneOf("a", "b", "[ab]", "[^a]", ".")
        : Gen.Frequency(
            (3, OneOf("a", "b", "c", "[ab]", "[^a]", "[a-c]", ".", "\\b", "\\B", "^", "$", "(?m:^)", "(?m:$)", "\\A", "\\z", "é", "\\pL", "(?i:k)", "\\w")),
            (2, Gen.Select(inner, inner, (x, y) => x + y)),
            (1, Gen.Select(inner, inner, (x, y) => $"(?:{x}|{y})")),
            (1, Gen.Select(inner, x => $"({x})")),
            (2, Gen.Select(inner, OneOf("*", "+", "?", "*?", "+?", "??", "{1,2}", "{2}", "{0,3}?", "{2,}"), (x, q) => $"(?:{x}){q}"))));

    [Fact]
    public void Both_ways_find_the_same_groups_in_any_window()
    {
        var text = Gen.Char["abckK é\n_"].Array[0, 24].Select(chars => Encoding.UTF8.GetBytes(chars));
        var scratch = new PatternScratch();
        // Repetitions of repetitions of a class of all letters may grow past the bound, and are refused: no matter of this test.
        var readable = RandomPattern.Where(pattern => BytePattern.Parse(pattern).Error?.ToString().Contains("too large once its repetitions", StringComparison.Ordinal) != true);
        Gen.Select(readable, text, Gen.Int[0, 8], Gen.Int[0, 8]).Sample((pattern, bytes, from, cut) =>
        {
            var parsed = Pattern(pattern);
            (from, var to) = (Math.Min(from, bytes.Length), Math.Max(Math.Min(from, bytes.Length), bytes.Length - cut));
            var (small, large, at) = (Groups(parsed), Groups(parsed), Groups(parsed));
            var found = parsed.TryMatch(bytes, from, to, small, scratch);
            if (found != parsed.TryMatchLarge(bytes, from, to, large, scratch))
                return false;
            if (!found)
                return true;
            var (start, end) = small[0];
            return small.SequenceEqual(large)
                && parsed.TryMatchAt(bytes, start, to, at, scratch) && small.SequenceEqual(at)
                && parsed.TryMatchLargeAt(bytes, start, to, large, scratch) && small.SequenceEqual(large)
                && end - start >= parsed.MinLength && end - start <= (parsed.MaxLength ?? int.MaxValue)
                && PikeFinds(parsed, bytes, small, scratch);
        }, iter: 4_000, threads: 1);
    }

    private static PatternGroup[] Groups(BytePattern pattern) => new PatternGroup[pattern.GroupNames.Count];

    private static bool PikeFinds(BytePattern pattern, byte[] text, PatternGroup[] groups, PatternScratch scratch)
    {
        scratch.Prepare(0, groups.Length * 2);
        return scratch.Pike.TryMatch(pattern.Expanded, text, groups[0].Start, groups[0].End, scratch)
            && groups.Select((group, i) => !group.IsMatched || group == new PatternGroup(scratch.Slots[i * 2], scratch.Slots[(i * 2) + 1])).All(same => same);
    }

    [Fact]
    public void A_match_late_in_a_large_text_is_found_with_its_groups()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("keys and words; ", 50_000)) + "key = \"abc\"\n");
        var groups = new PatternGroup[3];
        Assert.True(Pattern("(?P<name>[a-z]+) = \"(?P<value>[^\"]*)\"").TryMatch(text, 0, groups, new PatternScratch()));
        Assert.Equal(["key = \"abc\"", "key", "abc"], groups.Select(group => Encoding.UTF8.GetString(text[group.Start..group.End])));
    }

    [Fact]
    public void A_match_too_long_to_backtrack_has_its_groups()
    {
        var text = Encoding.ASCII.GetBytes("<" + new string('a', 300_000) + "-" + new string('b', 300_000) + ">");
        var groups = new PatternGroup[3];
        Assert.True(Pattern("<([a-z]+)-([a-z]+)>").TryMatch(text, 0, groups, new PatternScratch()));
        Assert.Equal([new(0, text.Length), new(1, 300_001), new(300_002, 600_002)], groups);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|a)*x")]
    [InlineData("(.*){1,1000}x")]
    [InlineData("(?:a{0,30}){0,30}x")]
    [InlineData("(a?){500}(a){500}!x")]
    [InlineData("(?:[ab]*a[ab]{12}c)|x")] // 4,096 states and more: forgotten, and made again
    public void A_catastrophic_pattern_comes_to_its_end_in_a_megabyte(string pattern)
    {
        var random = new Random(3);
        var text = Enumerable.Range(0, 1 << 20).Select(i => i < 100_000 ? (byte)"ab"[random.Next(2)] : (byte)'a').Append((byte)'!').ToArray();
        var scratch = new PatternScratch();
        Assert.False(Pattern(pattern).TryMatch(text, 0, [], scratch));
        Assert.InRange(scratch.Steps, 0, 100L * text.Length);
    }

    [Fact]
    public void Matching_allocates_nothing_once_warm()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("key=value; schlüssel=wert\n", 2_000)));
        var pattern = Pattern("(?m)^(\\w+)=(\\w+); (\\pL+)=(\\w+)$");
        var scratch = new PatternScratch();
        var groups = new PatternGroup[5];
        int Count()
        {
            var count = 0;
            for (var from = 0; pattern.TryMatch(text, from, groups, scratch); from = groups[0].End)
                count += pattern.TryMatchAt(text, groups[0].Start, text.Length, groups, scratch) ? 1 : 0;
            return count;
        }

        Assert.Equal(2_000, Count());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Count();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_scratch_serves_any_number_of_patterns()
    {
        var scratch = new PatternScratch();
        var text = Encoding.ASCII.GetBytes(new string('.', 100_000) + "word77!");
        var groups = new PatternGroup[1];
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 80; i++)
                Assert.Equal(i == 77, Pattern($"[a-z]+{i}!").TryMatch(text, 0, groups, scratch));
        }
    }

    [Fact]
    public void Anchored_it_matches_only_where_it_is_told()
    {
        var groups = new PatternGroup[1];
        Assert.False(Pattern("b+").TryMatchAt("abb"u8, 0, 3, groups, new PatternScratch()));
        Assert.True(Pattern("b+").TryMatchAt("abb"u8, 1, 2, groups, new PatternScratch()));
        Assert.Equal(new PatternGroup(1, 2), groups[0]);
        Assert.False(Pattern("\\bb").TryMatchAt("abb"u8, 1, 3, groups, new PatternScratch()));
    }
}
