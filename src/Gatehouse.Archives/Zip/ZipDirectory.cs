using System.Buffers.Binary;
using Gatehouse.Archives.Reading;

namespace Gatehouse.Archives.Zip;

/// <summary>One entry of a zip's central directory (APPNOTE.TXT 6.3.10, §4.3.12).</summary>
internal sealed record ZipEntry
{
    public required string Name { get; init; }

    public required int Flags { get; init; }

    public required int Method { get; init; }

    public required long CompressedSize { get; init; }

    public required long Size { get; init; }

    /// <summary>Where its local header lies in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>True where the attributes of Unix say that it is a link.</summary>
    public bool IsLink { get; init; }

    public bool IsEncrypted => (Flags & 1) != 0 || Method == 99;

    /// <summary>Sizes follow the data: the local header has none.</summary>
    public bool IsStreamed => (Flags & 8) != 0;

    public bool IsFolder => Name.EndsWith('/') && Size == 0;
}

/// <summary>Finds and reads the central directory. Its own counts are not believed: entries end where none follows.</summary>
internal static class ZipDirectory
{
    private const int EndBytes = 22, EntryBytes = 46, LocatorBytes = 20, End64Bytes = 56;
    private const uint EntryMark = 0x02014B50, EndMark = 0x06054B50, LocatorMark = 0x07064B50, End64Mark = 0x06064B50;

    /// <summary>The entries, each once it is asked for; null where there is no directory (cut off, or no zip).</summary>
    public static IEnumerable<ZipEntry>? TryRead(InputBytes input)
    {
        var span = input.Span;
        if (FindEnd(span) is not (>= 0 and var end))
            return null;
        long size = U32(span, end + 12), offset = U32(span, end + 16), directoryEnd = end;
        if (end >= LocatorBytes && U32(span, end - LocatorBytes) == LocatorMark)
        {
            var at = FindEnd64(span, end);
            if (at < 0)
                return null;
            size = I64(span, at + 40);
            offset = I64(span, at + 48);
            directoryEnd = at;
        }

        // What stands before the archive (a program, a script) shifts every offset.
        var start = directoryEnd - size;
        var shift = start - offset;
        if (size < 0 || offset < 0 || start < 0 || shift < 0 || (size > 0 && (size < EntryBytes || U32(span, (int)start) != EntryMark)))
            return null;
        return Entries(input, (int)start, (int)directoryEnd, shift);
    }

    private static IEnumerable<ZipEntry> Entries(InputBytes input, int at, int end, long shift)
    {
        while (Entry(input.Span[..end], ref at, shift) is { } entry)
            yield return entry;
    }

    private static ZipEntry? Entry(ReadOnlySpan<byte> span, ref int at, long shift)
    {
        if (span.Length - at < EntryBytes || U32(span, at) != EntryMark)
            return null;
        var entry = span[at..];
        int name = U16(entry, 28), extra = U16(entry, 30), comment = U16(entry, 32);
        if (entry.Length < EntryBytes + name + extra + comment)
            return null;
        long compressed = U32(entry, 20), size = U32(entry, 24), offset = U32(entry, 42);
        Extend(entry.Slice(EntryBytes + name, extra), ref size, ref compressed, ref offset);
        at += EntryBytes + name + extra + comment;
        return new ZipEntry
        {
            Name = MemberName.Of(entry.Slice(EntryBytes, name)),
            Flags = U16(entry, 8),
            Method = U16(entry, 10),
            CompressedSize = compressed,
            Size = size,
            Offset = offset < 0 || offset > span.Length ? -1 : offset + shift,
            IsLink = entry[5] == 3 && (U32(entry, 38) >> 28) == 10,
        };
    }

    /// <summary>Sizes of more than 32 bits stand in an extra field, each only where its own field is full (§4.5.3).</summary>
    public static void Extend(ReadOnlySpan<byte> extra, ref long size, ref long compressed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            int id = U16(extra, 0), length = U16(extra, 2);
            if (extra.Length < 4 + length)
                return;
            if (id == 1)
            {
                var field = extra.Slice(4, length);
                Next(ref field, ref size);
                Next(ref field, ref compressed);
                Next(ref field, ref offset);
                return;
            }

            extra = extra[(4 + length)..];
        }
    }

    private static void Next(ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value != uint.MaxValue || field.Length < 8)
            return;
        value = Math.Max(-1, BinaryPrimitives.ReadInt64LittleEndian(field));
        field = field[8..];
    }

    // From the back: a comment of up to 64 KiB may follow, and may hold the mark too; then its length does not fit.
    private static int FindEnd(ReadOnlySpan<byte> span)
    {
        var first = Math.Max(0, span.Length - EndBytes - ushort.MaxValue);
        var found = -1;
        for (var at = span.Length - EndBytes; at >= first; at--)
        {
            if (U32(span, at) != EndMark)
                continue;
            if (at + EndBytes + U16(span, at + 20) == span.Length)
                return at;
            found = found < 0 ? at : found;
        }

        return found;
    }

    private static int FindEnd64(ReadOnlySpan<byte> span, int end)
    {
        // Right before its locator as a rule; its own offset is off where something stands before the archive.
        var usual = end - LocatorBytes - End64Bytes;
        if (usual >= 0 && U32(span, usual) == End64Mark)
            return usual;
        var stated = I64(span, end - LocatorBytes + 8);
        return stated >= 0 && stated <= usual && U32(span, (int)stated) == End64Mark ? (int)stated : -1;
    }

    public static int U16(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadUInt16LittleEndian(span[at..]);

    public static uint U32(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadUInt32LittleEndian(span[at..]);

    private static long I64(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadInt64LittleEndian(span[at..]);
}
