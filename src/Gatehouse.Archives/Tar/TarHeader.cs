using System.Buffers.Binary;

namespace Gatehouse.Archives.Tar;

/// <summary>One block of 512 bytes before a member (POSIX.1-1988 ustar, and what GNU made of it).</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    private readonly ReadOnlySpan<byte> _block = block;

    /// <summary>What sort of member: <c>0</c> and NUL a file, <c>1</c> and <c>2</c> links, <c>5</c> a folder, <c>x</c> <c>g</c> <c>L</c> <c>K</c> more about the next.</summary>
    public byte Type => _block[156];

    /// <summary>Bytes that follow; -1 where the field is none.</summary>
    public long Size => Number(_block.Slice(124, 12));

    /// <summary>The name with its prefix, as bytes.</summary>
    public byte[] Name
    {
        get
        {
            var name = Text(_block[..100]);
            var prefix = _block[257..].StartsWith("ustar\0"u8) ? Text(_block.Slice(345, 155)) : default;
            return prefix.IsEmpty ? name.ToArray() : [.. prefix, (byte)'/', .. name];
        }
    }

    /// <summary>Whether the checksum is right: of bytes that are no header one in thousands would be.</summary>
    public static bool IsSound(ReadOnlySpan<byte> block)
    {
        var stated = Number(block.Slice(148, 8));
        if (stated <= 0)
            return false;
        long unsigned = 8 * ' ', signed = 8 * ' ';
        for (var i = 0; i < 512; i++)
        {
            if (i is >= 148 and < 156)
                continue;
            unsigned += block[i];
            signed += (sbyte)block[i];
        }

        return stated == unsigned || stated == signed;
    }

    /// <summary>Octal digits; or, after GNU, big-endian binary behind a first byte of 0x80.</summary>
    public static long Number(ReadOnlySpan<byte> field)
    {
        if (field[0] == 0x80)
            return BinaryPrimitives.ReadInt64BigEndian(field[^8..]) is var big and >= 0 ? big : -1;
        long value = 0;
        var seen = false;
        foreach (var digit in field)
        {
            if (digit is >= (byte)'0' and <= (byte)'7')
            {
                value = (value << 3) | (uint)(digit - '0');
                seen = true;
            }
            else if (digit is 0 or (byte)' ')
            {
                if (seen)
                    break;
            }
            else
            {
                return -1;
            }
        }

        return value;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }
}
