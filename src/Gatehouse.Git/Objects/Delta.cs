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
            result = result[(int)size..];
        }

        return result.IsEmpty;
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
