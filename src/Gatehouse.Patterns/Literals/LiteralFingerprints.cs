using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gatehouse.Patterns;

/// <summary>How a text is looked through.</summary>
internal enum LiteralMethod
{
    /// <summary>A table walk over every byte; runs everywhere.</summary>
    Walk,

    /// <summary>A vectorised first look at 64 places at a time; wants AVX-512 VBMI.</summary>
    Fingerprints,
}

/// <summary>
/// A vectorised first look, after Hyperscan's Teddy: words are shared out among 16 buckets, and for each of the first four
/// bytes of a place a table says in which buckets that byte can stand there. Where all four agree on a bucket is a
/// candidate, which <see cref="LiteralCandidates"/> confirms. A table is looked up by a byte's lower seven bits, which one
/// AVX-512 VBMI instruction does for 64 bytes. With AVX2 only nibbles can be looked up: measured, that lets through so
/// many candidates that the table walk is faster.
/// </summary>
internal sealed unsafe class LiteralFingerprints
{
    private const int Places = 4;
    private const int Width = 64;
    private const int TableSize = 128;

    private readonly LiteralCandidates _candidates;

    // Two sets of eight buckets; four places each; 128 bytes a place, a bit a bucket.
    private readonly byte[] _tables;

    private LiteralFingerprints(Literal[] literals)
    {
        _candidates = new LiteralCandidates(literals);
        _tables = Tables(FingerprintBuckets.Share(literals));
    }

    public static LiteralMethod BestMethod => Avx512Vbmi.IsSupported ? LiteralMethod.Fingerprints : LiteralMethod.Walk;

    /// <summary>Null where a table walk is to be preferred: a word is shorter than three bytes, or the processor too old.</summary>
    public static LiteralFingerprints? Build(Literal[] literals, LiteralMethod method) =>
        method == LiteralMethod.Walk || method > BestMethod || literals.Length == 0 || literals.Any(literal => literal.Bytes.Length < 3)
            ? null
            : new LiteralFingerprints(literals);

    /// <summary>
    /// Reports every word that begins before the place that is returned: the text's end, or where candidates came so
    /// thick that a table walk is faster.
    /// </summary>
    public int Scan<TSink>(ReadOnlySpan<byte> text, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        var seen = 0;
        fixed (byte* start = text)
        fixed (byte* tables = _tables)
        {
            nint at = 0;
            var last = text.Length - Width - (Places - 1);
            while (at <= last)
            {
                var mask = Next(start, ref at, last, tables);
                if (mask == 0)
                    break;
                seen += BitOperations.PopCount(mask);
                Confirm(start, text.Length, (int)at, mask, ref sink);
                at += Width;
                if (seen > 1024 + (at >> 3))
                    return (int)at;
            }

            ScanEnd(start, text.Length, (int)at, tables, ref sink);
        }

        return text.Length;
    }

    // At most a vector and two bytes are left, so no word begins after its first 64 places. They are copied before zeros,
    // so that nothing is read past the text's end.
    [SkipLocalsInit]
    private void ScanEnd<TSink>(byte* start, int length, int from, byte* tables, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        var rest = length - from;
        if (rest < 3)
            return;
        var padded = stackalloc byte[2 * Width];
        new Span<byte>(padded, 2 * Width).Clear();
        new ReadOnlySpan<byte>(start + from, rest).CopyTo(new Span<byte>(padded, rest));
        nint at = 0;
        var mask = Next(padded, ref at, 0, tables);
        if (mask != 0)
            Confirm(start, length, from, mask, ref sink);
    }

    private void Confirm<TSink>(byte* start, int length, int from, ulong mask, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        do
        {
            _candidates.Confirm(start, length, from + BitOperations.TrailingZeroCount(mask), ref sink);
            mask &= mask - 1;
        }
        while (mask != 0);
    }

    // Goes on to the next vector, at or before last, that holds candidates: a bit each; 0 where there is none.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Next(byte* text, ref nint at, nint last, byte* tables)
    {
        var (a0, a0High) = (Vector512.Load(tables), Vector512.Load(tables + 64));
        var (a1, a1High) = (Vector512.Load(tables + 128), Vector512.Load(tables + 192));
        var (a2, a2High) = (Vector512.Load(tables + 256), Vector512.Load(tables + 320));
        var (a3, a3High) = (Vector512.Load(tables + 384), Vector512.Load(tables + 448));
        var (b0, b0High) = (Vector512.Load(tables + 512), Vector512.Load(tables + 576));
        var (b1, b1High) = (Vector512.Load(tables + 640), Vector512.Load(tables + 704));
        var (b2, b2High) = (Vector512.Load(tables + 768), Vector512.Load(tables + 832));
        var (b3, b3High) = (Vector512.Load(tables + 896), Vector512.Load(tables + 960));
        var i = at;
        for (; i <= last; i += Width)
        {
            var x0 = Vector512.Load(text + i);
            var x1 = Vector512.Load(text + i + 1);
            var x2 = Vector512.Load(text + i + 2);
            var x3 = Vector512.Load(text + i + 3);
            var a = Avx512Vbmi.PermuteVar64x8x2(a0, x0, a0High) & Avx512Vbmi.PermuteVar64x8x2(a1, x1, a1High)
                & Avx512Vbmi.PermuteVar64x8x2(a2, x2, a2High) & Avx512Vbmi.PermuteVar64x8x2(a3, x3, a3High);
            var b = Avx512Vbmi.PermuteVar64x8x2(b0, x0, b0High) & Avx512Vbmi.PermuteVar64x8x2(b1, x1, b1High)
                & Avx512Vbmi.PermuteVar64x8x2(b2, x2, b2High) & Avx512Vbmi.PermuteVar64x8x2(b3, x3, b3High);
            var none = Vector512.Equals(a | b, Vector512<byte>.Zero).ExtractMostSignificantBits();
            if (none != ulong.MaxValue)
            {
                at = i;
                return ~none;
            }
        }

        at = i;
        return 0;
    }

    private static byte[] Tables(List<Literal>[] buckets)
    {
        var tables = new byte[2 * Places * TableSize];
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            foreach (var literal in buckets[bucket])
            {
                for (var place = 0; place < Places; place++)
                {
                    var table = tables.AsSpan((((bucket >> 3) * Places) + place) * TableSize, TableSize);
                    foreach (var value in FingerprintBuckets.Accepted(literal, place))
                        table[value & 0x7F] |= (byte)(1 << (bucket & 7));
                }
            }
        }

        return tables;
    }
}
