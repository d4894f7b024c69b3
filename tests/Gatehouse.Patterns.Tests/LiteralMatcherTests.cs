using System.Text;
using CsCheck;

namespace Gatehouse.Patterns.Tests;

public class LiteralMatcherTests
{
    private struct Collect : ILiteralSink
    {
        public List<(int End, int Literal)> Hits;

        public readonly void Hit(int literal, int end) => Hits.Add((end, literal));
    }

    private static List<(int End, int Literal)> Scan(LiteralMatcher matcher, byte[] text)
    {
        var sink = new Collect { Hits = [] };
        matcher.Scan(text, ref sink);
        sink.Hits.Sort();
        return sink.Hits;
    }

    private static List<(int End, int Literal)> Naive(Literal[] literals, byte[] text)
    {
        var hits = new List<(int, int)>();
        for (var end = 1; end <= text.Length; end++)
        {
            for (var id = 0; id < literals.Length; id++)
            {
                var word = literals[id].Bytes.ToArray();
                if (word.Length > end)
                    continue;
                var part = text[(end - word.Length)..end];
                var same = literals[id].IgnoreCase ? part.Select(Lower).SequenceEqual(word.Select(Lower)) : part.SequenceEqual(word);
                if (same)
                    hits.Add((end, id));
            }
        }

        hits.Sort();
        return hits;
    }

    private static byte Lower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;

    private static Literal Word(string text, bool ignoreCase = false) => new(Encoding.UTF8.GetBytes(text), ignoreCase);

    [Fact]
    public void Words_within_words_and_at_the_end_are_all_found()
    {
        Literal[] words = [Word("he"), Word("she"), Word("hers"), Word("s", ignoreCase: true)];
        Assert.Equal([(1, 3), (3, 0), (3, 1), (5, 2), (5, 3)], Scan(LiteralMatcher.Build(words), "shers"u8.ToArray()));
    }

    [Fact]
    public void The_same_word_twice_is_reported_for_each() =>
        Assert.Equal([(2, 0), (2, 1)], Scan(LiteralMatcher.Build([Word("ab"), Word("ab")]), "ab"u8.ToArray()));

    [Fact]
    public void Case_counts_where_it_should() =>
        Assert.Equal([(4, 0), (8, 0), (8, 1)], Scan(LiteralMatcher.Build([Word("akia", ignoreCase: true), Word("AKIA")]), "akiaAKIA"u8.ToArray()));

    // Lengths round the multiples of eight parts, where the seams of the interleaved walk lie.
    [Fact]
    public void Every_occurrence_is_reported_once_whatever_the_length()
    {
        var word = Gen.Char["abAB"].Array[1, 5].Select(chars => new string(chars));
        var literals = Gen.Select(word, Gen.Bool).Select(pair => Word(pair.Item1, pair.Item2)).Array[1, 6];
        var text = Gen.Char["abABc"].Array[0, 400].Select(chars => Encoding.UTF8.GetBytes(chars));
        Gen.Select(literals, text).Sample((words, bytes) => Scan(LiteralMatcher.Build(words), bytes).SequenceEqual(Naive(words, bytes)), iter: 3000);
    }

    [Fact]
    public void No_words_find_nothing() => Assert.Empty(Scan(LiteralMatcher.Build([]), "text"u8.ToArray()));

    [Fact]
    public void An_empty_word_is_refused() => Assert.Throws<ArgumentException>(() => LiteralMatcher.Build([Word("")]));
}
