using System.Collections.Immutable;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>
/// XML as a tree of maps, so that one path language serves all forms: an attribute is the member <c>@name</c>, a child
/// element the member of its name, several of one name a list, the element's own text the member <c>.</c>. An element
/// with nothing but text is that text. Namespaces are dropped.
/// </summary>
internal static class XmlTree
{
    /// <summary>What holds an element's own text, beside its attributes and children.</summary>
    public const string OwnText = ".";

    public static Node Of(XmlElementNode element)
    {
        var own = element.Content.Trim();
        if (element.Attributes.IsEmpty && element.Children.IsEmpty)
            return Scalar(own, element);
        var members = ImmutableArray.CreateBuilder<MapEntry>();
        foreach (var (name, value) in element.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            members.Add(Entry("@" + name, Scalar(value, element)));
        foreach (var group in element.Children.GroupBy(child => child.Name, StringComparer.Ordinal))
        {
            ImmutableArray<Node> values = [.. group.Select(Of)];
            members.Add(Entry(group.Key, values.Length == 1 ? values[0] : new ListNode(values, values[0].Position)));
        }

        if (own.Length > 0)
            members.Add(Entry(OwnText, Scalar(own, element)));
        return new MapNode(members.ToImmutable(), element.Position);
    }

    private static ScalarNode Scalar(string text, XmlElementNode at) => new(text, ScalarKind.String, at.Position);

    private static MapEntry Entry(string name, Node value) => new(new ScalarNode(name, ScalarKind.String, value.Position), value);
}
