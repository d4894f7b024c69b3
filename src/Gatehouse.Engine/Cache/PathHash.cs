using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gatehouse.Engine.Cache;

/// <summary>
/// Fast 64-bit hashes by multiplying 64 × 64 bits and folding (the step of wyhash and its kin). Not for security: a seed
/// keeps a hostile tree from choosing colliding names, and a checksum with it finds damage, not forgery.
/// </summary>
internal static class PathHash
{
    private const ulong A = 0x9E3779B97F4A7C15, B = 0xD6E8FEB86659FD93, C = 0xA0761D6478BD642F, D = 0xE7037ED1A0B428DB;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var state = seed ^ A;
        var at = 0;
        for (; bytes.Length - at > 16; at += 16)
            state = Fold(Word(ref start, at) ^ B, Word(ref start, at + 8) ^ state);
        ulong low = 0, high = 0;
        var left = bytes.Length - at;
        if (left >= 8)
        {
            low = Word(ref start, at);
            high = Word(ref start, bytes.Length - 8);
        }
        else
        {
            for (var i = 0; i < left; i++)
                low = (low << 8) | Unsafe.Add(ref start, at + i);
        }

        return Fold(C ^ (ulong)bytes.Length, Fold(low ^ B, high ^ state));
    }

    /// <summary>Of a large block, four lanes at a time: about the speed of memory.</summary>
    public static ulong OfBlock(ReadOnlySpan<byte> bytes, ulong seed)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        ulong s0 = seed ^ A, s1 = seed ^ B, s2 = seed ^ C, s3 = seed ^ D;
        nint at = 0;
        for (; bytes.Length - at >= 64; at += 64)
        {
            s0 = Fold(Word(ref start, at) ^ A, Word(ref start, at + 8) ^ s0);
            s1 = Fold(Word(ref start, at + 16) ^ B, Word(ref start, at + 24) ^ s1);
            s2 = Fold(Word(ref start, at + 32) ^ C, Word(ref start, at + 40) ^ s2);
            s3 = Fold(Word(ref start, at + 48) ^ D, Word(ref start, at + 56) ^ s3);
        }

        return Fold(s0 ^ s1, Fold(s2 ^ s3, Of(bytes[(int)at..], (ulong)bytes.Length)) ^ A);
    }

    private static ulong Word(ref byte start, nint at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at));

    private static ulong Fold(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out var low);
        return high ^ low;
    }
}
