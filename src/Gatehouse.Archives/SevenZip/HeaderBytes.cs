using System.Buffers.Binary;

namespace Gatehouse.Archives.SevenZip;

/// <summary>Reads a 7z header (7zFormat.txt of the LZMA SDK). What does not fit throws <see cref="InvalidDataException"/>; a count never takes memory.</summary>
internal ref struct HeaderBytes(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Left => _rest.Length;

    public byte Byte() => Take(1)[0];

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _rest.Length)
            throw new InvalidDataException("the header ends early");
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    /// <summary>The first byte's leading ones say how many bytes follow.</summary>
    public long Number()
    {
        var first = Byte();
        var (mask, value) = (0x80, 0UL);
        for (var i = 0; i < 8; i++)
        {
            if ((first & mask) == 0)
                return Checked(value | ((ulong)(first & (mask - 1)) << (8 * i)));
            value |= (ulong)Byte() << (8 * i);
            mask >>= 1;
        }

        return Checked(value);
    }

    /// <summary>How many of something follow: each takes a byte at least.</summary>
    public int Count() => Number() is var count && count <= _rest.Length ? (int)count : throw new InvalidDataException("more than the header has room for");

    /// <summary>One bit each, the highest first.</summary>
    public bool[] Bits(int count)
    {
        var bytes = Take((count + 7) / 8);
        var bits = new bool[count];
        for (var i = 0; i < count; i++)
            bits[i] = (bytes[i / 8] & (0x80 >> (i % 8))) != 0;
        return bits;
    }

    /// <summary>Checksums, for all or for some; they are not verified.</summary>
    public void SkipDigests(int count)
    {
        var defined = Byte() != 0 ? count : Bits(count).Count(static bit => bit);
        Take(4L * defined);
    }

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private static long Checked(ulong value) => value <= long.MaxValue ? (long)value : throw new InvalidDataException("a number of more than 63 bits");
}
