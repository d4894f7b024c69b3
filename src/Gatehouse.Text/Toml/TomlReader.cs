using System.Collections.Immutable;
using Tomlyn.Syntax;

namespace Gatehouse.Text;

/// <summary>Builds the tree of a document of sound syntax, and judges what may be defined where.</summary>
internal sealed class TomlReader(TextLimits limits, string text)
{
    private readonly int[] _lines = LineStarts(text);
    private int _left = limits.MaxNodes;

    public MapNode Document(DocumentSyntax document)
    {
        var root = Table(TomlOrigin.Header, new SourcePosition(1, 1), 1);
        foreach (var pair in document.KeyValues)
            Put(root, pair);
        foreach (var section in document.Tables)
        {
            var table = section is TableArraySyntax ? Element(root, section) : Header(root, section);
            foreach (var pair in section.Items)
                Put(table, pair);
        }

        return root.ToNode();
    }

    // [a.b]
    private TomlTable Header(TomlTable root, TableSyntaxBase section)
    {
        var (parent, key) = Above(root, section);
        switch (parent.Find(key.Value, out var first))
        {
            case null:
                var table = Table(TomlOrigin.Header, Position(section), parent.Depth + 1);
                parent.Add(key, table);
                return table;
            case TomlTable { Origin: TomlOrigin.Passed } passed:
                passed.Origin = TomlOrigin.Header;
                return passed;
            default:
                throw Twice(key, first);
        }
    }

    // [[a.b]]
    private TomlTable Element(TomlTable root, TableSyntaxBase section)
    {
        var (parent, key) = Above(root, section);
        var table = Table(TomlOrigin.Header, Position(section), parent.Depth + 2);
        switch (parent.Find(key.Value, out var first))
        {
            case null:
                parent.Add(key, new List<TomlTable> { table });
                return table;
            case List<TomlTable> tables:
                tables.Add(table);
                return table;
            default:
                throw Twice(key, first);
        }
    }

    private (TomlTable Parent, ScalarNode Key) Above(TomlTable root, TableSyntaxBase section)
    {
        var keys = Keys(section.Name!);
        var at = root;
        foreach (var key in keys[..^1])
        {
            switch (at.Find(key.Value, out var first))
            {
                case null:
                    var passed = Table(TomlOrigin.Passed, key.Position, at.Depth + 1);
                    at.Add(key, passed);
                    at = passed;
                    break;
                case TomlTable { Origin: not TomlOrigin.Inline } table:
                    at = table;
                    break;
                case List<TomlTable> tables:
                    at = tables[^1];
                    break;
                default:
                    throw new TextException(key.Position, $"\"{PrintableText.Of(key.Value, 60)}\" has its whole value at {first}, so no table can be below it: give one of them another name");
            }
        }

        return (at, keys[^1]);
    }

    // a.b = 1
    private void Put(TomlTable table, KeyValueSyntax pair)
    {
        var keys = Keys(pair.Key!);
        foreach (var key in keys[..^1])
        {
            switch (table.Find(key.Value, out var first))
            {
                case null:
                    var dotted = Table(TomlOrigin.Dotted, key.Position, table.Depth + 1);
                    table.Add(key, dotted);
                    table = dotted;
                    break;
                case TomlTable { Origin: TomlOrigin.Dotted } known:
                    table = known;
                    break;
                default:
                    throw Twice(key, first);
            }
        }

        if (table.Find(keys[^1].Value, out var before) is not null)
            throw Twice(keys[^1], before);
        table.Add(keys[^1], Value(pair.Value!, table.Depth));
    }

    // The depth is that of what holds the value.
    private Node Value(ValueSyntax value, int depth)
    {
        var position = Position(value);
        switch (value)
        {
            case ArraySyntax array:
                Count(position, depth + 1);
                return new ListNode([.. array.Items.Select(item => Value(item.Value!, depth + 1))], position);
            case InlineTableSyntax inline:
                var table = Table(TomlOrigin.Inline, position, depth + 1);
                foreach (var item in inline.Items)
                    Put(table, item.KeyValue!);
                return table.ToNode();
        }

        Count(position, depth);
        return value switch
        {
            StringValueSyntax quoted => new ScalarNode(Decoded(quoted), ScalarKind.String, position),
            IntegerValueSyntax number => new ScalarNode(number.Token!.Text!, ScalarKind.Integer, position),
            FloatValueSyntax number => new ScalarNode(number.Token!.Text!, ScalarKind.Float, position),
            BooleanValueSyntax truth => new ScalarNode(truth.Value ? "true" : "false", ScalarKind.Boolean, position),
            DateTimeValueSyntax time => new ScalarNode(time.Token!.Text!, ScalarKind.String, position),
            _ => throw new TextException(position, "a value of a kind that is not known here"),
        };
    }

    private TomlTable Table(TomlOrigin origin, SourcePosition position, int depth)
    {
        Count(position, depth);
        return new TomlTable(origin, position, depth);
    }

    private void Count(SourcePosition position, int depth)
    {
        if (--_left < 0)
            throw new TextException(position, $"more than {limits.MaxNodes} values: split or shorten it");
        if (depth > limits.MaxDepth)
            throw new TextException(position, $"lists and maps lie deeper than {limits.MaxDepth} within each other: flatten them");
    }

    private List<ScalarNode> Keys(KeySyntax key) => [Key(key.Key!), .. key.DotKeys.Select(dotted => Key(dotted.Key!))];

    private ScalarNode Key(BareKeyOrStringValueSyntax key) =>
        new(key is BareKeySyntax bare ? bare.Key!.Text! : Decoded((StringValueSyntax)key), ScalarKind.String, Position(key));

    // Null where the lexer was not told to decode: an empty text in its place would read clean.
    private string Decoded(StringValueSyntax quoted) => quoted.Value ?? throw new TextException(Position(quoted), "the string was not decoded");

    // The library's columns are of whole characters.
    private SourcePosition Position(SyntaxNode node)
    {
        var (line, offset) = (node.Span.Start.Line, node.Span.Start.Offset);
        return new SourcePosition(line + 1, offset - _lines[line] + 1);
    }

    private static int[] LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', end + 1))
            starts.Add(end + 1);
        return [.. starts];
    }

    private static TextException Twice(ScalarNode key, SourcePosition first) =>
        new(key.Position, $"\"{PrintableText.Of(key.Value, 60)}\" is there twice, first at {first}: remove one, or write both in one place");
}
