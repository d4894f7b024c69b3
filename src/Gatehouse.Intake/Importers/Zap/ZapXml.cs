using System.Text;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Zap;

/// <summary>ZAP's XML as its JSON would say it: attributes have an <c>@</c> before their name.</summary>
internal static class ZapXml
{
    public static MapNode AsJson(XmlElementNode report)
    {
        var map = Map(report);
        var sites = new ListNode([.. report.Children.Where(child => child.Name == "site").Select(Map)], report.Position);
        return map with
        {
            Members =
            [
                .. map.Members.Where(member => member.Key.Value is not ("site" or "@created")),
                .. map["@created"] is { } created ? new[] { Entry("created", created) } : [],
                Entry("site", sites),
            ],
        };
    }

    private static Node Value(XmlElementNode element) => element.Name switch
    {
        "alerts" or "instances" or "insights" => new ListNode([.. element.Children.Select(Map)], element.Position),
        "desc" or "solution" or "otherinfo" or "reference" => Scalar(AllText(element), element),
        _ when element.Children.IsEmpty && element.Attributes.IsEmpty => Scalar(element.Content.Trim(), element),
        _ => Map(element),
    };

    // "site", "alertitem" and "instance" are maps even where they are empty.
    private static MapNode Map(XmlElementNode element)
    {
        var members = new Dictionary<string, MapEntry>(StringComparer.Ordinal);
        foreach (var (name, value) in element.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            members["@" + name] = Entry("@" + name, Scalar(value, element));
        foreach (var child in element.Children)
            members[child.Name] = Entry(child.Name, Value(child));
        return new MapNode([.. members.Values], element.Position);
    }

    private static string AllText(XmlElementNode element)
    {
        var text = new StringBuilder();
        Append(element);
        return text.ToString();

        void Append(XmlElementNode part)
        {
            text.Append(part.Content).Append(' ');
            foreach (var child in part.Children)
            {
                if (text.Length > Plain.MessageLength)
                    return;
                Append(child);
            }
        }
    }

    private static ScalarNode Scalar(string text, XmlElementNode at) => new(text, ScalarKind.String, at.Position);

    private static MapEntry Entry(string name, Node value) => new(new ScalarNode(name, ScalarKind.String, value.Position), value);
}
