using System.Collections.Immutable;
using System.Text;
using Gatehouse.Engine;
using Gatehouse.Model;
using Gatehouse.Rules.Secrets;

namespace Gatehouse.Secrets.Tests;

/// <summary>A version read by what its delta brought gives what it gives when it is read whole.</summary>
public class DerivedScannerTests
{
    private static readonly ImmutableArray<SecretRule> Rules = RulePack.Read(SecretsRulePack.Bytes.ToArray());
    private static readonly CompiledRules Compiled = new(Rules);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Versions_that_are_cut_joined_and_moved_give_the_same_as_whole_texts(int seed)
    {
        var random = new Random(seed);
        var whole = new SecretScanner(Compiled);
        var derived = new DerivedScanner(Compiled, whole);
        var text = Pieces(random, 12);
        var (_, state) = derived.Scan("a/b.env"u8, text, default);
        var found = 0;
        for (var version = 0; version < 150; version++)
        {
            var (next, copies) = Change(random, text);
            // Rules for certain paths alone must not be lost, or told, for what the version before was called.
            var path = Encoding.UTF8.GetBytes(random.Next(4) == 0 ? "docs/readme.md" : random.Next(4) == 0 ? "infra/main.tf" : "a/b.env");
            var expected = whole.Scan(path, next).ToList();
            var (matches, after) = derived.Scan(path, next, new Derivation { State = state, Length = text.Length, Copies = copies, WantsState = true });
            Assert.Equal(expected, matches);
            found += expected.Count;
            derived.Release(state!);
            (text, state) = (next, after);
        }

        Assert.True(found > 300, $"{found} secrets in 150 versions");
    }

    [Fact]
    public void A_secret_at_the_seam_of_two_copies_is_found()
    {
        var rule = Rules.Single(rule => rule.Id == "private-key");
        var secret = Encoding.UTF8.GetBytes(CaseTemplate.Expand(rule, rule.Find[0], 0));
        var derived = new DerivedScanner(Compiled, new SecretScanner(Compiled));
        for (var cut = 1; cut < secret.Length; cut += 7)
        {
            // Its halves are there, the other way round; the delta joins them.
            byte[] before = [.. secret.AsSpan(cut), .. new byte[600], .. secret.AsSpan(0, cut)];
            var (none, state) = derived.Scan("k"u8, before, default);
            CopiedSpan[] copies = [new(secret.Length - cut + 600, 0, cut), new(0, cut, secret.Length - cut)];
            var (matches, _) = derived.Scan("k"u8, secret, new Derivation { State = state, Length = before.Length, Copies = copies });
            Assert.Equal(new SecretScanner(Compiled).Scan("k"u8, secret).ToList(), matches);
            Assert.NotEmpty(matches);
        }
    }

    [Theory]
    [InlineData("x", "", 0)]
    [InlineData("", "x", 0)]
    [InlineData(" ", "-", 1)]
    [InlineData("{", "}", 0)]
    public void What_is_put_right_before_or_after_a_secret_counts(string before, string after, int expected)
    {
        // The literal ends the one rule's match and begins the other's: each match ends where its window does.
        var compiled = new CompiledRules([Rule("last", @"\b[0-9]{12}-acme\b", "-acme"), Rule("first", @"\bacme-[0-9]{12}\b", "acme-")]);
        var derived = new DerivedScanner(compiled, new SecretScanner(compiled));
        foreach (var secret in new[] { "839401726354-acme", "acme-839401726354" })
        {
            var frame = new string(' ', 100);
            var was = Encoding.UTF8.GetBytes($"{frame}{secret}{frame}");
            var now = Encoding.UTF8.GetBytes($"{frame}{before}{secret}{after}{frame}");
            var (found, state) = derived.Scan("a"u8, was, default);
            Assert.Single(found);
            CopiedSpan[] copies =
            [
                new(0, 0, 100), new(100, 100 + before.Length, secret.Length), new(100 + secret.Length, 100 + before.Length + secret.Length + after.Length, 100),
            ];
            // A delta joins copies that follow each other.
            if (before.Length == 0)
                copies = [new(0, 0, 100 + secret.Length), copies[2]];
            else if (after.Length == 0)
                copies = [copies[0], new(100, 100 + before.Length, secret.Length + 100)];
            Assert.Equal(expected, derived.Scan("a"u8, now, new Derivation { State = state, Length = was.Length, Copies = copies }).Matches.Count);
        }
    }

    [Fact]
    public void A_rule_for_certain_paths_is_tried_when_the_version_before_had_another()
    {
        var compiled = new CompiledRules([Rule("terraform", @"acme-[0-9]{12}", "acme-") with { Paths = ["**/*.tf"] }]);
        var derived = new DerivedScanner(compiled, new SecretScanner(compiled));
        var text = Encoding.UTF8.GetBytes(new string(' ', 100) + "acme-839401726354" + new string(' ', 100));
        var (none, state) = derived.Scan("a/b.txt"u8, text, default);
        Assert.Empty(none);
        var same = new Derivation { State = state, Length = text.Length, Copies = new CopiedSpan[] { new(0, 0, text.Length) }, WantsState = true };
        var (found, next) = derived.Scan("a/b.tf"u8, text, same);
        Assert.Single(found);
        Assert.Empty(derived.Scan("a/b.txt"u8, text, new Derivation { State = next, Length = text.Length, Copies = same.Copies }).Matches);
    }

    [Fact]
    public void A_text_full_of_words_that_begin_secrets_is_scanned_whole_and_keeps_no_state()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("password=password ", 80_000)));
        var (_, state) = new DerivedScanner(Compiled, new SecretScanner(Compiled)).Scan("k"u8, text, default);
        Assert.Null(state);
    }

    private static SecretRule Rule(string id, string pattern, string literal) => Rules[0] with
    {
        Id = id,
        Pattern = pattern,
        Literals = [literal],
        LiteralsIgnoreCase = [],
        Checksum = null,
        Entropy = 0,
        StopWords = [],
        Paths = [],
        ExcludePaths = [],
    };

    // Secrets and near misses of every rule, and text between.
    private static byte[] Pieces(Random random, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(Piece(random));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Piece(Random random)
    {
        var rule = Rules[random.Next(Rules.Length)];
        var index = random.Next(rule.Find.Length);
        return random.Next(3) switch
        {
            0 => CaseTemplate.Expand(rule, rule.Find[index], index, random.Next(1000)) + "\n",
            1 => CaseTemplate.Expand(rule, rule.Ignore[random.Next(rule.Ignore.Length)], 1000, random.Next(1000)) + "\n",
            _ => new string((char)('a' + random.Next(26)), random.Next(900)) + (random.Next(2) == 0 ? "\n" : "=\""),
        };
    }

    // As a delta describes it: stretches of the text before, in any order, with new text between; sometimes cut anywhere.
    private static (byte[] Text, CopiedSpan[] Copies) Change(Random random, byte[] before)
    {
        var text = new List<byte>();
        var copies = new List<CopiedSpan>();
        var at = 0;
        while (at < before.Length && text.Count < 40_000)
        {
            var length = Math.Min(before.Length - at, random.Next(1, random.Next(2) == 0 ? 60 : 4000));
            var from = random.Next(8) == 0 ? random.Next(before.Length - length + 1) : at;
            if (random.Next(12) != 0)
            {
                copies.Add(new CopiedSpan(from, text.Count, length));
                text.AddRange(before.AsSpan(from, length));
            }

            if (random.Next(3) == 0)
                text.AddRange(Encoding.UTF8.GetBytes(random.Next(3) == 0 ? "x" : Piece(random)));
            at += length;
        }

        if (text.Count < 2000)
            text.AddRange(Pieces(random, 8));
        return ([.. text], [.. copies]);
    }
}
