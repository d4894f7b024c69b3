using System.Globalization;
using System.Text;
using Gatehouse.Archives.Compression;
using Gatehouse.Archives.Reading;

namespace Gatehouse.Archives.Documents;

/// <summary>
/// The strings of a PDF (ISO 32000-1): those that pages show, and those of its objects, such as the addresses of links and
/// the document's title. Objects are taken as they follow one another, never by reference, so nothing can lead in a
/// circle. A font with numbers of its own for letters gives no text; files that are attached are opened.
/// </summary>
internal static class PdfReader
{
    private const int DictionaryBytes = 4096;

    public static void Read(Opening opening, InputBytes input)
    {
        var span = input.Span;
        if (span.IndexOf("/Encrypt"u8) >= 0)
        {
            opening.Note(NoticeWeight.Skipped, "", "an encrypted PDF; no password is tried");
            return;
        }

        var text = new PdfText();
        var (at, attached) = (0, 0);
        while (at < span.Length && opening.Budget.Spent is null)
        {
            var start = Stream(span, at, out var dictionary, out var data);
            text.AddObjects(span[at..start]);
            if (data < 0)
                break;
            var end = span[data..].IndexOf("endstream"u8) is >= 0 and var found ? data + found : span.Length;
            if (dictionary.IndexOf("/EmbeddedFile"u8) >= 0)
                Attached(opening, input, dictionary, data, end, ++attached);
            else if (IsText(dictionary))
                Content(opening, input, dictionary, data, end, text);
            at = end;
            if (text.Written.Length <= opening.Budget.Limits.MemberBytes)
                continue;
            opening.Note(NoticeWeight.Unread, "", "more text than one member may have (archives.member-bytes); the rest was not read");
            break;
        }

        if (opening.Begin("text"))
            opening.TakeText("text", text.Written);
    }

    // Up to where the objects go, and the stream behind them: its dictionary, and where its bytes begin (-1 for none).
    private static int Stream(ReadOnlySpan<byte> span, int from, out ReadOnlySpan<byte> dictionary, out int data)
    {
        dictionary = default;
        for (var at = from; span[at..].IndexOf("stream"u8) is >= 0 and var next;)
        {
            var word = at + next;
            at = word + 6;
            if (word >= 3 && span[(word - 3)..word].SequenceEqual("end"u8))
                continue;
            if (at >= span.Length || span[at] is not ((byte)'\r' or (byte)'\n'))
                continue;
            data = at + (span[at] == '\r' && at + 1 < span.Length && span[at + 1] == '\n' ? 2 : 1);
            var before = span[Math.Max(from, word - DictionaryBytes)..word];
            dictionary = before[(before.LastIndexOf(" obj"u8) + 1)..];
            return word;
        }

        data = -1;
        return span.Length;
    }

    // Pictures, fonts, maps of cross references hold no text of the document.
    private static bool IsText(ReadOnlySpan<byte> dictionary) =>
        dictionary.IndexOf("/Image"u8) < 0 && dictionary.IndexOf("/XRef"u8) < 0 && dictionary.IndexOf("/Length1"u8) < 0 && dictionary.IndexOf("/FontFile"u8) < 0;

    private static void Content(Opening opening, InputBytes input, ReadOnlySpan<byte> dictionary, int data, int end, PdfText text)
    {
        if (dictionary.IndexOf("/Filter"u8) < 0)
        {
            text.AddContent(input.Span[data..end]);
            return;
        }

        if (!IsFlate(dictionary))
        {
            opening.Note(NoticeWeight.Degraded, "", "streams of a PDF filter that is not read");
            return;
        }

        // A name of its own level keeps what is decoded here apart from the text that grows.
        using var stream = opening.Open("text", () => Decoders.Zlib(input, data, input.Length - data));
        if (stream is null || !opening.Decode("text", stream, stream, -1, out var content))
            return;
        if (dictionary.IndexOf("/ObjStm"u8) >= 0)
            text.AddObjects(content);
        else
            text.AddContent(content);
    }

    private static void Attached(Opening opening, InputBytes input, ReadOnlySpan<byte> dictionary, int data, int end, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"attached-{number}");
        if (!opening.Begin(name))
            return;
        if (dictionary.IndexOf("/Filter"u8) < 0)
            opening.TakeStored(name, input.Span[data..end]);
        else if (IsFlate(dictionary))
            opening.TakeAll(name, () => Decoders.Zlib(input, data, input.Length - data), -1);
        else
            opening.Note(NoticeWeight.Degraded, name, "streams of a PDF filter that is not read");
    }

    // Alone, or as the only one of an array.
    private static bool IsFlate(ReadOnlySpan<byte> dictionary)
    {
        var filter = dictionary[(dictionary.IndexOf("/Filter"u8) + 7)..];
        filter = filter[..Math.Min(filter.Length, 64)].TrimStart(" \r\n\t["u8);
        if (!filter.StartsWith("/FlateDecode"u8) && !filter.StartsWith("/Fl "u8))
            return false;
        var rest = Encoding.ASCII.GetString(filter[3..].TrimStart("ateDecode"u8)).TrimStart();
        return !rest.StartsWith('/') || !rest.Split([' ', '/', ']', '>'], StringSplitOptions.RemoveEmptyEntries).Take(1).Any(static word => word.EndsWith("Decode", StringComparison.Ordinal));
    }
}
