using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Configuration;

/// <summary>
/// A validated value with its key and place. Reading a key that is not there gives an absent value, on which every
/// reader gives its default: an owner of a section asks for what it wants and never checks for null. A value that is
/// there is never passed over for a default: asking it for what the section's shape does not promise is a bug, and
/// throws <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class ConfigurationValue
{
    private readonly Node? _node;
    private readonly IReadOnlyDictionary<Node, Origin>? _origins;

    internal ConfigurationValue(string file, string key, Node? node, IReadOnlyDictionary<Node, Origin>? origins = null)
    {
        _origins = origins;
        (File, Layer) = node is not null && origins?.TryGetValue(node, out var origin) == true ? (origin.File, origin.Layer) : (file, 0);
        Key = key;
        _node = node;
    }

    /// <summary>A value that is not there.</summary>
    public static ConfigurationValue Absent { get; } = new("", "", null);

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>In a configuration of several files the number of this value's file, 0 for the farthest; otherwise 0.</summary>
    public int Layer { get; }

    /// <summary>The dotted key.</summary>
    public string Key { get; }

    /// <summary>The tree as it was written, for an owner with a reader of its own; null where nothing was.</summary>
    public Node? Node => _node;

    /// <summary>SHA-256 of the value's meaning, lower-case hex.</summary>
    public string ContentDigest => ConfigurationDigest.Of(_node);

    /// <summary>Whether something was written.</summary>
    public bool IsPresent => _node is not null and not ScalarNode { Kind: ScalarKind.Null };

    /// <summary>Whether it is a single value or a list: what a key says, and not what holds further keys. An empty map says nothing.</summary>
    public bool IsLeaf => _node is not (null or MapNode);

    /// <summary>Where it was written; 1:1 where it was not.</summary>
    public SourcePosition Position => _node?.Position ?? new SourcePosition(1, 1);

    /// <summary>The value of a key of a map.</summary>
    public ConfigurationValue this[string key] => new(File, ShapeValidator.Join(Key, key), _node?[key], _origins);

    /// <summary>The items of a list; a single value is a list of one.</summary>
    public IEnumerable<ConfigurationValue> Items()
    {
        if (!IsPresent)
            yield break;
        if (_node is ListNode list)
        {
            for (var i = 0; i < list.Values.Length; i++)
                yield return new ConfigurationValue(File, FormattableString.Invariant($"{Key}[{i}]"), list.Values[i], _origins);
        }
        else
        {
            yield return this;
        }
    }

    /// <summary>The entries of a map in their order.</summary>
    public IEnumerable<(string Name, ConfigurationValue Value)> Entries() =>
        (_node?.Entries ?? []).Select(entry => (entry.Key.Value, this[entry.Key.Value]));

    /// <summary>The text, or the default.</summary>
    public string Text(string fallback = "") => TextOrNull() ?? fallback;

    /// <summary>The text, or null.</summary>
    public string? TextOrNull() => !IsPresent || _node is ScalarNode ? _node?.Text : throw Unpromised("a single value");

    /// <summary>All texts of a list.</summary>
    public IReadOnlyList<string> Texts() => [.. Items().Select(item => item.Text())];

    /// <summary>The whole number, or the default.</summary>
    public long Integer(long fallback) => TextOrNull() is not { } text ? fallback
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw Unpromised("a whole number");

    /// <summary>The truth value, or the default.</summary>
    public bool Boolean(bool fallback) => TextOrNull() is not { } text ? fallback
        : bool.TryParse(text, out var value) ? value
        : throw Unpromised("true or false");

    /// <summary>The day, or null.</summary>
    public DateOnly? DateOrNull() => TextOrNull() is not { } text ? null
        : Scalars.TryDate(text, out var date) ? date
        : throw Unpromised("a day");

    /// <summary>The length of time, or the default.</summary>
    public TimeSpan Duration(TimeSpan fallback) => TextOrNull() is not { } text ? fallback
        : Scalars.TryDuration(text, out var duration) ? duration
        : throw Unpromised("a length of time");

    /// <summary>A problem at this place, for checks that need more than the shape.</summary>
    public ConfigurationProblem Problem(string message, string remedy) => new(File, Position, Key, message, remedy);

    private InvalidOperationException Unpromised(string wanted) =>
        new($"{Key} at {Position} is read as {wanted}, and the shape of its section let {_node!.Describe()} through");
}
