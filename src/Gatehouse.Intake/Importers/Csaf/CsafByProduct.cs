using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Csaf;

/// <summary>
/// Statements of a vulnerability by the products that they name, alone or by a group: the first of each counts. Made once,
/// because a document may have a hundred thousand products and as many statements.
/// </summary>
internal sealed class CsafByProduct
{
    private const int MaxNamed = 2_000_000;
    private readonly Dictionary<string, MapNode> _own = new(StringComparer.Ordinal);
    private readonly MapNode? _ofAll;

    /// <param name="statements">What names the products, and what is kept of it.</param>
    public CsafByProduct(Reading reading, CsafProducts products, IEnumerable<(MapNode Statement, MapNode Kept)> statements)
    {
        var named = 0;
        foreach (var (statement, kept) in statements)
        {
            // Scores name theirs "products".
            if (statement["product_ids"] is null && statement["group_ids"] is null && statement["products"] is null)
                _ofAll ??= kept;
            foreach (var product in reading.Texts(statement, "product_ids").Concat(reading.Texts(statement, "products")).Concat(reading.Texts(statement, "group_ids").SelectMany(products.Group)))
            {
                _own.TryAdd(product, kept);
                if (++named > MaxNamed)
                {
                    reading.Unread(statement.Position, "statements name too many products: the rest of them is not looked at");
                    return;
                }
            }
        }
    }

    /// <summary>The statement of a product, else the one that names none; null where there is none.</summary>
    public MapNode? Of(string? product) => product is not null && _own.TryGetValue(product, out var own) ? own : _ofAll;
}
