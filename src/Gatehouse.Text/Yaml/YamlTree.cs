using System.Collections.Immutable;
using SharpYaml;
using SharpYaml.Events;

namespace Gatehouse.Text;

/// <summary>Builds the trees of a stream of events, bounds kept while it goes.</summary>
internal sealed class YamlTree(IParser parser, TextLimits limits, bool isSingle)
{
    // An anchor whose value is not at its end yet has no node: YAML would take the alias for the value that holds it.
    private readonly Dictionary<string, (Node? Node, int Size, long Characters, int Height)> _anchors = new(StringComparer.Ordinal);
    private int _nodes;
    private long _characters;
    private int _depth;
    private int _deepest;

    /// <summary>Where the last value began.</summary>
    public SourcePosition Last { get; private set; } = new(1, 1);

    public static SourcePosition Position(Mark mark) => new(mark.Line + 1, mark.Column + 1);

    public ImmutableArray<Node> Documents()
    {
        var documents = ImmutableArray.CreateBuilder<Node>();
        while (parser.MoveNext())
        {
            if (parser.Current is not DocumentStart start)
                continue;
            if (isSingle && documents.Count > 0)
                throw new TextException(Position(start.Start), "a second document begins here, and one is read: give it a file of its own, or remove the line ---");
            _anchors.Clear();
            parser.MoveNext();
            documents.Add(Node());
        }

        return documents.ToImmutable();
    }

    // Begins at the node's first event and ends at its last.
    private Node Node()
    {
        var current = parser.Current!;
        var position = Last = Position(current.Start);
        Count(1, (current as Scalar)?.Value.Length ?? 0, position);
        if (current is AnchorAlias alias)
            return Known(alias.Value, position);

        var (before, charactersBefore, outer) = (_nodes, _characters - ((current as Scalar)?.Value.Length ?? 0), _deepest);
        _deepest = _depth;
        var anchor = (current as NodeEvent)?.Anchor;
        if (!string.IsNullOrEmpty(anchor))
            _anchors[anchor] = default;
        Node node = current switch
        {
            Scalar scalar => YamlTags.Typed(scalar, position),
            SequenceStart start => List(position) with { Tag = YamlTags.OfCollection(start.Tag, "seq", position) },
            MappingStart start => Map(position) with { Tag = YamlTags.OfCollection(start.Tag, "map", position) },
            _ => throw new TextException(position, "a value is missing here"),
        };
        if (!string.IsNullOrEmpty(anchor))
            _anchors[anchor] = (node, _nodes - before + 1, _characters - charactersBefore, _deepest - _depth);
        _deepest = Math.Max(outer, _deepest);
        return node;
    }

    private Node Known(string name, SourcePosition position)
    {
        if (!_anchors.TryGetValue(name, out var known))
            throw new TextException(position, $"the alias *{name} names no anchor before it: write &{name} at a value further up");
        if (known.Node is not { } node)
            throw new TextException(position, $"the alias *{name} stands within the value that it names: write out what is meant");
        Count(known.Size, known.Characters, position);
        Reach(_depth + known.Height, position);
        return node;
    }

    private ListNode List(SourcePosition position)
    {
        Reach(++_depth, position);
        var items = ImmutableArray.CreateBuilder<Node>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
            items.Add(Node());
        _depth--;
        return new ListNode(items.ToImmutable(), position);
    }

    private MapNode Map(SourcePosition position)
    {
        Reach(++_depth, position);
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        var seen = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        (Node From, SourcePosition Position)? merged = null;
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var keyPosition = Position(parser.Current!.Start);
            var isPlain = parser.Current is Scalar { Style: ScalarStyle.Plain };
            if (Node() is not ScalarNode key)
                throw new TextException(keyPosition, "a key must be a single value, not a list or a map");
            parser.MoveNext();
            var value = Node();
            if (isPlain && key.Value == "<<")
            {
                if (merged is { } first)
                    throw new TextException(keyPosition, $"the merge key << is there twice, first at {first.Position}: write one with a list, <<: [*a, *b]");
                merged = (value, keyPosition);
                continue;
            }

            if (!seen.TryAdd(key.Value, keyPosition))
                throw new TextException(keyPosition, $"the key \"{PrintableText.Of(key.Value, 60)}\" is there twice, first at {seen[key.Value]}: remove one");
            entries.Add(new MapEntry(key, value));
        }

        if (merged is { } merge)
            Merge(merge.From, merge.Position, seen, entries);
        _depth--;
        return new MapNode(entries.ToImmutable(), position);
    }

    // https://yaml.org/type/merge.html: own keys win, then the earlier of a list.
    private void Merge(Node from, SourcePosition position, Dictionary<string, SourcePosition> seen, ImmutableArray<MapEntry>.Builder entries)
    {
        switch (from)
        {
            case MapNode map:
                foreach (var entry in map.Members)
                {
                    if (seen.TryAdd(entry.Key.Value, position))
                    {
                        Count(1, 0, position);
                        entries.Add(entry);
                    }
                }

                break;
            case ListNode list when list.Values.All(item => item is MapNode):
                foreach (var item in list.Values)
                    Merge(item, position, seen, entries);
                break;
            default:
                throw new TextException(position, "a merge key (<<) takes a map or a list of maps");
        }
    }

    private void Reach(int depth, SourcePosition position)
    {
        if (depth > limits.MaxDepth)
            throw new TextException(position, $"lists and maps lie deeper than {limits.MaxDepth} within each other, aliases followed: flatten them");
        _deepest = Math.Max(_deepest, depth);
    }

    // A long text under many aliases is short in the file and endless for whoever writes the tree out.
    private void Count(int values, long characters, SourcePosition position)
    {
        _nodes += values;
        if (_nodes > limits.MaxNodes || _nodes < 0)
            throw new TextException(position, $"more than {limits.MaxNodes} values, aliases counted each time: split or shorten it");
        _characters += characters;
        if (_characters > limits.MaxBytes)
            throw new TextException(position, $"more than {limits.MaxBytes} characters, aliases counted each time: split or shorten it");
    }
}
