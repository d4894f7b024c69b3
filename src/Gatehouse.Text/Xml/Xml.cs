using System.Collections.Immutable;
using System.Text;
using System.Xml;

namespace Gatehouse.Text;

/// <summary>An XML element with its place. Comments and processing instructions are dropped.</summary>
/// <param name="Name">The local name, without its prefix.</param>
/// <param name="Attributes">By local name.</param>
/// <param name="Children">Child elements in order.</param>
/// <param name="Content">The text directly in it, joined.</param>
/// <param name="Position">Where its start tag is.</param>
public sealed record XmlElementNode(string Name, ImmutableDictionary<string, string> Attributes, ImmutableArray<XmlElementNode> Children, string Content, SourcePosition Position)
{
    /// <summary>The attribute's value; null where there is none.</summary>
    public string? Attribute(string name) => Attributes.GetValueOrDefault(name);

    /// <summary>The first child of that name.</summary>
    public XmlElementNode? Child(string name) => Children.FirstOrDefault(child => child.Name == name);

    /// <summary>The text of the first child of that name, trimmed; null where there is none.</summary>
    public string? ChildText(string name) => Child(name)?.Content.Trim();

    /// <summary>All elements of that name below it, at any depth, in the order of the text.</summary>
    public IEnumerable<XmlElementNode> Descendants(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
                yield return child;
            foreach (var below in child.Descendants(name))
                yield return below;
        }
    }
}

/// <summary>XML 1.0 from hostile hands: a document type declaration is refused, or passed over without what it declares (no entities, no external things); depth and size are bounded.</summary>
public static class Xml
{
    /// <summary>Reads a document.</summary>
    /// <param name="passDocumentType">
    /// True for reports of tools that write one (Burp, Nmap): it is passed over, and a use of an entity that it declares is an error.
    /// </param>
    /// <returns>The root, or the error.</returns>
    public static (XmlElementNode? Root, TextError? Error) Parse(ReadOnlyMemory<byte> bytes, TextLimits? limits = null, bool passDocumentType = false)
    {
        limits ??= TextLimits.Default;
        if (bytes.Length > limits.MaxBytes)
            return (null, new TextError(new SourcePosition(1, 1), $"the text has {bytes.Length} bytes; at most {limits.MaxBytes} are read"));
        var settings = new XmlReaderSettings
        {
            DtdProcessing = passDocumentType ? DtdProcessing.Ignore : DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.MaxBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray(), writable: false), settings);
            reader.MoveToContent();
            var left = limits.MaxNodes;
            var root = Element(reader, limits, 0, ref left);
            while (reader.Read())
            {
            }

            return (root, null);
        }
        catch (XmlException problem)
        {
            var message = problem.Message.Contains("DTD", StringComparison.Ordinal)
                ? "a document type declaration is refused: entities could read files or grow without bound"
                : problem.Message.Contains("undeclared entity", StringComparison.Ordinal)
                    ? "an entity of a document type declaration is refused: entities could read files or grow without bound"
                    : problem.Message;
            return (null, new TextError(new SourcePosition(Math.Max(1, problem.LineNumber), Math.Max(1, problem.LinePosition)), message));
        }
    }

    private static XmlElementNode Element(XmlReader reader, TextLimits limits, int depth, ref int left)
    {
        var place = (IXmlLineInfo)reader;
        if (depth > limits.MaxDepth)
            throw new XmlException($"elements lie deeper than {limits.MaxDepth} within each other", null, place.LineNumber, place.LinePosition);
        if (--left < 0)
            throw new XmlException($"more than {limits.MaxNodes} elements", null, place.LineNumber, place.LinePosition);

        var name = reader.LocalName;
        var position = new SourcePosition(Math.Max(1, place.LineNumber), Math.Max(1, place.LinePosition - 1));
        var attributes = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
            attributes[reader.LocalName] = reader.Value;
        reader.MoveToElement();
        var children = ImmutableArray.CreateBuilder<XmlElementNode>();
        StringBuilder? content = null;
        if (!isEmpty)
        {
            while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element)
                    children.Add(Element(reader, limits, depth + 1, ref left));
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                    (content ??= new StringBuilder()).Append(reader.Value);
            }
        }

        return new XmlElementNode(name, attributes.ToImmutable(), children.ToImmutable(), content?.ToString() ?? "", position);
    }
}
