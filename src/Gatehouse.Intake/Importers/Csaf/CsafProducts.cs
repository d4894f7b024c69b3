using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Csaf;

/// <summary>The products of a document by their ids (CSAF 2.0 §3.2.2): branches, full names and relationships, read once.</summary>
internal sealed class CsafProducts
{
    private const int MaxDepth = 60;
    private readonly Reading _reading;
    private readonly Dictionary<string, Component> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _groups = new(StringComparer.Ordinal);

    private CsafProducts(Reading reading) => _reading = reading;

    public int Count => _components.Count;

    public static CsafProducts Of(Reading reading, MapNode root)
    {
        var products = new CsafProducts(reading);
        var tree = reading.Map(root, "product_tree");
        products.Branches(tree, null, 0);
        foreach (var product in reading.Maps(tree, "full_product_names"))
            products.Add(product, null);
        foreach (var relationship in reading.Maps(tree, "relationships"))
            products.Relate(relationship);
        foreach (var group in reading.Maps(tree, "product_groups"))
        {
            if (reading.Name(group, "group_id") is { } id)
                products._groups[id] = [.. reading.Texts(group, "product_ids")];
        }

        return products;
    }

    /// <summary>The product of that id, or its id as its name where the tree does not hold it.</summary>
    public Component Named(string id) => _components.GetValueOrDefault(id) ?? new Component(id, null);

    /// <summary>The products of a group; none where the tree does not hold it.</summary>
    public IEnumerable<string> Group(string id) => _groups.GetValueOrDefault(id) ?? [];

    private void Branches(MapNode? owner, string? version, int depth)
    {
        if (depth > MaxDepth)
        {
            _reading.Unread(owner?.Position, "branches of products lie too deep");
            return;
        }

        foreach (var branch in _reading.Maps(owner, "branches"))
        {
            var own = _reading.Name(branch, "category") == "product_version" ? _reading.Name(branch, "name") : version;
            if (_reading.Map(branch, "product") is { } product)
                Add(product, own);
            Branches(branch, own, depth + 1);
        }
    }

    private void Add(MapNode product, string? version)
    {
        if (_reading.Name(product, "product_id") is not { } id)
            return;
        var helper = _reading.Map(product, "product_identification_helper");
        // 2.1 has a list of purls.
        var purl = Components.Purl(_reading, _reading.Name(helper, "purl") ?? _reading.Texts(helper, "purls").FirstOrDefault(), product.Position);
        _components[id] = new Component(_reading.Name(product, "name") ?? id, purl?.Version ?? version) { Purl = purl };
    }

    // A package within a product is that package: it is what can be updated.
    private void Relate(MapNode relationship)
    {
        if (_reading.Map(relationship, "full_product_name") is not { } product || _reading.Name(product, "product_id") is not { } id)
            return;
        Add(product, null);
        if (_reading.Name(relationship, "product_reference") is { } part && _components.TryGetValue(part, out var known) && _components[id].Purl is null)
            _components[id] = known with { Name = _components[id].Name };
    }
}
