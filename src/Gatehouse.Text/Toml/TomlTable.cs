using System.Collections.Immutable;

namespace Gatehouse.Text;

/// <summary>How a table came to be, which says what may still be put into it (TOML 1.0, "Table").</summary>
internal enum TomlOrigin
{
    /// <summary>On the way to a header: <c>a</c> of <c>[a.b]</c>. A header of its own may follow once.</summary>
    Passed,

    /// <summary>By its header <c>[a]</c>, or as an element of <c>[[a]]</c>.</summary>
    Header,

    /// <summary>By a dotted key. Other dotted keys of the same section, and headers of tables below it, may add to it.</summary>
    Dotted,

    /// <summary>As <c>{ … }</c>: closed.</summary>
    Inline,
}

/// <summary>A table while it is read.</summary>
internal sealed class TomlTable(TomlOrigin origin, SourcePosition position, int depth)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<(ScalarNode Key, object Value)> _members = [];

    public TomlOrigin Origin { get; set; } = origin;

    /// <summary>Lists and maps round it, and itself.</summary>
    public int Depth => depth;

    /// <summary>What is under the key: a <see cref="Text.Node"/>, a table, or a list of tables; null where nothing is.</summary>
    public object? Find(string key, out SourcePosition first)
    {
        var isThere = _places.TryGetValue(key, out var place);
        first = isThere ? _members[place].Key.Position : default;
        return isThere ? _members[place].Value : null;
    }

    public void Add(ScalarNode key, object value)
    {
        _places.Add(key.Value, _members.Count);
        _members.Add((key, value));
    }

    public MapNode ToNode() => new([.. _members.Select(member => new MapEntry(member.Key, ToNode(member.Value)))], position);

    private static Node ToNode(object value) => value switch
    {
        TomlTable table => table.ToNode(),
        List<TomlTable> tables => new ListNode([.. tables.Select(Node (table) => table.ToNode())], tables[0].Position),
        _ => (Node)value,
    };

    private SourcePosition Position => position;
}
