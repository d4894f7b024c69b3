using System.Globalization;
using System.Text;

namespace Gatehouse.Archives.Documents;

/// <summary>
/// The text between the tags of an XML part, a line a paragraph. No parser: a broken part is read as far as it makes
/// sense. Entities of its own are never expanded, so there is nothing that grows.
/// </summary>
internal static class MarkupText
{
    // Local names behind which a line ends: paragraphs, rows, cells, items.
    private static readonly HashSet<string> LineEnds = new(StringComparer.Ordinal) { "p", "h", "br", "line-break", "row", "tr", "tc", "c", "si", "table-cell", "text" };

    public static byte[] Of(ReadOnlySpan<byte> xml)
    {
        var text = new byte[xml.Length];
        var written = 0;
        while (!xml.IsEmpty)
        {
            var tag = xml.IndexOf((byte)'<');
            Characters(tag < 0 ? xml : xml[..tag], text, ref written);
            if (tag < 0)
                break;
            xml = xml[tag..];
            var end = Close(xml, out var isLineEnd, out var literal);
            literal.CopyTo(text.AsSpan(written));
            written += literal.Length;
            if (isLineEnd && written > 0 && text[written - 1] != (byte)'\n')
                text[written++] = (byte)'\n';
            xml = xml[end..];
        }

        return text.AsSpan(0, written).ToArray();
    }

    // What stands at '<': how long it is, and what it means for the text. A tag is longer than the line end it gives.
    private static int Close(ReadOnlySpan<byte> xml, out bool isLineEnd, out ReadOnlySpan<byte> literal)
    {
        isLineEnd = false;
        literal = default;
        if (xml.StartsWith("<![CDATA["u8))
        {
            var close = xml.IndexOf("]]>"u8);
            literal = close < 0 ? xml[9..] : xml[9..close];
            return close < 0 ? xml.Length : close + 3;
        }

        if (xml.StartsWith("<!--"u8))
            return xml.IndexOf("-->"u8) is >= 0 and var comment ? comment + 3 : xml.Length;
        var end = xml.IndexOf((byte)'>');
        if (end < 0)
            return xml.Length;
        var name = xml[1..end];
        var isClosing = name.StartsWith("/"u8);
        if (isClosing)
            name = name[1..];
        var isEmpty = name.EndsWith("/"u8);
        var length = name.IndexOfAny(" \t\r\n/"u8);
        if (length >= 0)
            name = name[..length];
        name = name[(name.IndexOf((byte)':') + 1)..];
        isLineEnd = (isClosing || isEmpty) && name.Length is > 0 and < 16 && LineEnds.Contains(Encoding.ASCII.GetString(name));
        return end + 1;
    }

    private static void Characters(ReadOnlySpan<byte> run, byte[] text, ref int written)
    {
        while (!run.IsEmpty)
        {
            var and = run.IndexOf((byte)'&');
            var plain = and < 0 ? run : run[..and];
            plain.CopyTo(text.AsSpan(written));
            written += plain.Length;
            if (and < 0)
                return;
            run = run[and..];
            var end = run[..Math.Min(run.Length, 12)].IndexOf((byte)';');
            if (end < 0)
            {
                text[written++] = (byte)'&';
                run = run[1..];
                continue;
            }

            // Shorter than what named it, always: "&#x1F600;" is four bytes of nine.
            if (Rune(Encoding.ASCII.GetString(run[1..end])) is { } rune)
                written += rune.EncodeToUtf8(text.AsSpan(written));
            run = run[(end + 1)..];
        }
    }

    private static Rune? Rune(string name) => name switch
    {
        "amp" => new Rune('&'),
        "lt" => new Rune('<'),
        "gt" => new Rune('>'),
        "quot" => new Rune('"'),
        "apos" => new Rune('\''),
        _ when name.StartsWith("#x", StringComparison.Ordinal) && int.TryParse(name.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) && System.Text.Rune.IsValid(hex) => new Rune(hex),
        _ when name.StartsWith('#') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && System.Text.Rune.IsValid(number) => new Rune(number),
        _ => null,
    };
}
