using System.Collections.Immutable;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>Reads what a field is taken from.</summary>
internal sealed class PageValueReader(PageProblems problems)
{
    private const int MaxNesting = 8;
    private static readonly string[] Keys = ["from", "first-of", "all-of", "map", "otherwise", "strip", "after", "after-last", "before", "before-last", "split", "join", "html"];

    /// <summary>A path, <c>=constant</c>, a template with braces, a list of which the first that gives anything is taken, or a map that changes one of these.</summary>
    public PageValue Value(Node node, int nesting = 0)
    {
        if (nesting > MaxNesting)
        {
            problems.Add(node, "values lie too deep within each other", "write it flatter");
            return new ConstantValue("");
        }

        switch (node)
        {
            case ScalarNode { Kind: ScalarKind.Null }:
                problems.Add(node, "a value is empty", "write a path, \"=a constant\", or \"text with {paths}\"");
                return new ConstantValue("");
            case ScalarNode { Value: ['=', .. var constant] }:
                return new ConstantValue(constant.Trim());
            case ScalarNode scalar when scalar.Value.Contains('{', StringComparison.Ordinal):
                return Template(scalar);
            case ScalarNode scalar:
                return Path(scalar) is { } path ? new PathValue(path) : new ConstantValue("");
            case ListNode list:
                return new FirstOfValue([.. list.Values.Select(item => Value(item, nesting + 1))]);
            default:
                return Changed((MapNode)node, nesting);
        }
    }

    /// <summary>A path; null, told, where it is none.</summary>
    public PagePath? Path(ScalarNode scalar)
    {
        if (PagePathParser.TryParse(scalar.Value, out var path, out var problem))
            return path;
        problems.Add(scalar, $"\"{Plain.Line(scalar.Value, 60)}\" is no path", problem);
        return null;
    }

    private PageValue Changed(MapNode map, int nesting)
    {
        problems.Keys(map, "a value", Keys);
        var sources = ((string[])["from", "first-of", "all-of"]).Where(key => map[key] is not null).ToList();
        if (sources.Count != 1)
        {
            problems.Add(map, "a value that is a map takes exactly one of from, first-of and all-of", "say which path it is made from");
            return new ConstantValue("");
        }

        var source = map[sources[0]]!;
        var from = sources[0] == "all-of" && source is ListNode list
            ? new AllOfValue([.. list.Values.Select(item => Value(item, nesting + 1))])
            : Value(source, nesting + 1);
        return new ChangedValue(from)
        {
            Strip = Text(map, "strip"),
            After = Text(map, "after"),
            AfterLast = Text(map, "after-last"),
            Before = Text(map, "before"),
            BeforeLast = Text(map, "before-last"),
            Split = Text(map, "split"),
            Join = map["join"]?.Text is "" ? "" : Text(map, "join"),
            Otherwise = Text(map, "otherwise"),
            IsHtml = Flag(map, "html"),
            Table = map["map"] is { } table ? Table(table) : null,
        };
    }

    private string? Text(MapNode map, string key)
    {
        if (map[key] is null)
            return null;
        if (map[key]!.Text is { Length: > 0 } text)
            return text;
        problems.Add(map[key]!, $"{key} should be a text", "write one, or leave it out");
        return null;
    }

    /// <summary>A key that is true or false; false, told, for anything else.</summary>
    public bool Flag(MapNode map, string key)
    {
        if (map[key] is not (null or ScalarNode { Kind: ScalarKind.Boolean }))
            problems.Add(map[key]!, $"{key} should be true or false", "write true, or leave it out");
        return map[key]?.Text is "true";
    }

    private ImmutableDictionary<string, string> Table(Node node)
    {
        var table = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        if (node is not MapNode map)
            problems.Add(node, "map should be a map", "write the tool's word and ours");
        foreach (var (key, value) in node.Entries)
        {
            if (value.Text is not { } text)
                problems.Add(value, "a word of map should become a text", "write one");
            else if (!table.TryAdd(key.Value, text))
                problems.Add(key, $"\"{Plain.Line(key.Value, 40)}\" is there twice in other letters", "remove one");
        }

        return table.ToImmutable();
    }

    private PageValue Template(ScalarNode scalar)
    {
        var parts = ImmutableArray.CreateBuilder<(string?, PageValue?, bool)>();
        var text = scalar.Value;
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (open >= 0 && close < 0)
            {
                problems.Add(scalar, "a brace has no end", "write {path}");
                break;
            }

            if (open != at)
                parts.Add((open < 0 ? text[at..] : text[at..open], null, false));
            if (open < 0)
                break;
            var isRequired = text[close - 1] == '!';
            var paths = text[(open + 1)..(isRequired ? close - 1 : close)];
            parts.Add((null, new FirstOfValue([.. paths.Split('|').Select(path => Value(scalar with { Value = path.Trim() }))]), isRequired));
            at = close + 1;
        }

        return new TemplateValue(parts.ToImmutable());
    }
}
