using System.Collections.Immutable;
using System.Globalization;

namespace Gatehouse.Intake.Pages;

/// <summary>One test of an item: what a path gives against what is wanted.</summary>
/// <param name="Path">Whose texts are tested; it is enough that one fits.</param>
/// <param name="Words">Any of these, in any case.</param>
internal sealed record PageTest(PagePath Path, ImmutableArray<string> Words)
{
    /// <summary>Any of these at the start, in any case.</summary>
    public ImmutableArray<string> Prefixes { get; init; } = [];

    /// <summary>Any of these within, in any case.</summary>
    public ImmutableArray<string> Parts { get; init; } = [];

    /// <summary>A number of at least this.</summary>
    public double? Least { get; init; }

    /// <summary>Whether the path must lead to something, a null or an empty list included; null where that is not asked.</summary>
    public bool? IsPresent { get; init; }

    /// <summary>True where nothing is wanted: no text, a null, an empty text.</summary>
    public bool IsNothing { get; init; }

    /// <summary>True where the opposite is wanted.</summary>
    public bool IsNot { get; init; }

    public bool Holds(Scope item, PageBudget budget) => Fits(item, budget) != IsNot;

    private bool Fits(Scope item, PageBudget budget)
    {
        if (IsPresent is { } wanted)
            return Path.From(item, budget).Any() == wanted;
        var texts = Path.Texts(item, budget).Select(found => found.Text);
        return IsNothing ? !texts.Any() : texts.Any(Fits);
    }

    private bool Fits(string text) =>
        Words.Any(word => text.Equals(word, StringComparison.OrdinalIgnoreCase))
        || Prefixes.Any(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || Parts.Any(part => text.Contains(part, StringComparison.OrdinalIgnoreCase))
        || (Least is { } least && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least);
}

/// <summary>Groups of tests: one group must hold, and in it every test.</summary>
internal sealed record PageCondition(ImmutableArray<ImmutableArray<PageTest>> Groups)
{
    public bool Holds(Scope item, PageBudget budget) => Groups.Any(group => group.All(test => test.Holds(item, budget)));
}
