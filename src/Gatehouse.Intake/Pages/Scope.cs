using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>A value of the report with what encloses it, as the levels of <c>each</c> went down: paths climb by it.</summary>
/// <param name="Node">The value.</param>
/// <param name="Key">The member's name under which it lies; null at the root.</param>
/// <param name="Parent">The item of the level above; null for the document, and for what a path on its way is at below it.</param>
/// <param name="Root">The whole document.</param>
internal sealed record Scope(Node Node, string? Key, Scope? Parent, Node Root)
{
    /// <summary>Its place in the list that it is an item of, from 0; null for what is no item.</summary>
    public int? Index { get; init; }

    public static Scope Of(Node root) => new(root, null, null, root);

    /// <summary>The whole document.</summary>
    public Scope Document => Of(Root);

    /// <summary>A scalar's text, or the own text of an XML element; null for nothing, an empty text, a list or another map.</summary>
    public static string? TextOf(Node node) => (node is MapNode ? node[XmlTree.OwnText] : node)?.Text is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}

/// <summary>What a report may make a page do: a hostile one must not turn nested loops into hours.</summary>
internal sealed class PageBudget
{
    private const long Most = 10_000_000;
    private long _left = Most;

    /// <summary>True where the bound was reached: what was found from then on is not whole.</summary>
    public bool IsSpent => _left <= 0;

    /// <summary>Takes one step; false where there is none left.</summary>
    public bool Take() => --_left > 0;
}
