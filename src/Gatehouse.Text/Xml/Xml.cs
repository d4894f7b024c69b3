using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace Gatehouse.Text;

/// <summary>An XML element with its place. Comments and processing instructions are dropped.</summary>
/// <param name="Name">The local name, without its prefix.</param>
/// <param name="Attributes">
/// By local name; one with a prefix also by its whole name (<c>xlink:href</c>), and by that alone where another has its
/// local name: one without a prefix comes first. Declarations of namespaces are by their whole name (<c>xmlns:n</c>).
/// </param>
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
        if (limits.TooLong(bytes.Length) is { } tooLong)
            return (null, tooLong);
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
            using var reader = XmlReader.Create(Stream(bytes), settings);
            reader.MoveToContent();
            var left = limits.MaxNodes;
            var root = Element(reader, limits, 0, ref left);
            while (reader.Read())
            {
            }

            return (root, null);
        }
        catch (TextException problem)
        {
            return (null, problem.Error);
        }
        catch (XmlException problem)
        {
            // No name can hold a blank, so that no element can make the reader say this.
            var message = problem.Message.Contains("DTD is prohibited", StringComparison.Ordinal)
                ? "a document type declaration is refused, since entities could read files or grow without bound: remove it"
                : passDocumentType && problem.Message.Contains("undeclared entity", StringComparison.Ordinal)
                    ? "an entity of a document type declaration is refused: entities could read files or grow without bound"
                    : Sentence(problem.Message);
            return (null, new TextError(new SourcePosition(Math.Max(1, problem.LineNumber), Math.Max(1, problem.LinePosition)), message));
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            // An encoding that the declaration names and this platform has not.
            return (null, new TextError(new SourcePosition(1, 1), "the encoding of the declaration is not known here: save the text as UTF-8"));
        }
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);

    // "… Line 1, position 5." repeats the place.
    private static string Sentence(string message)
    {
        var place = message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return (place > 0 ? message[..place] : message).TrimEnd('.');
    }

    private static XmlElementNode Element(XmlReader reader, TextLimits limits, int depth, ref int left)
    {
        var place = (IXmlLineInfo)reader;
        var position = new SourcePosition(Math.Max(1, place.LineNumber), Math.Max(1, place.LinePosition - 1));
        if (depth > limits.MaxDepth)
            throw new TextException(position, $"elements lie deeper than {limits.MaxDepth} within each other: flatten them");
        left -= 1 + reader.AttributeCount;
        if (left < 0)
            throw new TextException(position, $"more than {limits.MaxNodes} elements and attributes: split or shorten it");

        var name = reader.LocalName;
        var isEmpty = reader.IsEmptyElement;
        var attributes = Attributes(reader);
        var children = ImmutableArray.CreateBuilder<XmlElementNode>();
        StringBuilder? content = null;
        string? blank = null;
        while (!isEmpty && reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                children.Add(Element(reader, limits, depth + 1, ref left));
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                (content ??= new StringBuilder()).Append(blank).Append(reader.Value);
                blank = null;
            }
            else if (content is not null && reader.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                // Between two texts, where only a comment parts them, it keeps words apart.
                blank = reader.Value;
            }
        }

        return new XmlElementNode(name, attributes, children.ToImmutable(), content?.ToString() ?? "", position);
    }

    private static ImmutableDictionary<string, string> Attributes(XmlReader reader)
    {
        if (reader.AttributeCount == 0)
            return ImmutableDictionary<string, string>.Empty;
        var attributes = new Dictionary<string, string>(reader.AttributeCount, StringComparer.Ordinal);
        var prefixed = new List<(string Local, string Value)>();
        while (reader.MoveToNextAttribute())
        {
            attributes.Add(reader.Name, reader.Value);
            if (reader.Prefix is { Length: > 0 } and not "xmlns")
                prefixed.Add((reader.LocalName, reader.Value));
        }

        reader.MoveToElement();
        foreach (var (local, value) in prefixed)
            attributes.TryAdd(local, value);
        return attributes.ToImmutableDictionary(StringComparer.Ordinal);
    }
}
