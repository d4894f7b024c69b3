using System.Text;

namespace Gatehouse.Patterns;

/// <summary>
/// Shows that every match of a tree holds one of some literals, by following what must stand side by side. A text is a
/// string of bytes, a character each; with <see cref="EitherCase"/> a byte is a small letter or its capital.
/// </summary>
internal static class RequiredText
{
    private const int MaxTexts = 128;
    private const char EitherCase = '\u0100';

    public static bool Contains(PatternNode node, IReadOnlyList<Literal> literals) => Holds(node, literals) || Texts(node) is { } texts && texts.All(text => HasOne(text, literals));

    private static bool Holds(PatternNode node, IReadOnlyList<Literal> literals) => node switch
    {
        PatternNode.Group group => Contains(group.Item, literals),
        PatternNode.Choice choice => choice.Options.All(option => Contains(option, literals)),
        PatternNode.Repeat repeat => repeat.Min > 0 && Contains(repeat.Item, literals),
        PatternNode.Sequence sequence => SequenceHolds(sequence, literals),
        _ => false,
    };

    // Neighbours whose texts are few and known are put together; a gap ends the run.
    private static bool SequenceHolds(PatternNode.Sequence sequence, IReadOnlyList<Literal> literals)
    {
        var run = new List<string> { "" };
        foreach (var part in Flatten(sequence))
        {
            if (Holds(part, literals))
                return true;
            var texts = Texts(part);
            if (texts is not null && run.Count * texts.Count <= MaxTexts)
            {
                run = [.. run.SelectMany(before => texts.Select(after => before + after))];
                if (run.TrueForAll(text => HasOne(text, literals)))
                    return true;
            }
            else
            {
                run = texts ?? [""];
                if (run.TrueForAll(text => HasOne(text, literals)))
                    return true;
            }
        }

        return false;
    }

    private static IEnumerable<PatternNode> Flatten(PatternNode node) => node switch
    {
        PatternNode.Sequence sequence => sequence.Parts.SelectMany(Flatten),
        PatternNode.Group group => Flatten(group.Item),
        // x{n,…} begins and ends with x n times.
        PatternNode.Repeat { Min: > 0, Max: var max, Item: PatternNode.Class } repeat when max != repeat.Min && Texts(repeat.Item) is not null =>
            [Exactly(repeat), Gap, Exactly(repeat)],
        _ => [node],
    };

    private static PatternNode.Repeat Exactly(PatternNode.Repeat repeat) => new(repeat.Item, repeat.Min, repeat.Min, false);

    private static PatternNode Gap { get; } = new PatternNode.Repeat(new PatternNode.Class(new CodePointSet()), 0, -1, false);

    // All texts that the node can be; null where they are many or unbounded.
    private static List<string>? Texts(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Place:
                return [""];
            case PatternNode.Class { Set: var set }:
                if (OneLetter(set) is { } letter)
                    return [letter];
                return set.Count is 0 or > 16 ? null : [.. set.Ranges.SelectMany(range => Enumerable.Range(range.Low, range.High - range.Low + 1)).Where(c => c is < 0xD800 or > 0xDFFF).Select(Bytes)];
            case PatternNode.Group group:
                return Texts(group.Item);
            case PatternNode.Choice choice:
                var options = choice.Options.Select(Texts).ToList();
                return options.Contains(null) || options.Sum(option => option!.Count) > MaxTexts ? null : [.. options.SelectMany(option => option!)];
            case PatternNode.Sequence sequence:
                return Product(sequence.Parts.Select(Texts));
            case PatternNode.Repeat { Min: 0, Max: 1 } repeat:
                return Texts(repeat.Item) is { } once && once.Count < MaxTexts ? [.. once, ""] : null;
            case PatternNode.Repeat repeat when repeat.Min == repeat.Max && repeat.Min <= 64:
                var item = Texts(repeat.Item);
                return Product(Enumerable.Repeat(item, repeat.Min));
            default:
                return null;
        }
    }

    private static string Bytes(int codePoint) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(codePoint)));

    // A letter in both cases is one text. The Kelvin sign and the long s,
    // which (?i) takes for k and s, are left out of account: no provider issues them.
    private static string? OneLetter(CodePointSet set)
    {
        var (first, count) = (set.Ranges.Count > 0 ? set.Ranges[0].Low : 0, set.Count);
        if (first is < 'A' or > 'Z' || count is < 2 or > 3)
            return null;
        var both = set.Ranges.Any(range => range.Low <= first + 32 && first + 32 <= range.High);
        var third = count == 2 || (first == 'K' && set.Ranges[^1].High == 0x212A) || (first == 'S' && set.Ranges[^1].High == 0x17F);
        return both && third ? ((char)(EitherCase | (first + 32))).ToString() : null;
    }

    private static List<string>? Product(IEnumerable<List<string>?> parts)
    {
        var all = new List<string> { "" };
        foreach (var part in parts)
        {
            if (part is null || (long)all.Count * part.Count > MaxTexts)
                return null;
            all = [.. all.SelectMany(before => part.Select(after => before + after))];
        }

        return all;
    }

    private static bool HasOne(string text, IReadOnlyList<Literal> literals)
    {
        foreach (var literal in literals)
        {
            for (var at = 0; at <= text.Length - literal.Bytes.Length; at++)
            {
                if (IsAt(text.AsSpan(at), literal))
                    return true;
            }
        }

        return false;
    }

    // Case is ignored as the matcher ignores it: of ASCII letters only. A letter of either case is sure to be found only so.
    private static bool IsAt(ReadOnlySpan<char> text, in Literal literal)
    {
        var word = literal.Bytes.Span;
        for (var i = 0; i < word.Length; i++)
        {
            var isSame = text[i] == word[i] || (literal.IgnoreCase && char.IsAsciiLetter((char)word[i]) && (text[i] & ~EitherCase | 0x20) == (word[i] | 0x20));
            if (!isSame)
                return false;
        }

        return true;
    }
}
