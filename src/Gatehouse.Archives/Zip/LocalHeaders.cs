using Gatehouse.Archives.Reading;
using static Gatehouse.Archives.Zip.ZipDirectory;

namespace Gatehouse.Archives.Zip;

/// <summary>Reads a zip without its directory, as one that was cut off: header by header.</summary>
internal static class LocalHeaders
{
    private const int HeaderBytes = 30;

    public static void Read(Opening opening, InputBytes input)
    {
        opening.Note(NoticeWeight.Degraded, "", "without its central directory (cut off?); read as far as it goes");
        var span = input.Span;
        for (var at = 0; at >= 0 && span.Length - at >= HeaderBytes;)
        {
            var local = span[at..];
            int nameLength = U16(local, 26), extraLength = U16(local, 28);
            var start = at + HeaderBytes + nameLength + extraLength;
            if (start > span.Length)
                return;
            long compressed = U32(local, 18), size = U32(local, 22), none = 0;
            Extend(local.Slice(HeaderBytes + nameLength, extraLength), ref size, ref compressed, ref none);
            var isStreamed = (U16(local, 6) & 8) != 0 && compressed == 0;
            var next = isStreamed || compressed < 0 || start + compressed > span.Length ? Next(span, start) : (int)(start + compressed);
            var entry = new ZipEntry
            {
                Name = MemberName.Of(local.Slice(HeaderBytes, nameLength)),
                Flags = U16(local, 6),
                Method = U16(local, 8),
                CompressedSize = next - start,
                Size = isStreamed ? -1 : size,
                Offset = at,
            };
            if (!opening.Begin(entry.Name))
                return;
            Member(opening, input, entry, (start, next - start));
            at = Header(span, next);
        }
    }

    private static void Member(Opening opening, InputBytes input, ZipEntry entry, (long Start, long Count) data)
    {
        if (entry.IsFolder)
            return;
        if (entry.IsEncrypted)
            opening.Note(NoticeWeight.Skipped, entry.Name, "encrypted; no password is tried");
        else if (ZipReader.Decoder(input, entry, data, opening.Budget) is { } open)
            opening.TakeAll(entry.Name, open, entry.Size);
    }

    // The data's end where its header does not say it: the next header's mark. Within compressed data it is rare, and only cuts short.
    private static int Next(ReadOnlySpan<byte> span, int from) => Header(span, from) is >= 0 and var at ? at : span.Length;

    private static int Header(ReadOnlySpan<byte> span, int from)
    {
        var at = from > span.Length ? -1 : span[from..].IndexOf("PK\x03\x04"u8);
        return at < 0 ? -1 : from + at;
    }
}
