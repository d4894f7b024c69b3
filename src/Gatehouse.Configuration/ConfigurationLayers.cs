using System.Collections.Immutable;
using Gatehouse.Text;

namespace Gatehouse.Configuration;

/// <summary>
/// Several files as one, the farthest first and the nearest last. Maps are joined key by key, lists add up (an item that
/// is there already is not repeated), and of single values the nearest counts. Each value still knows its file.
/// </summary>
public static class ConfigurationLayers
{
    /// <summary>One configuration of sound ones.</summary>
    /// <param name="layers">At least one; the last is the file that extends the others.</param>
    /// <param name="sections">The shapes by which they were read: a single value may be a list of one.</param>
    /// <param name="ownKeys">Top-level keys that speak of their own file alone: only the last file's are kept.</param>
    public static ConfigurationResult Merge(IReadOnlyList<ConfigurationResult> layers, IReadOnlyList<ISection> sections, IReadOnlySet<string> ownKeys)
    {
        if (layers.Count == 1)
            return layers[0];
        var origins = new Dictionary<Node, Origin>(ReferenceEqualityComparer.Instance);
        Node? merged = null;
        for (var i = 0; i < layers.Count; i++)
        {
            var root = layers[i].Root;
            var node = i == layers.Count - 1 ? root.Node : Without(root.Node, ownKeys);
            Note(node, new Origin(root.File, i), origins);
            merged = Join(Shapes.WholeFile(sections), merged, node, new Origin(root.File, i), origins);
        }

        return new ConfigurationResult(new ConfigurationValue(layers[^1].Root.File, "", merged, origins), ConfigurationDigest.Of(merged), []);
    }

    /// <summary>A file without some of its values. A map that loses all it holds goes with them; one that was empty stays.</summary>
    /// <param name="layer">A sound one.</param>
    /// <param name="drops">Asked of each value, a map before what it holds and a list before its items.</param>
    public static ConfigurationResult Without(ConfigurationResult layer, Func<ConfigurationValue, bool> drops)
    {
        var root = layer.Root;
        return layer with { Root = new ConfigurationValue(root.File, "", Left(root, drops)) };
    }

    private static Node? Left(ConfigurationValue value, Func<ConfigurationValue, bool> drops)
    {
        if (value.Key.Length > 0 && drops(value))
            return null;
        switch (value.Node)
        {
            case MapNode { Members.Length: > 0 } map:
                MapEntry[] kept = [.. map.Members.Select(entry => (entry.Key, Value: Left(value[entry.Key.Value], drops))).Where(entry => entry.Value is not null).Select(entry => new MapEntry(entry.Key, entry.Value!))];
                return kept.Length == 0 ? null : kept.Length == map.Members.Length && kept.Zip(map.Members).All(pair => ReferenceEquals(pair.First.Value, pair.Second.Value)) ? map : new MapNode([.. kept], map.Position);
            case ListNode list when value.Items().Select(item => Left(item, drops)).ToList() is var items && (items.Contains(null) || items.Zip(list.Values).Any(pair => !ReferenceEquals(pair.First, pair.Second))):
                return new ListNode([.. items.OfType<Node>()], list.Position);
            default:
                return value.Node;
        }
    }

    private static Node? Without(Node? node, IReadOnlySet<string> keys) =>
        node is MapNode map ? new MapNode([.. map.Members.Where(entry => !keys.Contains(entry.Key.Value))], map.Position) : node;

    private static void Note(Node? node, Origin origin, Dictionary<Node, Origin> origins)
    {
        if (node is null)
            return;
        origins[node] = origin;
        foreach (var entry in node.Entries)
            Note(entry.Value, origin, origins);
        foreach (var item in node.Items)
            Note(item, origin, origins);
    }

    private static Node? Join(Shape shape, Node? far, Node? near, Origin origin, Dictionary<Node, Origin> origins)
    {
        if (IsNothing(near))
            return far;
        if (IsNothing(far))
            return near;
        Node? joined = shape switch
        {
            ObjectShape known => Join(far!, near!, key => known.Fields.FirstOrDefault(field => field.Name == key)?.Shape ?? Shape.Text, origin, origins),
            MapShape map => Join(far!, near!, _ => map.Value, origin, origins),
            ListShape => new ListNode([.. Items(far!), .. Items(near!).Where(item => item is not ScalarNode || !Items(far!).Any(other => other.Text == item.Text))], near!.Position),
            _ => near,
        };
        if (joined is not null)
            origins.TryAdd(joined, origin);
        return joined;
    }

    private static MapNode Join(Node far, Node near, Func<string, Shape> shapeOf, Origin origin, Dictionary<Node, Origin> origins)
    {
        var keys = far.Entries.Concat(near.Entries).DistinctBy(entry => entry.Key.Value, StringComparer.Ordinal);
        return new MapNode([.. keys.Select(entry => new MapEntry(entry.Key, Join(shapeOf(entry.Key.Value), far[entry.Key.Value], near[entry.Key.Value], origin, origins)!))], near.Position);
    }

    private static IEnumerable<Node> Items(Node node) => node is ListNode list ? list.Values : [node];

    private static bool IsNothing(Node? node) => node is null or ScalarNode { Kind: ScalarKind.Null };
}

/// <summary>Where a value of a joined configuration was written.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Layer">0 for the farthest file.</param>
internal readonly record struct Origin(string File, int Layer);
