namespace Gatehouse.Patterns;

/// <summary>
/// Turns a range of code points into sequences of byte ranges (Cox, "Regular Expression Matching in the Wild", 2010):
/// split at encoding lengths, then until each byte's range stands alone. Surrogates have no encoding and drop out.
/// </summary>
internal static class Utf8Ranges
{
    private static readonly int[] LastOfLength = [0x7F, 0x7FF, 0xFFFF, 0x10FFFF];

    /// <summary>Sequences of one to four (low, high) pairs.</summary>
    public static List<(byte Low, byte High)[]> Of(CodePointSet set)
    {
        var sequences = new List<(byte, byte)[]>();
        foreach (var (low, high) in set.Ranges)
        {
            if (low < 0xD800)
                Split(low, Math.Min(high, 0xD7FF), sequences);
            if (high > 0xDFFF)
                Split(Math.Max(low, 0xE000), high, sequences);
        }

        return sequences;
    }

    private static void Split(int low, int high, List<(byte, byte)[]> into)
    {
        foreach (var last in LastOfLength)
        {
            if (low <= last && high > last)
            {
                Split(low, last, into);
                Split(last + 1, high, into);
                return;
            }
        }

        for (var shift = 6; shift <= 18; shift += 6)
        {
            var mask = (1 << shift) - 1;
            if ((low & ~mask) == (high & ~mask))
                continue;
            if ((low & mask) != 0)
            {
                Split(low, low | mask, into);
                Split((low | mask) + 1, high, into);
                return;
            }

            if ((high & mask) != mask)
            {
                Split(low, (high & ~mask) - 1, into);
                Split(high & ~mask, high, into);
                return;
            }
        }

        var (first, final) = (Encode(low), Encode(high));
        into.Add([.. first.Zip(final)]);
    }

    private static byte[] Encode(int codePoint) => codePoint switch
    {
        < 0x80 => [(byte)codePoint],
        < 0x800 => [(byte)(0xC0 | (codePoint >> 6)), Tail(codePoint)],
        < 0x10000 => [(byte)(0xE0 | (codePoint >> 12)), Tail(codePoint >> 6), Tail(codePoint)],
        _ => [(byte)(0xF0 | (codePoint >> 18)), Tail(codePoint >> 12), Tail(codePoint >> 6), Tail(codePoint)],
    };

    private static byte Tail(int bits) => (byte)(0x80 | (bits & 0x3F));
}
