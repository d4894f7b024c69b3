using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Xml;

namespace Gatehouse.Intake;

/// <summary>Copies XML but for the text of elements that hold traffic, captured output or secrets.</summary>
internal static class XmlRedaction
{
    private static readonly FrozenSet<string> Hidden = new[]
    {
        "request", "response", "requestheader", "requestbody", "responseheader", "responsebody", "rawrequest", "rawresponse",
        "crawltraffic", "crawltraffictemplate", "crawltrafficresponse", "attacktraffic", "attacktrafficresponse", "attackrequest", "attackresponse",
        "vulnerablesession", "triggersession", "setcookie", "snippet", "system-out", "system-err", "secret", "password", "passwd", "token", "match",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The document; null where it is not readable, or uses an entity that a document type declares.</summary>
    public static byte[]? TryApply(ReadOnlyMemory<byte> xml)
    {
        var output = new MemoryStream();
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml.ToArray(), writable: false), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            using (var writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None }))
                Copy(reader, writer);
            return output.ToArray();
        }
        catch (XmlException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            return null; // The writer is stricter than the reader in a few characters.
        }
    }

    private static void Copy(XmlReader reader, XmlWriter writer)
    {
        var hiddenAt = -1;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (hiddenAt < 0 && !reader.IsEmptyElement && Hidden.Contains(reader.LocalName))
                        hiddenAt = reader.Depth;
                    if (reader.Depth > 128)
                        throw new XmlException("too deep");
                    writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                    writer.WriteAttributes(reader, defattr: false);
                    if (reader.IsEmptyElement)
                        writer.WriteEndElement();
                    break;
                case XmlNodeType.EndElement:
                    if (reader.Depth == hiddenAt)
                        hiddenAt = -1;
                    writer.WriteFullEndElement();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when hiddenAt >= 0:
                    writer.WriteString(string.Create(CultureInfo.InvariantCulture, $"[redacted: {reader.Value.Length} characters]"));
                    break;
                case XmlNodeType.CDATA:
                    writer.WriteCData(reader.Value);
                    break;
                case XmlNodeType.Text:
                    writer.WriteString(reader.Value);
                    break;
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    writer.WriteWhitespace(reader.Value);
                    break;
            }
        }
    }
}
