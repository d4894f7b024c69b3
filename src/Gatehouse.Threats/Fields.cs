using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Threats;

/// <summary>The known keys of one map. Reading a key says what is wrong with its value; making one says which keys are not known.</summary>
internal sealed class Fields
{
    private const int MaxLength = 1000;

    private readonly string _file;
    private readonly Node _node;
    private readonly string _what;
    private readonly List<ThreatModelProblem> _problems;

    public Fields(string file, Node node, string what, List<ThreatModelProblem> problems, params ReadOnlySpan<string> known)
    {
        (_file, _node, _what, _problems) = (file, node, what, problems);
        var list = string.Join(", ", known);
        if (node is not MapNode)
        {
            Add(node.Position, $"{what} is a map, and {node.Describe()} is there", "Write one or more of: " + list);
            return;
        }

        foreach (var entry in node.Entries)
        {
            if (!known.Contains(entry.Key.Value))
                Add(entry.Key.Position, $"the key \"{Short(entry.Key.Value)}\" is not known in {what}", "Known are: " + list);
        }
    }

    public SourcePosition Position => _node.Position;

    public Location Location => new(_file, new Region(Position.Line, Position.Column, Position.Line, Position.Column));

    public void Add(SourcePosition position, string message, string remedy) => _problems.Add(new ThreatModelProblem(_file, position, Plain(message), remedy));

    /// <summary>A message may quote what a file says: nothing of that may steer the terminal which shows it.</summary>
    public static string Plain(string text) => text.Any(IsSteering) ? string.Concat(text.Select(c => IsSteering(c) ? '?' : c)) : text;

    public bool IsMap => _node is MapNode;

    public bool Has(string key) => _node[key] is not null and not ScalarNode { Kind: ScalarKind.Null };

    /// <summary>The items of a list of maps.</summary>
    public IEnumerable<Node> Items(string key)
    {
        if (!Has(key))
            return [];
        if (_node[key] is ListNode list)
            return list.Values;
        Add(_node[key]!.Position, $"\"{key}\" is a list, and {_node[key]!.Describe()} is there", "Write each item behind a hyphen");
        return [];
    }

    /// <summary>The words of a list; a single word is a list of one.</summary>
    public IReadOnlyList<Place> Words(string key)
    {
        if (!Has(key))
            return [];
        var nodes = _node[key] is ListNode list ? list.Values : [_node[key]!];
        return [.. nodes.Select(node => Word(node, key)).OfType<Place>()];
    }

    /// <summary>A word that must be there; null where it is not, which is then said.</summary>
    public Place? Wanted(string key, string remedy)
    {
        if (Has(key))
            return Word(_node[key]!, key);
        if (IsMap)
            Add(_node[key]?.Position ?? Position, $"\"{key}\" is missing in {_what}", remedy);
        return null;
    }

    /// <summary>A word that may be left out.</summary>
    public Place? Optional(string key) => Has(key) ? Word(_node[key]!, key) : null;

    /// <summary>The id: letters, digits, and <c>. _ -</c> between them.</summary>
    public Place? Id()
    {
        const string Remedy = "Write a short id such as T-1, of letters, digits, dots, hyphens and underscores";
        if (Wanted("id", Remedy) is not { } id)
            return null;
        if (id.Text.Length <= 64 && char.IsAsciiLetterOrDigit(id.Text[0]) && id.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            return id;
        Add(id.Position, $"\"{Short(id.Text)}\" is no id", Remedy);
        return null;
    }

    // Line breaks of folded text become spaces; what steers a terminal is refused, since gates print these words.
    private Place? Word(Node node, string key)
    {
        if (node is not ScalarNode { Kind: not ScalarKind.Null } scalar)
        {
            Add(node.Position, $"\"{key}\" wants a text, and {node.Describe()} is there", "Write a text");
            return null;
        }

        var text = string.Join(' ', scalar.Value.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0)
            Add(node.Position, $"\"{key}\" is empty", "Write a text, or leave the key out");
        else if (text.Length > MaxLength)
            Add(node.Position, $"\"{key}\" has {text.Length} characters", $"Say it in at most {MaxLength}");
        else if (text.Any(IsSteering))
            Add(node.Position, $"\"{key}\" holds a control character", "Write plain text");
        else
            return new Place(text, _file, node.Position);
        return null;
    }

    // Control characters, and those that turn the direction of writing: https://trojansource.codes
    private static bool IsSteering(char c) => char.IsControl(c) || c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069';

    private static string Short(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
