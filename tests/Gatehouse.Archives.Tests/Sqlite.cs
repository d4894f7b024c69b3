using System.Buffers.Binary;

namespace Gatehouse.Archives.Tests;

/// <summary>A database of pages of 512 bytes: an empty schema, one leaf of a table, and pages for what does not fit.</summary>
internal static class Sqlite
{
    private const int Page = 512;

    public static byte[] OfRows(params (string First, string Second)[] rows)
    {
        var pages = new List<byte[]> { new byte[Page], new byte[Page] };
        Make.Utf8("SQLite format 3\0").CopyTo(pages[0], 0);
        BinaryPrimitives.WriteUInt16BigEndian(pages[0].AsSpan(16), Page);
        BinaryPrimitives.WriteUInt32BigEndian(pages[0].AsSpan(56), 1);
        pages[0][100] = 0x0D;
        pages[1][0] = 0x0D;
        BinaryPrimitives.WriteUInt16BigEndian(pages[1].AsSpan(3), (ushort)rows.Length);
        var at = Page;
        for (var i = 0; i < rows.Length; i++)
        {
            byte[] header = [.. Number((2 * rows[i].First.Length) + 13), .. Number((2 * rows[i].Second.Length) + 13)];
            byte[] payload = [(byte)(header.Length + 1), .. header, .. Make.Utf8(rows[i].First), .. Make.Utf8(rows[i].Second)];
            byte[] cell = [.. Number(payload.Length), (byte)(i + 1), .. Local(payload, pages)];
            at -= cell.Length;
            cell.CopyTo(pages[1], at);
            BinaryPrimitives.WriteUInt16BigEndian(pages[1].AsSpan(8 + (2 * i)), (ushort)at);
        }

        return [.. pages.SelectMany(page => page)];
    }

    private static byte[] Local(byte[] payload, List<byte[]> pages)
    {
        const int most = Page - 35, least = ((Page - 12) * 32 / 255) - 23;
        if (payload.Length <= most)
            return payload;
        var local = least + ((payload.Length - least) % (Page - 4));
        local = local <= most ? local : least;
        byte[] first = [.. payload[..local], 0, 0, 0, (byte)(pages.Count + 1)];
        for (var from = local; from < payload.Length; from += Page - 4)
        {
            var part = payload[from..Math.Min(payload.Length, from + Page - 4)];
            var page = new byte[Page];
            part.CopyTo(page, 4);
            pages.Add(page);
            if (from + Page - 4 < payload.Length)
                BinaryPrimitives.WriteUInt32BigEndian(page, (uint)pages.Count + 1);
        }

        return first;
    }

    private static byte[] Number(int value) => value < 0x80 ? [(byte)value] : [(byte)(0x80 | (value >> 7)), (byte)(value & 0x7F)];
}
