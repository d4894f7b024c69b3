using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Gatehouse.Text;

/// <summary>JSON (RFC 8259) from hostile hands: depth, size and the number of values are bounded. A name given twice takes its last value, as the tools that write reports do.</summary>
public static class Json
{
    /// <summary>Reads one document.</summary>
    public static TextResult Parse(ReadOnlySpan<byte> bytes, TextLimits? limits = null) => Parse(bytes, 1, limits);

    private static TextResult Parse(ReadOnlySpan<byte> bytes, int firstLine, TextLimits? limits)
    {
        limits ??= TextLimits.Default;
        if (bytes.Length > limits.MaxBytes)
            return TextResult.Fail(1, 1, $"the text has {bytes.Length} bytes; at most {limits.MaxBytes} are read");
        var encoding = TextDecoding.EncodingOf(bytes, out var mark);
        bytes = bytes[mark..];
        if (encoding != Encoding.UTF8)
            bytes = Encoding.UTF8.GetBytes(encoding.GetString(bytes));
        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
            return TextResult.Fail(1, 1, "the text is empty");

        var lines = new LineIndex(bytes, firstLine);
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = limits.MaxDepth, CommentHandling = JsonCommentHandling.Disallow });
            reader.Read();
            var left = limits.MaxNodes;
            var root = Node(ref reader, ref lines, ref left);
            if (left < 0)
                return TextResult.Fail(1, 1, $"more than {limits.MaxNodes} values");
            reader.Read(); // What follows the document is an error.
            return new TextResult(root, null);
        }
        catch (JsonException problem)
        {
            return TextResult.Fail((int)(problem.LineNumber ?? 0) + 1, (int)(problem.BytePositionInLine ?? 0) + 1, Sentence(problem));
        }
        catch (InvalidOperationException)
        {
            // GetString on an escape that is half a surrogate pair, or on invalid UTF-8.
            return TextResult.Fail(1, 1, "a string holds an invalid escape or invalid UTF-8");
        }
    }

    /// <summary>Reads a document a line (JSON lines); empty lines are passed over. Lines of values and errors are those of the whole text.</summary>
    public static IEnumerable<(int Line, TextResult Result)> ParseLines(ReadOnlyMemory<byte> bytes, TextLimits? limits = null)
    {
        var line = 0;
        for (var start = 0; start < bytes.Length;)
        {
            line++;
            var length = bytes.Span[start..].IndexOf((byte)'\n');
            var end = length < 0 ? bytes.Length : start + length;
            var text = bytes[start..end];
            start = end + 1;
            if (!text.Span.Trim(" \t\r"u8).IsEmpty)
            {
                var result = Parse(text.Span, line, limits);
                yield return (line, result.Error is { } error ? new TextResult(null, new TextError(new SourcePosition(line, error.Position.Column), error.Message)) : result);
            }
        }
    }

    private static Node Node(ref Utf8JsonReader reader, ref LineIndex lines, ref int left)
    {
        var position = lines.At((int)reader.TokenStartIndex);
        left--;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Map(ref reader, ref lines, ref left, position);
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<Node>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && left >= 0)
                    items.Add(Node(ref reader, ref lines, ref left));
                return new ListNode(items.ToImmutable(), position);
            case JsonTokenType.String:
                return new ScalarNode(reader.GetString()!, ScalarKind.String, position);
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

    private static MapNode Map(ref Utf8JsonReader reader, ref LineIndex lines, ref int left, SourcePosition position)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        Dictionary<string, int>? places = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject && left >= 0)
        {
            var key = new ScalarNode(reader.GetString()!, ScalarKind.String, lines.At((int)reader.TokenStartIndex));
            reader.Read();
            var value = Node(ref reader, ref lines, ref left);
            places ??= new Dictionary<string, int>(StringComparer.Ordinal);
            if (places.TryGetValue(key.Value, out var place))
            {
                entries[place] = new MapEntry(key, value);
            }
            else
            {
                places.Add(key.Value, entries.Count);
                entries.Add(new MapEntry(key, value));
            }
        }

        return new MapNode(entries.ToImmutable(), position);
    }

    // "… LineNumber: 0 | BytePositionInLine: 5." repeats the place.
    private static string Sentence(JsonException problem)
    {
        var message = problem.Message;
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place > 0 ? message[..place].TrimEnd('.') : message;
    }

    /// <summary>Lines of offsets that only grow: each byte is looked at once.</summary>
    private ref struct LineIndex(ReadOnlySpan<byte> bytes, int firstLine)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _line = firstLine;
        private int _lineStart;
        private int _seen;

        public SourcePosition At(int offset)
        {
            while (_seen < offset)
            {
                var next = _bytes[_seen..offset].IndexOf((byte)'\n');
                if (next < 0)
                {
                    _seen = offset;
                    break;
                }

                _seen += next + 1;
                _line++;
                _lineStart = _seen;
            }

            return new SourcePosition(_line, offset - _lineStart + 1);
        }
    }
}
