using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Gatehouse.Text;

/// <summary>Builds the tree of one document of valid UTF-8, bounds kept while it goes.</summary>
internal ref struct JsonTree(TextLimits limits, ReadOnlySpan<byte> bytes, SourcePosition start)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _left = limits.MaxNodes;

    // The place of offsets that only grow: each byte is looked at once, however long a line is.
    private int _seen;
    private int _line = start.Line;
    private int _column = start.Column;

    // Begins at the node's first token and ends at its last.
    public Node Node(ref Utf8JsonReader reader)
    {
        var position = At((int)reader.TokenStartIndex);
        if (--_left < 0)
            throw new TextException(position, $"more than {limits.MaxNodes} values: split or shorten it");
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Map(ref reader, position);
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<Node>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Node(ref reader));
                return new ListNode(items.ToImmutable(), position);
            case JsonTokenType.String:
                return Text(ref reader, position);
            case JsonTokenType.Number:
                var digits = Encoding.UTF8.GetString(reader.ValueSpan);
                return new ScalarNode(digits, digits.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? ScalarKind.Integer : ScalarKind.Float, position);
            case JsonTokenType.True:
                return new ScalarNode("true", ScalarKind.Boolean, position);
            case JsonTokenType.False:
                return new ScalarNode("false", ScalarKind.Boolean, position);
            default:
                return new ScalarNode("null", ScalarKind.Null, position);
        }
    }

    private MapNode Map(ref Utf8JsonReader reader, SourcePosition position)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        HashSet<string>? many = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = Text(ref reader, At((int)reader.TokenStartIndex));
            if (IsTaken(entries, key.Value, ref many))
                throw new TextException(key.Position, $"the name \"{PrintableText.Of(key.Value, 60)}\" is there twice, first at {entries.First(entry => entry.Key.Value == key.Value).Key.Position}: remove one");
            reader.Read();
            entries.Add(new MapEntry(key, Node(ref reader)));
        }

        return new MapNode(entries.ToImmutable(), position);
    }

    // Most maps have a handful of names: a set for each would cost more than the rest of the reading.
    private static bool IsTaken(ImmutableArray<MapEntry>.Builder entries, string name, ref HashSet<string>? many)
    {
        if (entries.Count < 12)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                if (entries[i].Key.Value == name)
                    return true;
            }

            return false;
        }

        many ??= new HashSet<string>(entries.Select(entry => entry.Key.Value), StringComparer.Ordinal);
        return !many.Add(name);
    }

    private static ScalarNode Text(ref Utf8JsonReader reader, SourcePosition position)
    {
        try
        {
            return new ScalarNode(reader.GetString()!, ScalarKind.String, position);
        }
        catch (InvalidOperationException)
        {
            // The text is valid UTF-8, so it is an escape: half a surrogate pair, which no string can hold.
            throw new TextException(position, "a string holds the escape of half a surrogate pair: write the whole character");
        }
    }

    private SourcePosition At(int offset)
    {
        var passed = _bytes[_seen..offset];
        _seen = offset;
        while (passed.IndexOf((byte)'\n') is var end and >= 0)
        {
            passed = passed[(end + 1)..];
            _line++;
            _column = 1;
        }

        _column += Encoding.UTF8.GetCharCount(passed);
        return new SourcePosition(_line, _column);
    }
}
