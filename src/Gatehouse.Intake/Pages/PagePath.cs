using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>
/// A way to values of a report, from the item at hand: <c>a.b</c> members, <c>*</c> all members or items, <c>[0]</c> an
/// item, <c>[name=value]</c> those that hold, <c>**</c> here and at any depth, <c>~</c> the key under which it lies, <c>#</c> its place in its list;
/// <c>^</c> at the start the enclosing item, <c>$</c> the document, <c>(path)</c> in place of a name or value what that
/// path gives. A step on a list is a step on each of its items, so one and many read alike.
/// </summary>
/// <param name="Up">How many enclosing items it climbs first; -1 for the document.</param>
/// <param name="Steps">Then these.</param>
/// <param name="Source">As it is written.</param>
internal sealed record PagePath(int Up, ImmutableArray<PathStep> Steps, string Source)
{
    /// <summary>All that it leads to, lists whole, with the key under which each lies.</summary>
    public IEnumerable<Scope> From(Scope item, PageBudget budget)
    {
        var start = Up < 0 ? item.Document : item;
        for (var up = Up; up > 0 && start is not null; up--)
            start = start.Parent!;
        if (start is null)
            return [];
        IEnumerable<Scope> found = [start];
        foreach (var step in Steps)
            found = found.SelectMany(scope => step.From(scope, item, budget));
        return found;
    }

    /// <summary>The texts that it leads to, those of lists one by one; nothing for a null, an empty text or a map.</summary>
    public IEnumerable<(string Text, Node Node)> Texts(Scope item, PageBudget budget)
    {
        foreach (var found in From(item, budget).SelectMany(Items))
        {
            if (Scope.TextOf(found.Node) is { } text)
                yield return (text, found.Node);
        }
    }

    /// <summary>The items of a list, of a list in a list too; anything else alone.</summary>
    public static IEnumerable<Scope> Items(Scope scope) =>
        scope.Node is ListNode list ? list.Values.SelectMany((item, at) => Items(scope with { Node = item, Index = at })) : [scope];
}

/// <summary>One step of a path.</summary>
internal abstract record PathStep
{
    /// <summary>What one value leads to.</summary>
    /// <param name="scope">The value.</param>
    /// <param name="item">The item at hand, for a path in parentheses.</param>
    public abstract IEnumerable<Scope> From(Scope scope, Scope item, PageBudget budget);
}

/// <summary>The member of that name: of each item where it stands on a list. A number that a path gives is an item's place in a list.</summary>
internal sealed record MemberStep(string? Name, PagePath? Named) : PathStep
{
    public override IEnumerable<Scope> From(Scope scope, Scope item, PageBudget budget)
    {
        var name = Name ?? Named!.Texts(item, budget).FirstOrDefault().Text;
        if (name is null)
            yield break;
        if (Named is not null && scope.Node is ListNode list && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
        {
            if (budget.Take() && at < list.Values.Length)
                yield return scope with { Node = list.Values[at], Index = at };
            yield break;
        }

        foreach (var part in PagePath.Items(scope))
        {
            if (budget.Take() && part.Node[name] is { } value)
                yield return part with { Node = value, Key = name, Index = null };
        }
    }
}

/// <summary>All members of a map, or all items of a list.</summary>
internal sealed record AllStep : PathStep
{
    public override IEnumerable<Scope> From(Scope scope, Scope item, PageBudget budget) => scope.Node switch
    {
        MapNode map => map.Members.TakeWhile(_ => budget.Take()).Select(entry => scope with { Node = entry.Value, Key = entry.Key.Value, Index = null }),
        ListNode => PagePath.Items(scope).TakeWhile(_ => budget.Take()),
        _ => [],
    };
}

/// <summary>An item of a list, the last ones by negative numbers. What is no list is its own first and last item, as XML leaves it open.</summary>
internal sealed record IndexStep(int Index) : PathStep
{
    public override IEnumerable<Scope> From(Scope scope, Scope item, PageBudget budget)
    {
        if (!budget.Take())
            return [];
        if (scope.Node is not ListNode list)
            return Index is 0 or -1 ? [scope] : [];
        var at = Index < 0 ? list.Values.Length + Index : Index;
        return at >= 0 && at < list.Values.Length ? [scope with { Node = list.Values[at] }] : [];
    }
}

/// <summary>The key under which the value lies.</summary>
internal sealed record KeyStep : PathStep
{
    public override IEnumerable<Scope> From(Scope scope, Scope item, PageBudget budget) =>
        scope.Key is { } key ? [scope with { Node = new ScalarNode(key, ScalarKind.String, scope.Node.Position) }] : [];
}

/// <summary>The value's place in the list that it is an item of, from 0.</summary>
internal sealed record PlaceStep : PathStep
{
    public override IEnumerable<Scope> From(Scope scope, Scope item, PageBudget budget) =>
        scope.Index is { } at ? [scope with { Node = new ScalarNode(at.ToString(CultureInfo.InvariantCulture), ScalarKind.Integer, scope.Node.Position) }] : [];
}

/// <summary>The value and all below it, outer ones first.</summary>
internal sealed record DeepStep : PathStep
{
    public override IEnumerable<Scope> From(Scope scope, Scope item, PageBudget budget)
    {
        // A list is told by its items, else each would come twice.
        var open = new Stack<Scope>();
        open.Push(scope);
        while (open.TryPop(out var next) && budget.Take())
        {
            if (next.Node is not ListNode)
                yield return next;
            var below = next.Node is MapNode map
                ? map.Members.Select(entry => next with { Node = entry.Value, Key = entry.Key.Value, Index = null })
                : next.Node.Items.Select((value, at) => next with { Node = value, Index = at });
            foreach (var child in below.Reverse())
                open.Push(child);
        }
    }
}

/// <summary>Those values for which a test holds, the items of a list one by one.</summary>
internal sealed record FilterStep(PagePath Tested, string Operator, string Value, PagePath? Valued) : PathStep
{
    public override IEnumerable<Scope> From(Scope scope, Scope item, PageBudget budget)
    {
        var wanted = Valued is null ? Value : Valued.Texts(item, budget).FirstOrDefault().Text;
        return wanted is null ? [] : PagePath.Items(scope).Where(part => budget.Take() && Holds(part, wanted, budget));
    }

    private bool Holds(Scope part, string wanted, PageBudget budget) => Operator switch
    {
        "" => Tested.From(part, budget).Any(),
        "!=" => !Tested.Texts(part, budget).Any(found => found.Text.Equals(wanted, StringComparison.OrdinalIgnoreCase)),
        "^=" => Tested.Texts(part, budget).Any(found => found.Text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)),
        "*=" => Tested.Texts(part, budget).Any(found => found.Text.Contains(wanted, StringComparison.OrdinalIgnoreCase)),
        _ => Tested.Texts(part, budget).Any(found => found.Text.Equals(wanted, StringComparison.OrdinalIgnoreCase)),
    };
}
