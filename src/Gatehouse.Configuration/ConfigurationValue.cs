using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Configuration;

/// <summary>
/// A validated value with its key and place. Reading a key that is not there gives an absent value, on which every
/// reader gives its default: an owner of a section asks for what it wants and never checks for null.
/// </summary>
public sealed class ConfigurationValue
{
    private readonly Node? _node;

    internal ConfigurationValue(string file, string key, Node? node)
    {
        File = file;
        Key = key;
        _node = node;
    }

    /// <summary>A value that is not there.</summary>
    public static ConfigurationValue Absent { get; } = new("", "", null);

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>The dotted key.</summary>
    public string Key { get; }

    /// <summary>The tree as it was written, for an owner with a reader of its own; null where nothing was.</summary>
    public Node? Node => _node;

    /// <summary>Whether something was written.</summary>
    public bool IsPresent => _node is not null and not ScalarNode { Kind: ScalarKind.Null };

    /// <summary>Where it was written; 1:1 where it was not.</summary>
    public SourcePosition Position => _node?.Position ?? new SourcePosition(1, 1);

    /// <summary>The value of a key of a map.</summary>
    public ConfigurationValue this[string key] => new(File, Key.Length == 0 ? key : Key + "." + key, _node?[key]);

    /// <summary>The items of a list; a single value is a list of one.</summary>
    public IEnumerable<ConfigurationValue> Items()
    {
        if (!IsPresent)
            yield break;
        if (_node is ListNode list)
        {
            for (var i = 0; i < list.Values.Length; i++)
                yield return new ConfigurationValue(File, FormattableString.Invariant($"{Key}[{i}]"), list.Values[i]);
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
    public string Text(string fallback = "") => _node?.Text ?? fallback;

    /// <summary>The text, or null.</summary>
    public string? TextOrNull() => _node?.Text;

    /// <summary>All texts of a list.</summary>
    public IReadOnlyList<string> Texts() => [.. Items().Select(item => item.Text())];

    /// <summary>The whole number, or the default.</summary>
    public long Integer(long fallback) => long.TryParse(_node?.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : fallback;

    /// <summary>The truth value, or the default.</summary>
    public bool Boolean(bool fallback) => _node?.Text is { } text ? string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) : fallback;

    /// <summary>The day, or null.</summary>
    public DateOnly? DateOrNull() => Scalars.TryDate(_node?.Text, out var date) ? date : null;

    /// <summary>The length of time, or the default.</summary>
    public TimeSpan Duration(TimeSpan fallback) => Scalars.TryDuration(_node?.Text, out var duration) ? duration : fallback;

    /// <summary>A problem at this place, for checks that need more than the shape.</summary>
    public ConfigurationProblem Problem(string message, string remedy) => new(File, Position, Key, message, remedy);
}
