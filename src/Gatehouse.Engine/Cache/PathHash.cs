using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gatehouse.Engine.Cache;

/// <summary>
/// Fast 64-bit hashes by multiply and rotate. Not for security: a seed keeps a hostile tree from choosing colliding
/// names, and a checksum with it finds damage, not forgery. No 128-bit product: without BMI2 in the baseline, native
/// code makes four of it.
/// </summary>
internal static class PathHash
{
    private const ulong A = 0x9E3779B97F4A7C15, B = 0xD6E8FEB86659FD93, C = 0xA0761D6478BD642F, D = 0xE7037ED1A0B428DB;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var state = (seed ^ A) + ((ulong)bytes.Length * C);
        var at = 0;
        for (; bytes.Length - at >= 8; at += 8)
            state = Step(state, Word(ref start, at));
        ulong tail = 0;
        for (; at < bytes.Length; at++)
            tail = (tail << 8) | Unsafe.Add(ref start, at);
        return Finish(Step(state, tail));
    }

    /// <summary>Of a large block, four lanes at a time: about the speed of memory.</summary>
    public static ulong OfBlock(ReadOnlySpan<byte> bytes, ulong seed)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        ulong s0 = seed ^ A, s1 = seed ^ B, s2 = seed ^ C, s3 = seed ^ D;
        nint at = 0;
        for (; bytes.Length - at >= 32; at += 32)
        {
            s0 = Step(s0, Word(ref start, at));
            s1 = Step(s1, Word(ref start, at + 8));
            s2 = Step(s2, Word(ref start, at + 16));
            s3 = Step(s3, Word(ref start, at + 24));
        }

        return Finish(Step(Step(Step(Step(Of(bytes[(int)at..], (ulong)bytes.Length), s0), s1), s2), s3));
    }

    // Every step is a bijection of the state for a given word, so no earlier difference is lost.
    private static ulong Step(ulong state, ulong word) => BitOperations.RotateLeft((state ^ word) * B, 29) + D;

    private static ulong Finish(ulong state)
    {
        state = (state ^ (state >> 32)) * C;
        state = (state ^ (state >> 29)) * A;
        return state ^ (state >> 32);
    }

    private static ulong Word(ref byte start, nint at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at));
}
