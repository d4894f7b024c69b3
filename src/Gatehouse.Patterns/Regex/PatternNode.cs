namespace Gatehouse.Patterns;

/// <summary>The parsed pattern.</summary>
internal abstract record PatternNode
{
    /// <summary>One character of a set.</summary>
    public sealed record Class(CodePointSet Set) : PatternNode;

    /// <summary>One after the other.</summary>
    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>The first that leads to a match.</summary>
    public sealed record Choice(IReadOnlyList<PatternNode> Options) : PatternNode;

    /// <summary>Again and again; <paramref name="Max"/> is -1 for no end.</summary>
    public sealed record Repeat(PatternNode Item, int Min, int Max, bool IsLazy) : PatternNode;

    /// <summary>A capturing group, numbered from 1.</summary>
    public sealed record Group(PatternNode Item, int Number) : PatternNode;

    /// <summary>A place, not a character.</summary>
    public sealed record Place(Assertion Assertion) : PatternNode;

    /// <summary>Bytes of the shortest match; saturates.</summary>
    public int MinLength => this switch
    {
        Class { Set: var set } => set.Ranges.Count == 0 ? 0 : Width(set.Ranges[0].Low),
        Sequence sequence => Sum(sequence.Parts.Select(part => part.MinLength)),
        Choice choice => choice.Options.Min(option => option.MinLength),
        Repeat repeat => (int)Math.Min(int.MaxValue / 2, (long)repeat.Item.MinLength * repeat.Min),
        Group group => group.Item.MinLength,
        _ => 0,
    };

    /// <summary>Bytes of the longest match; null where there is no bound.</summary>
    public int? MaxLength
    {
        get
        {
            switch (this)
            {
                case Class { Set: var set }:
                    return set.Ranges.Count == 0 ? 0 : Width(set.Ranges[^1].High);
                case Sequence sequence:
                    var total = 0L;
                    foreach (var part in sequence.Parts)
                    {
                        if (part.MaxLength is not { } length)
                            return null;
                        total += length;
                    }

                    return (int)Math.Min(int.MaxValue / 2, total);
                case Choice choice:
                    return choice.Options.Any(option => option.MaxLength is null) ? null : choice.Options.Max(option => option.MaxLength!.Value);
                case Repeat repeat:
                    var item = repeat.Item.MaxLength;
                    if (item == 0)
                        return 0;
                    return repeat.Max < 0 || item is null ? null : (int)Math.Min(int.MaxValue / 2, (long)item.Value * repeat.Max);
                case Group group:
                    return group.Item.MaxLength;
                default:
                    return 0;
            }
        }
    }

    private static int Sum(IEnumerable<int> lengths) => (int)Math.Min(int.MaxValue / 2, lengths.Sum(length => (long)length));

    private static int Width(int codePoint) => codePoint switch { < 0x80 => 1, < 0x800 => 2, < 0x10000 => 3, _ => 4 };
}

/// <summary>A condition on a place of the text (RE2 syntax, "Empty strings").</summary>
internal enum Assertion
{
    /// <summary><c>\A</c>, and <c>^</c> without <c>(?m)</c>.</summary>
    TextStart,

    /// <summary><c>\z</c>, and <c>$</c> without <c>(?m)</c>.</summary>
    TextEnd,

    /// <summary><c>^</c> with <c>(?m)</c>.</summary>
    LineStart,

    /// <summary><c>$</c> with <c>(?m)</c>.</summary>
    LineEnd,

    /// <summary><c>\b</c>, between an ASCII word character and something else.</summary>
    WordBoundary,

    /// <summary><c>\B</c></summary>
    NoWordBoundary,
}
