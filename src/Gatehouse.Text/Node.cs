using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Text;

/// <summary>A place in a text: line and column from 1, the column in UTF-16 code units.</summary>
public readonly record struct SourcePosition(int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Line}:{Column}");
}

/// <summary>A value of YAML, JSON or TOML with its place: a scalar, a list or a map.</summary>
public abstract record Node(SourcePosition Position)
{
    /// <summary>
    /// The tag of YAML that the core schema does not know, resolved: <c>!Ref</c>, <c>tag:yaml.org,2002:python/object</c>.
    /// It is kept for a reader that knows it and never acted on; null where there is none.
    /// </summary>
    public string? Tag { get; init; }

    /// <summary>The scalar's text; null for a list, a map or a null.</summary>
    public string? Text => this is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.Value : null;

    /// <summary>The member of a map; null where this is no map or has none of the name.</summary>
    public Node? this[string key] => this is MapNode map && map.TryGet(key, out var value) ? value : null;

    /// <summary>The items of a list; none where this is no list.</summary>
    public ImmutableArray<Node> Items => this is ListNode list ? list.Values : [];

    /// <summary>The entries of a map in their order; none where this is no map.</summary>
    public ImmutableArray<MapEntry> Entries => this is MapNode map ? map.Members : [];

    /// <summary>What it is, for messages: <c>a list</c>, <c>the text "x"</c>; printable and short whatever was written.</summary>
    public string Describe() => this switch
    {
        MapNode => "a map",
        ListNode => "a list",
        ScalarNode { Kind: ScalarKind.Null } => "nothing",
        ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } scalar => "the number " + PrintableText.Of(scalar.Value, 40),
        ScalarNode { Kind: ScalarKind.Boolean } scalar => scalar.Value,
        ScalarNode scalar => $"the text \"{PrintableText.Of(scalar.Value, 40)}\"",
        _ => "a value",
    };
}

/// <summary>What a scalar is by its syntax: YAML 1.2 core schema (§10.3), RFC 8259 for JSON.</summary>
public enum ScalarKind
{
    /// <summary>Text; in YAML also <c>yes</c>, <c>no</c>, <c>on</c> and <c>off</c>.</summary>
    String,

    /// <summary>A whole number, of any size.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Float,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Nothing.</summary>
    Null,
}

/// <summary>A single value, as it was written.</summary>
public sealed record ScalarNode(string Value, ScalarKind Kind, SourcePosition Position) : Node(Position);

/// <summary>Values in order.</summary>
public sealed record ListNode(ImmutableArray<Node> Values, SourcePosition Position) : Node(Position);

/// <summary>One member of a map.</summary>
public readonly record struct MapEntry(ScalarNode Key, Node Value);

/// <summary>Values by name, in the order of the text.</summary>
public sealed record MapNode(ImmutableArray<MapEntry> Members, SourcePosition Position) : Node(Position)
{
    private Dictionary<string, Node>? _index;

    /// <summary>The member of that name.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out Node? value)
    {
        if (Members.Length <= 8)
        {
            foreach (var entry in Members)
            {
                if (string.Equals(entry.Key.Value, key, StringComparison.Ordinal))
                {
                    value = entry.Value;
                    return true;
                }
            }

            value = null;
            return false;
        }

        _index ??= Index();
        return _index.TryGetValue(key, out value);
    }

    // A map that was put together by hand may hold a name twice: the first counts, as in the loop above.
    private Dictionary<string, Node> Index()
    {
        var index = new Dictionary<string, Node>(Members.Length, StringComparer.Ordinal);
        foreach (var entry in Members)
            index.TryAdd(entry.Key.Value, entry.Value);
        return index;
    }
}

/// <summary>What is wrong with a text, and where.</summary>
/// <param name="Position">Where.</param>
/// <param name="Message">One printable sentence without the place, whatever the text holds.</param>
public sealed record TextError(SourcePosition Position, string Message)
{
    /// <summary>One printable sentence without the place.</summary>
    public string Message { get; init; } = PrintableText.Of(Message, 500);
}

/// <summary>A text's tree, or why there is none. With an error there is no root: half a document is no document.</summary>
/// <param name="Root">The tree; null where the text is empty or wrong.</param>
/// <param name="Error">The first error; null where there is none.</param>
public sealed record TextResult(Node? Root, TextError? Error)
{
    /// <summary>True where the text was read, even if it holds nothing.</summary>
    public bool Succeeded => Error is null;

    internal static TextResult Fail(TextError error) => new(null, error);

    internal static TextResult Fail(int line, int column, string message) => new(null, new TextError(new SourcePosition(line, column), message));
}

/// <summary>Ends a reading at its first error.</summary>
internal sealed class TextException(SourcePosition position, string message) : Exception(message)
{
    public SourcePosition Position { get; } = position;

    public TextError Error => new(Position, Message);
}

/// <summary>What a text may cost.</summary>
public sealed record TextLimits
{
    /// <summary>For files of a person and reports of a tool.</summary>
    public static TextLimits Default { get; } = new();

    /// <summary>Bytes of the text.</summary>
    public int MaxBytes { get; init; } = 64 << 20;

    /// <summary>How deep lists and maps may lie within each other.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>The refusal of a text that is too long; null where it is not.</summary>
    internal TextError? TooLong(int bytes) => bytes <= MaxBytes
        ? null
        : new TextError(new SourcePosition(1, 1), FormattableString.Invariant($"the text has {bytes} bytes, and at most {MaxBytes} are read: split or shorten it"));

    /// <summary>Values in all, aliases counted each time they are used: an alias bomb ends here.</summary>
    public int MaxNodes { get; init; } = 5_000_000;
}
