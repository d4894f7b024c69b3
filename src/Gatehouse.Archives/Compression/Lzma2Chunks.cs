using System.Buffers.Binary;
using Gatehouse.Archives.Reading;

namespace Gatehouse.Archives.Compression;

/// <summary>
/// Looks at the chunk headers of LZMA2 before they are decoded: each says how long it is. A chunk may ask for new tables,
/// whose size goes with its properties; without a bound seven bytes cost twelve megabytes.
/// </summary>
internal static class Lzma2Chunks
{
    /// <summary>What a set of tables counts as.</summary>
    public const int TablesCost = 4096;

    // lc + lp (xz and 7z both hold LZMA2 to it).
    private const int MostLiteralBits = 4;

    public static void Check(ReadOnlySpan<byte> chunks, Budget budget)
    {
        while (!chunks.IsEmpty && chunks[0] != 0 && budget.Spent is null)
        {
            var control = chunks[0];
            var header = control < 0x80 ? 3 : control < 0xC0 ? 5 : 6;
            if (chunks.Length < header)
                return;
            var packed = BinaryPrimitives.ReadUInt16BigEndian(chunks[(control < 0x80 ? 1 : 3)..]) + 1;
            if (control >= 0xC0)
                CheckProperties(chunks[5]);
            if (control >= 0xA0)
                budget.Take(TablesCost);
            if (chunks.Length - header < packed)
                return;
            chunks = chunks[(header + packed)..];
        }
    }

    public static void CheckProperties(byte properties)
    {
        if (properties >= 9 * 5 * 5 || (properties % 9) + (properties / 9 % 5) > MostLiteralBits)
            throw new WindowTooLargeException();
    }
}
