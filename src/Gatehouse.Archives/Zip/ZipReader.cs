using Gatehouse.Archives.Compression;
using Gatehouse.Archives.Documents;
using Gatehouse.Archives.Reading;
using static Gatehouse.Archives.Zip.ZipDirectory;

namespace Gatehouse.Archives.Zip;

/// <summary>
/// Reads a zip by its central directory, in the order in which the data lies, so that no byte serves two members. Where a
/// local header says otherwise, another program reads other bytes: that is told, and the result is not whole.
/// </summary>
internal static class ZipReader
{
    private const int HeaderBytes = 30;
    private const uint HeaderMark = 0x04034B50;

    private const string CutOff = "cut off before its end";
    private const string Overlaps = "it shares bytes with another member, as in a bomb; not read";
    private const string Differs = "its local header differs from the central directory, so another program may read something else; read by the directory";

    public static void Read(Opening opening, InputBytes input)
    {
        var entries = ZipDirectory.TryRead(input)?.Take(opening.Budget.Limits.Members + 1).ToList();
        if (entries is null or { Count: 0 } && input.Span.StartsWith("PK\x03\x04"u8))
        {
            LocalHeaders.Read(opening, input);
            return;
        }

        if (entries is null)
        {
            opening.Note(NoticeWeight.Degraded, "", Damage.Reason);
            return;
        }

        var document = OfficeParts.Of(entries);
        entries.Sort(static (left, right) => left.Offset.CompareTo(right.Offset));
        long end = 0;
        foreach (var entry in entries)
        {
            if (!opening.Begin(entry.Name))
                return;
            if (entry.IsFolder)
                continue;
            if (entry.Offset >= 0 && entry.Offset < end)
                opening.Note(NoticeWeight.Unread, entry.Name, Overlaps);
            else if (Data(opening, input, entry) is { } data)
            {
                end = data.Start + data.Count;
                Member(opening, input, entry, data, document.IsText(entry.Name));
            }
        }
    }

    private static (long Start, long Count)? Data(Opening opening, InputBytes input, ZipEntry entry)
    {
        var span = input.Span;
        if (entry.Offset < 0 || entry.Offset + HeaderBytes > span.Length || U32(span, (int)entry.Offset) != HeaderMark)
        {
            opening.Note(NoticeWeight.Degraded, entry.Name, Damage.Reason);
            return null;
        }

        var local = span[(int)entry.Offset..];
        int nameLength = U16(local, 26), extraLength = U16(local, 28);
        var start = entry.Offset + HeaderBytes + nameLength + extraLength;
        if (start > span.Length || entry.CompressedSize < 0 || start + entry.CompressedSize > span.Length)
        {
            opening.Note(NoticeWeight.Degraded, entry.Name, CutOff);
            return start > span.Length ? null : (start, span.Length - start);
        }

        if (MemberName.Of(local.Slice(HeaderBytes, nameLength)) != entry.Name)
            opening.Note(NoticeWeight.Degraded, entry.Name, "named otherwise in its local header");
        if (!IsSame(local, entry, local.Slice(HeaderBytes + nameLength, extraLength)))
            opening.Note(NoticeWeight.Unread, entry.Name, Differs);
        return (start, entry.CompressedSize);
    }

    private static bool IsSame(ReadOnlySpan<byte> local, ZipEntry entry, ReadOnlySpan<byte> extra)
    {
        long compressed = U32(local, 18), size = U32(local, 22), none = 0;
        Extend(extra, ref size, ref compressed, ref none);
        var isStreamed = (U16(local, 6) & 8) != 0;
        return U16(local, 8) == entry.Method && ((isStreamed && compressed is 0 or uint.MaxValue) || (compressed == entry.CompressedSize && size == entry.Size));
    }

    private static void Member(Opening opening, InputBytes input, ZipEntry entry, (long Start, long Count) data, bool isText)
    {
        if (entry.IsEncrypted)
            opening.Note(NoticeWeight.Skipped, entry.Name, "encrypted; no password is tried");
        else if (entry.IsLink)
            opening.Note(NoticeWeight.Skipped, entry.Name, "a link; not followed");
        else if (entry.Method == 0 && !isText)
            opening.TakeStored(entry.Name, input.Span.Slice((int)data.Start, (int)data.Count));
        else if (Decoder(input, entry, data, opening.Budget) is not { } open)
            opening.Note(NoticeWeight.Skipped, entry.Name, FormattableString.Invariant($"compressed by method {entry.Method}, which is not known here"));
        else if (isText)
            OfficeParts.Take(opening, entry.Name, open, entry.Size);
        else
            opening.TakeAll(entry.Name, open, entry.Size);
    }

    public static Func<Stream>? Decoder(InputBytes input, ZipEntry entry, (long Start, long Count) data, Budget budget) => entry.Method switch
    {
        0 => () => input.Plain(data.Start, data.Count),
        8 => () => Decoders.Deflate(input, data.Start, data.Count),
        12 => () => Decoders.Bzip2(input, data.Start, data.Count, budget),
        14 => () => Lzma(input, data, entry, budget),
        93 => () => Decoders.Zstandard(input, data.Start, data.Count),
        95 => () => new XzStream(input, data.Start, data.Count, budget),
        _ => null,
    };

    // Version, length of the properties, properties (§5.8.8). Flag 1: a mark ends the data.
    private static Stream Lzma(InputBytes input, (long Start, long Count) data, ZipEntry entry, Budget budget)
    {
        var head = input.Span.Slice((int)data.Start, (int)data.Count);
        if (head.Length < 9 || U16(head, 2) != 5)
            throw new InvalidDataException("no LZMA properties");
        budget.Take(Lzma2Chunks.TablesCost);
        return Decoders.Lzma(input.Part(data.Start + 9, data.Count - 9), head.Slice(4, 5), (entry.Flags & 2) != 0 ? -1 : entry.Size);
    }
}
