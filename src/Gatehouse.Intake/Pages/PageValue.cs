using System.Collections.Immutable;
using System.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>What a field of a page takes from an item: none, one or several texts, trimmed and never empty.</summary>
internal abstract record PageValue
{
    public abstract IEnumerable<string> Texts(Scope item, PageBudget budget);

    /// <summary>The first text; null where there is none.</summary>
    public string? Text(Scope item, PageBudget budget) => Texts(item, budget).FirstOrDefault();

    /// <summary>A text that stands for itself, when it stands in no report at all.</summary>
    public virtual string? Constant => null;
}

/// <summary>What a path leads to.</summary>
internal sealed record PathValue(PagePath Path) : PageValue
{
    public override IEnumerable<string> Texts(Scope item, PageBudget budget) => Path.Texts(item, budget).Select(found => found.Text);
}

/// <summary>Always the same text: <c>=high</c>.</summary>
internal sealed record ConstantValue(string Of) : PageValue
{
    public override string? Constant => Of;

    public override IEnumerable<string> Texts(Scope item, PageBudget budget) => [Of];
}

/// <summary>The first of several that gives anything.</summary>
internal sealed record FirstOfValue(ImmutableArray<PageValue> Values) : PageValue
{
    public override IEnumerable<string> Texts(Scope item, PageBudget budget) =>
        Values.Select(value => value.Texts(item, budget).ToList()).FirstOrDefault(texts => texts.Count > 0) ?? [];
}

/// <summary>The texts of several together.</summary>
internal sealed record AllOfValue(ImmutableArray<PageValue> Values) : PageValue
{
    public override IEnumerable<string> Texts(Scope item, PageBudget budget) => Values.SelectMany(value => value.Texts(item, budget));
}

/// <summary>Text with values in it: <c>{package} {version}: {title|id}</c>. A value that is not there is an empty text; nothing where all are missing, or one that must be there.</summary>
/// <param name="Parts">Literal text, or a value.</param>
internal sealed record TemplateValue(ImmutableArray<(string? Literal, PageValue? Value, bool IsRequired)> Parts) : PageValue
{
    private const int MaxLength = 100_000;

    public override IEnumerable<string> Texts(Scope item, PageBudget budget)
    {
        var text = new StringBuilder();
        var isThere = false;
        foreach (var (literal, value, isRequired) in Parts)
        {
            var part = literal ?? value!.Text(item, budget);
            if (part is null && isRequired)
                return [];
            isThere |= literal is null && part is not null;
            if (part is not null && text.Length < MaxLength)
                text.Append(part);
        }

        return isThere && text.ToString().Trim() is { Length: > 0 } whole ? [whole] : [];
    }
}

/// <summary>Texts changed on their way: cut, turned by a table, freed of HTML, put together.</summary>
internal sealed record ChangedValue(PageValue From) : PageValue
{
    /// <summary>Taken away where the text begins with it.</summary>
    public string? Strip { get; init; }

    /// <summary>What follows the first of these; nothing where there is none. The others leave a text without one as it is.</summary>
    public string? After { get; init; }

    public string? AfterLast { get; init; }

    public string? Before { get; init; }

    public string? BeforeLast { get; init; }

    public string? Split { get; init; }

    public bool IsHtml { get; init; }

    /// <summary>By the tool's word in any case; null where there is no table.</summary>
    public ImmutableDictionary<string, string>? Table { get; init; }

    /// <summary>In place of what the table does not know, and of nothing.</summary>
    public string? Otherwise { get; init; }

    public string? Join { get; init; }

    public override IEnumerable<string> Texts(Scope item, PageBudget budget)
    {
        var texts = From.Texts(item, budget);
        if (Split is not null)
            texts = texts.SelectMany(text => text.Split(Split, 10_000, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        texts = texts.Select(Change).OfType<string>();
        var none = texts.Take(1).ToList().Count == 0;
        if (none)
            return Otherwise is null ? [] : [Otherwise];
        return Join is null ? texts : [string.Join(Join, texts.Take(1000))];
    }

    private string? Change(string text)
    {
        if (IsHtml)
            text = Plain.OfHtml(text);
        if (Strip is not null && text.StartsWith(Strip, StringComparison.OrdinalIgnoreCase))
            text = text[Strip.Length..];
        if (After is not null)
            text = text.IndexOf(After, StringComparison.Ordinal) is >= 0 and var at ? text[(at + After.Length)..] : "";
        if (AfterLast is not null && text.LastIndexOf(AfterLast, StringComparison.Ordinal) is >= 0 and var last)
            text = text[(last + AfterLast.Length)..];
        if (Before is not null && text.IndexOf(Before, StringComparison.Ordinal) is >= 0 and var end)
            text = text[..end];
        if (BeforeLast is not null && text.LastIndexOf(BeforeLast, StringComparison.Ordinal) is >= 0 and var lastEnd)
            text = text[..lastEnd];
        text = text.Trim();
        if (Table is not null)
            return Table.GetValueOrDefault(text) ?? Otherwise;
        return text.Length == 0 ? null : text;
    }
}
