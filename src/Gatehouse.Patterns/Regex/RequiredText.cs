using System.Text;

namespace Gatehouse.Patterns;

/// <summary>Shows that every match of a tree holds one of some literals, by following what must stand side by side.</summary>
internal static class RequiredText
{
    private const int MaxTexts = 128;

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

    // All texts that the node can be, in Latin letters as written; null where they are many or unbounded.
    private static List<string>? Texts(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Place:
                return [""];
            case PatternNode.Class { Set: var set }:
                if (OneLetter(set) is { } letter)
                    return [letter];
                return set.Count is 0 or > 16 ? null : [.. set.Ranges.SelectMany(range => Enumerable.Range(range.Low, range.High - range.Low + 1)).Where(c => c is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32)];
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

    // A letter in both cases counts as one text where case is ignored by the literal too. The Kelvin sign and the long s,
    // which (?i) takes for k and s, are left out of account: no provider issues them.
    private static string? OneLetter(CodePointSet set)
    {
        var (first, count) = (set.Ranges.Count > 0 ? set.Ranges[0].Low : 0, set.Count);
        if (first is < 'A' or > 'Z' || count is < 2 or > 3)
            return null;
        var both = set.Ranges.Any(range => range.Low <= first + 32 && first + 32 <= range.High);
        var third = count == 2 || (first == 'K' && set.Ranges[^1].High == 0x212A) || (first == 'S' && set.Ranges[^1].High == 0x17F);
        return both && third ? ((char)(first + 32)).ToString() + "\0" : null;
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

    // A letter followed by NUL may be of either case: only a literal that ignores case is then sure to be there.
    private static bool HasOne(string text, IReadOnlyList<Literal> literals) => literals.Any(literal =>
    {
        var word = Encoding.UTF8.GetString(literal.Bytes.Span);
        return literal.IgnoreCase
            ? text.Replace("\0", "", StringComparison.Ordinal).Contains(word, StringComparison.OrdinalIgnoreCase)
            : text.Contains(word, StringComparison.Ordinal);
    });
}
