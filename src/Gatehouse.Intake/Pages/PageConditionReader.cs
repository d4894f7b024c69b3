using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>Reads conditions: a map of paths and what each must give, all of which hold; or a list of such maps, one of which does.</summary>
internal sealed class PageConditionReader(PageProblems problems, PageValueReader values)
{
    private static readonly string[] Keys = ["is", "prefix", "contains", "least", "present", "not"];

    /// <summary>The condition under a key; null where there is none.</summary>
    public PageCondition? Optional(MapNode owner, string key)
    {
        if (owner[key] is not { } node)
            return null;
        ImmutableArray<Node> groups = node is ListNode list ? list.Values : [node];
        foreach (var wrong in groups.Where(group => group is not MapNode { Members.IsEmpty: false }))
            problems.Add(wrong, $"{key} takes a map of paths and values, or a list of such maps", "write for instance status: [passed, fixed]");
        return new PageCondition([.. groups.OfType<MapNode>().Select(Group)]);
    }

    private ImmutableArray<PageTest> Group(MapNode map)
    {
        var tests = ImmutableArray.CreateBuilder<PageTest>();
        foreach (var (key, value) in map.Members)
        {
            if (values.Path(key) is { } path)
                tests.Add(Test(path, value));
        }

        return tests.ToImmutable();
    }

    private PageTest Test(PagePath path, Node value)
    {
        switch (value)
        {
            case ScalarNode { Kind: ScalarKind.Null }:
                return new PageTest(path, []) { IsNothing = true };
            case ScalarNode scalar:
                return new PageTest(path, [scalar.Value]);
            case ListNode list:
                return new PageTest(path, Words(list));
        }

        var map = (MapNode)value;
        problems.Keys(map, "a condition", Keys);
        if (map["not"] is { } not)
        {
            if (map.Members.Length > 1)
                problems.Add(map, "not stands alone in a condition", "put the others within it");
            return Test(path, not) is var inner ? inner with { IsNot = !inner.IsNot } : inner;
        }

        return new PageTest(path, map["is"] is { } words ? Words(words) : [])
        {
            Prefixes = map["prefix"] is { } prefixes ? Words(prefixes) : [],
            Parts = map["contains"] is { } parts ? Words(parts) : [],
            Least = map["least"] is { } least ? Number(least) : null,
            IsPresent = map["present"] is { } present ? Flag(present) : null,
        };
    }

    private ImmutableArray<string> Words(Node node)
    {
        ImmutableArray<Node> nodes = node is ListNode list ? list.Values : [node];
        foreach (var wrong in nodes.Where(item => item.Text is null))
            problems.Add(wrong, "a condition compares with texts", "write a text, or a list of them; nothing (~) stands alone");
        return [.. nodes.Select(item => item.Text).OfType<string>()];
    }

    private double? Number(Node node)
    {
        if (double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        problems.Add(node, "least takes a number", "write one");
        return null;
    }

    private bool? Flag(Node node)
    {
        if (node is ScalarNode { Kind: ScalarKind.Boolean } flag)
            return flag.Value == "true";
        problems.Add(node, "present takes true or false", "write one of them");
        return null;
    }
}
