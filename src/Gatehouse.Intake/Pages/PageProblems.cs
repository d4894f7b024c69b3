using System.Collections.Immutable;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>All that is wrong with a page, and the members that are told when they are.</summary>
internal sealed class PageProblems
{
    private readonly List<PageProblem> _all = [];

    public bool Any => _all.Count > 0;

    public ImmutableArray<PageProblem> Sorted => [.. _all.OrderBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column).Distinct()];

    public void Add(Node at, string message, string remedy) => _all.Add(new PageProblem(at.Position, message, remedy));

    /// <summary>Each key that is none of these.</summary>
    public void Keys(MapNode map, string where, ReadOnlySpan<string> known)
    {
        foreach (var (key, _) in map.Members)
        {
            if (!known.Contains(key.Value))
                Add(key, $"{where} has no key \"{Plain.Line(key.Value, 60)}\"", "use one of " + string.Join(", ", known));
        }
    }

    /// <summary>A text that must be there.</summary>
    public string? Text(MapNode map, string key)
    {
        if (map[key]?.Text is { Length: > 0 } text)
            return Plain.Line(text);
        Add(map[key] ?? map, $"{key} should be a text", "write one");
        return null;
    }

    /// <summary>A word that must be there.</summary>
    public T? Word<T>(MapNode map, string key, (string Word, T Value)[] words)
        where T : struct
    {
        if (PageWords.TryFind(words, map[key]?.Text, out var value))
            return value;
        Add(map[key] ?? map, $"{key} should be a word, and is {Plain.Line(map[key]?.Describe() ?? "not there", 60)}", "use one of " + PageWords.All(words));
        return null;
    }

    /// <summary>One text or a list of texts; none where the key is not there.</summary>
    public IEnumerable<ScalarNode> Scalars(MapNode map, string key)
    {
        var nodes = map[key] switch
        {
            null => [],
            ListNode list => list.Values,
            var single => [single],
        };
        foreach (var node in nodes)
        {
            if (node is ScalarNode { Kind: not ScalarKind.Null } scalar)
                yield return scalar;
            else
                Add(node, $"{key} takes texts, and this is {Plain.Line(node.Describe(), 60)}", "write a text, or a list of them");
        }
    }

    public IEnumerable<string> Texts(MapNode map, string key) => Scalars(map, key).Select(scalar => scalar.Value);
}
