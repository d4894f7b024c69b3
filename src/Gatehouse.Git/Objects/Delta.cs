using Gatehouse.Model;

namespace Gatehouse.Git.Objects;

/// <summary>Deltas of packs (gitformat-pack(5), "Deltified representation").</summary>
internal static class Delta
{
    /// <summary>Reads the sizes at the head of a delta.</summary>
    public static bool TryReadSizes(ref ReadOnlySpan<byte> delta, out long baseSize, out long resultSize)
    {
        resultSize = 0;
        return TryReadSize(ref delta, out baseSize) && TryReadSize(ref delta, out resultSize);
    }

    /// <summary>Applies the instructions after the sizes; the result must be filled exactly.</summary>
    public static bool TryApply(ReadOnlySpan<byte> instructions, ReadOnlySpan<byte> source, Span<byte> result)
    {
        var copies = Array.Empty<CopiedSpan>();
        return TryApply(instructions, source, result, ref copies, keepsCopies: false, out _);
    }

    /// <summary>The same, and tells what was copied, into an array that grows.</summary>
    public static bool TryApply(ReadOnlySpan<byte> instructions, ReadOnlySpan<byte> source, Span<byte> result, ref CopiedSpan[] copies, out int count) =>
        TryApply(instructions, source, result, ref copies, keepsCopies: true, out count);

    private static bool TryApply(ReadOnlySpan<byte> instructions, ReadOnlySpan<byte> source, Span<byte> result, ref CopiedSpan[] copies, bool keepsCopies, out int count)
    {
        count = 0;
        var whole = result.Length;
        var at = 0;
        while (at < instructions.Length)
        {
            var code = instructions[at++];
            if ((code & 0x80) == 0)
            {
                // 0 is reserved.
                if (code == 0 || code > instructions.Length - at || code > result.Length)
                    return false;
                instructions.Slice(at, code).CopyTo(result);
                result = result[code..];
                at += code;
                continue;
            }

            uint offset = 0, size = 0;
            for (var i = 0; i < 7; i++)
            {
                if ((code & (1 << i)) == 0)
                    continue;
                if (at == instructions.Length)
                    return false;
                var value = (uint)instructions[at++];
                if (i < 4)
                    offset |= value << (8 * i);
                else
                    size |= value << (8 * (i - 4));
            }

            if (size == 0)
                size = 0x10000;
            if (offset > (uint)source.Length || size > (uint)source.Length - offset || size > (uint)result.Length)
                return false;
            source.Slice((int)offset, (int)size).CopyTo(result);
            if (keepsCopies)
                Keep(new CopiedSpan((int)offset, whole - result.Length, (int)size), ref copies, ref count);
            result = result[(int)size..];
        }

        return result.IsEmpty;
    }

    // An instruction copies 64 KiB at most: what goes on where the last one ended is one span.
    private static void Keep(CopiedSpan span, ref CopiedSpan[] copies, ref int count)
    {
        if (count > 0 && copies[count - 1] is var last && last.End == span.To && last.From + last.Length == span.From)
        {
            copies[count - 1] = last with { Length = last.Length + span.Length };
            return;
        }

        if (count == copies.Length)
            Array.Resize(ref copies, Math.Max(256, 2 * count));
        copies[count++] = span;
    }

    private static bool TryReadSize(ref ReadOnlySpan<byte> bytes, out long size)
    {
        size = 0;
        for (var i = 0; i < 8; i++)
        {
            if (i == bytes.Length)
                return false;
            size |= (long)(bytes[i] & 0x7F) << (7 * i);
            if ((bytes[i] & 0x80) == 0)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
