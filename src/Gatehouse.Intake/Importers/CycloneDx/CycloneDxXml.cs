using System.Collections.Immutable;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.CycloneDx;

/// <summary>CycloneDX XML as its JSON would say it, so that one reader serves both.</summary>
internal static class CycloneDxXml
{
    public static MapNode AsJson(XmlElementNode bom, string? version)
    {
        var map = Map(bom);
        return map with
        {
            Members = [Entry("bomFormat", Scalar("CycloneDX", bom)), .. version is null ? [] : new[] { Entry("specVersion", Scalar(version, bom)) }, .. map.Members],
        };
    }

    private static Node Value(XmlElementNode element) => element.Name switch
    {
        "components" or "hashes" or "vulnerabilities" or "ratings" or "affects" or "references" or "cwes" or "compositions" or "services" => List(element, Value),
        "licenses" => List(element, child => new MapNode([Entry(child.Name, Value(child))], child.Position)),
        "dependencies" => List(element, Dependency),
        "tools" when element.Children.Any(child => child.Name == "tool") => List(element, Value),
        "hash" => new MapNode([Entry("alg", Scalar(element.Attribute("alg") ?? "", element)), Entry("content", Scalar(element.Content.Trim(), element))], element.Position),
        _ when element.Children.IsEmpty && (element.Attributes.IsEmpty || element.Content.Trim().Length > 0) => Scalar(element.Content.Trim(), element),
        _ => Map(element),
    };

    private static MapNode Dependency(XmlElementNode element) => new(
        [
            Entry("ref", Scalar(element.Attribute("ref") ?? "", element)),
            Entry("dependsOn", List(element, child => Scalar(child.Attribute("ref") ?? "", child))),
        ],
        element.Position);

    private static MapNode Map(XmlElementNode element)
    {
        var members = new Dictionary<string, MapEntry>(StringComparer.Ordinal);
        foreach (var (name, value) in element.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            members[name] = Entry(name, Scalar(value, element));
        foreach (var child in element.Children)
            members[child.Name] = Entry(child.Name, Value(child));
        return new MapNode([.. members.Values], element.Position);
    }

    private static ListNode List(XmlElementNode element, Func<XmlElementNode, Node> item) => new([.. element.Children.Select(item)], element.Position);

    private static ScalarNode Scalar(string text, XmlElementNode at) => new(text, ScalarKind.String, at.Position);

    private static MapEntry Entry(string name, Node value) => new(new ScalarNode(name, ScalarKind.String, value.Position), value);
}
