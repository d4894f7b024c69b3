using System.Xml;
using Gatehouse.Text;

namespace Gatehouse.Intake;

/// <summary>
/// Refuses XML whose elements hold text in very many pieces between children. <see cref="Xml.Parse"/> joins the pieces one
/// by one, so its time grows with their square: half a megabyte takes seconds, 64 MiB hours. No report of a tool has such.
/// </summary>
internal static class MixedContent
{
    // Characters copied while joining: a tenth of a second.
    private const long MaxCopied = 200_000_000;
    private const int MaxDepth = 256;

    /// <summary>The refusal; null where the text is no such, or is no XML and <see cref="Xml.Parse"/> says why.</summary>
    public static TextError? Find(ReadOnlyMemory<byte> bytes)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        var lengths = new long[MaxDepth];
        var copied = 0L;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray(), writable: false), settings);
            while (reader.Read() && reader.Depth < MaxDepth)
            {
                if (reader.NodeType == XmlNodeType.Element)
                    lengths[reader.Depth] = 0;
                if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA) || reader.Depth == 0)
                    continue;
                lengths[reader.Depth - 1] += reader.Value.Length;
                copied += lengths[reader.Depth - 1];
                if (copied > MaxCopied && reader is IXmlLineInfo place)
                    return new TextError(new SourcePosition(Math.Max(1, place.LineNumber), Math.Max(1, place.LinePosition)), "an element holds its text in too many pieces between its children");
            }
        }
        catch (XmlException)
        {
            return null;
        }

        return null;
    }
}
