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

    // Where the processor cannot look at fingerprints, the table walk is proven twice.
    public static TheoryData<string> Methods => [nameof(LiteralMethod.Walk), nameof(LiteralMethod.Fingerprints)];

    private static LiteralMatcher Build(Literal[] words, string method) => LiteralMatcher.Build(words, Enum.Parse<LiteralMethod>(method));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_occurrence_is_reported_once_whatever_the_length(string method)
    {
        var word = Gen.Char["abAB"].Array[1, 5].Select(chars => new string(chars));
        var literals = Gen.Select(word, Gen.Bool).Select(pair => Word(pair.Item1, pair.Item2)).Array[1, 6];
        var text = Gen.Char["abABc"].Array[0, 400].Select(chars => Encoding.UTF8.GetBytes(chars));
        Gen.Select(literals, text).Sample((words, bytes) => Scan(Build(words, method), bytes).SequenceEqual(Naive(words, bytes)), iter: 1500);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Random_words_of_any_bytes_are_found_in_texts_that_hold_pieces_of_them(string method)
    {
        var letter = Gen.OneOf(Gen.Char["etaoinETAOIN_-@`{[ \0"].Select(c => (byte)c), Gen.Byte);
        var literals = Gen.Select(letter.Array[3, 14], Gen.Bool).Select(pair => new Literal(pair.Item1, pair.Item2)).Array[1, 60];
        Gen.Select(literals, Gen.Int[0, 1000], Gen.Int[0, int.MaxValue]).Sample((words, length, seed) =>
        {
            var text = Pieces(words, length, new Random(seed));
            return Scan(Build(words, method), text).SequenceEqual(Naive(words, text));
        }, iter: 400);
    }

    // Words whole and cut off, in changed case, between other bytes: nearly every place is nearly a hit.
    private static byte[] Pieces(Literal[] words, int length, Random random)
    {
        var text = new List<byte>();
        while (text.Count < length)
        {
            var word = words[random.Next(words.Length)].Bytes.ToArray();
            text.AddRange(random.Next(4) switch
            {
                0 => word.AsSpan(0, random.Next(word.Length)),
                1 => [.. word.Select(b => char.IsAsciiLetter((char)b) ? (byte)(b ^ 0x20) : b)],
                2 => [(byte)random.Next(256)],
                _ => word,
            });
        }

        return [.. text.Take(length)];
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_word_is_found_wherever_it_stands_in_a_text_of_any_length(string method)
    {
        var matcher = Build([Word("key"), Word("key_ID_0123", ignoreCase: true)], method);
        for (var length = 11; length <= 300; length++)
        {
            for (var at = 0; at <= length - 11; at++)
            {
                var text = new byte[length];
                "key_id_0123"u8.CopyTo(text.AsSpan(at));
                Assert.Equal([(at + 3, 0), (at + 11, 1)], Scan(matcher, text));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_text_full_of_beginnings_loses_no_word(string method)
    {
        Literal[] words = [Word("keykeykex"), Word("key", ignoreCase: true), Word("eyk")];
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("keyKEYkeykeykex", 2000)));
        var hits = Scan(Build(words, method), text);
        Assert.Equal((2000, 4 * 2000), (hits.Count(hit => hit.Literal == 0), hits.Count(hit => hit.Literal == 1)));
        Assert.Equal(hits.Count, hits.Distinct().Count());
    }

    [Fact]
    public void Many_words_with_one_long_beginning_fit()
    {
        Literal[] words = [.. Enumerable.Range(0, 200).Select(i => Word(new string('x', 200) + $"{i:D3}"))];
        Assert.Equal([(203, 77)], Scan(LiteralMatcher.Build(words), [.. words[77].Bytes.Span]));
    }

    [Fact]
    public void More_bytes_than_the_table_holds_are_refused() =>
        Assert.Throws<ArgumentException>(() => LiteralMatcher.Build([.. Enumerable.Range(0, 200).Select(i => Word($"{i:D3}" + new string('x', 200)))]));

    [Fact]
    public void No_words_find_nothing() => Assert.Empty(Scan(LiteralMatcher.Build([]), "text"u8.ToArray()));

    [Fact]
    public void An_empty_word_is_refused() => Assert.Throws<ArgumentException>(() => LiteralMatcher.Build([Word("")]));
}
