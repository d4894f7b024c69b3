using System.Collections.Immutable;
using SharpYaml;
using SharpYaml.Events;

namespace Gatehouse.Text;

/// <summary>
/// YAML 1.2 with the core schema, from hostile hands: depth, size and the number of values are bounded (aliases counted
/// each time), a key given twice is an error, merge keys (<c>&lt;&lt;</c>) are taken in.
/// </summary>
public static class Yaml
{
    /// <summary>Reads the first document.</summary>
    public static TextResult Parse(ReadOnlySpan<byte> bytes, TextLimits? limits = null)
    {
        var (documents, error) = ParseAll(bytes, limits);
        return error is not null ? new TextResult(null, error) : new TextResult(documents.FirstOrDefault(), null);
    }

    /// <summary>Reads all documents; none where one is wrong.</summary>
    public static (ImmutableArray<Node> Documents, TextError? Error) ParseAll(ReadOnlySpan<byte> bytes, TextLimits? limits = null)
    {
        limits ??= TextLimits.Default;
        if (bytes.Length > limits.MaxBytes)
            return ([], new TextError(new SourcePosition(1, 1), $"the text has {bytes.Length} bytes; at most {limits.MaxBytes} are read"));

        var text = TextDecoding.ToText(bytes, out _);
        try
        {
            var builder = new Builder(Parser.CreateParser(new StringReader(text), limits.MaxDepth + 1), limits);
            return (builder.Documents(), null);
        }
        catch (LimitException problem)
        {
            return ([], new TextError(problem.Position, problem.Message));
        }
        catch (YamlException problem)
        {
            return ([], new TextError(Position(problem.Start), Sentence(problem)));
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or KeyNotFoundException or OverflowException)
        {
            // The library throws these on some malformed input, without a place.
            return ([], new TextError(new SourcePosition(1, 1), "this is no YAML: " + problem.Message));
        }
    }

    private static SourcePosition Position(Mark mark) => new(mark.Line + 1, mark.Column + 1);

    // The library's message begins with the place, which the position says already.
    private static string Sentence(YamlException problem)
    {
        var message = problem.Message;
        var end = message.IndexOf("): ", StringComparison.Ordinal);
        return end > 0 && message.StartsWith('(') ? message[(end + 3)..] : message;
    }

    private sealed class LimitException(SourcePosition position, string message) : Exception(message)
    {
        public SourcePosition Position { get; } = position;
    }

    private sealed class Builder(IParser parser, TextLimits limits)
    {
        private readonly Dictionary<string, (Node Node, int Size)> _anchors = new(StringComparer.Ordinal);
        private int _nodes;
        private int _depth;

        public ImmutableArray<Node> Documents()
        {
            var documents = ImmutableArray.CreateBuilder<Node>();
            while (parser.MoveNext())
            {
                if (parser.Current is not DocumentStart)
                    continue;
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
            var position = Position(current.Start);
            Count(1, position);
            var before = _nodes;
            switch (current)
            {
                case AnchorAlias alias:
                    if (!_anchors.TryGetValue(alias.Value, out var known))
                        throw new LimitException(position, $"the alias *{alias.Value} names no anchor before it");
                    Count(known.Size, position);
                    return known.Node;
                case Scalar scalar:
                    return Keep(scalar.Anchor, Typed(scalar, position), 1);
                case SequenceStart start:
                    return Keep(start.Anchor, List(position), _nodes - before + 1);
                case MappingStart start:
                    return Keep(start.Anchor, Map(position), _nodes - before + 1);
                default:
                    throw new LimitException(position, "a value is missing here");
            }
        }

        private ListNode List(SourcePosition position)
        {
            Enter(position);
            var items = ImmutableArray.CreateBuilder<Node>();
            while (parser.MoveNext() && parser.Current is not SequenceEnd)
                items.Add(Node());
            _depth--;
            return new ListNode(items.ToImmutable(), position);
        }

        private MapNode Map(SourcePosition position)
        {
            Enter(position);
            var entries = ImmutableArray.CreateBuilder<MapEntry>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var merged = new List<(Node From, SourcePosition Position)>();
            while (parser.MoveNext() && parser.Current is not MappingEnd)
            {
                var keyPosition = Position(parser.Current!.Start);
                var isPlain = parser.Current is Scalar { Style: ScalarStyle.Plain };
                if (Node() is not ScalarNode key)
                    throw new LimitException(keyPosition, "a key must be a single value, not a list or a map");
                parser.MoveNext();
                var value = Node();
                if (isPlain && key.Value == "<<")
                {
                    merged.Add((value, keyPosition));
                    continue;
                }

                if (!seen.Add(key.Value))
                    throw new LimitException(keyPosition, $"the key \"{key.Value}\" is there twice: remove one");
                entries.Add(new MapEntry(key, value));
            }

            foreach (var (from, mergePosition) in merged)
                Merge(from, mergePosition, seen, entries);
            _depth--;
            return new MapNode(entries.ToImmutable(), position);
        }

        // https://yaml.org/type/merge.html: own keys win, then the earlier of a list.
        private void Merge(Node from, SourcePosition position, HashSet<string> seen, ImmutableArray<MapEntry>.Builder entries)
        {
            switch (from)
            {
                case MapNode map:
                    foreach (var entry in map.Members)
                    {
                        if (seen.Add(entry.Key.Value))
                        {
                            Count(1, position);
                            entries.Add(entry);
                        }
                    }

                    break;
                case ListNode list when list.Values.All(item => item is MapNode):
                    foreach (var item in list.Values)
                        Merge(item, position, seen, entries);
                    break;
                default:
                    throw new LimitException(position, "a merge key (<<) takes a map or a list of maps");
            }
        }

        private Node Keep(string? anchor, Node node, int size)
        {
            if (!string.IsNullOrEmpty(anchor))
                _anchors[anchor] = (node, size);
            return node;
        }

        private void Enter(SourcePosition position)
        {
            if (++_depth > limits.MaxDepth)
                throw new LimitException(position, $"lists and maps lie deeper than {limits.MaxDepth} within each other");
        }

        private void Count(int more, SourcePosition position)
        {
            _nodes += more;
            if (_nodes > limits.MaxNodes || _nodes < 0)
                throw new LimitException(position, $"more than {limits.MaxNodes} values, aliases counted each time");
        }

        private static ScalarNode Typed(Scalar scalar, SourcePosition position)
        {
            var kind = scalar.Style == ScalarStyle.Plain && string.IsNullOrEmpty(scalar.Tag) ? CoreSchema.KindOf(scalar.Value) : ScalarKind.String;
            return new ScalarNode(scalar.Value, kind, position);
        }
    }
}
