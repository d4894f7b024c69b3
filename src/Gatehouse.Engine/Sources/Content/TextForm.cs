using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Gatehouse.Engine.Sources.Content;

/// <summary>How a file's bytes are text, judged by its first block.</summary>
internal enum TextForm
{
    /// <summary>Bytes as they are; invalid UTF-8 stays.</summary>
    Bytes,

    /// <summary>UTF-8 with a mark of 3 bytes.</summary>
    MarkedUtf8,
    Utf16LittleEndian,
    MarkedUtf16LittleEndian,
    Utf16BigEndian,
    MarkedUtf16BigEndian,
    MarkedUtf32LittleEndian,
    MarkedUtf32BigEndian,
    Binary,
}

/// <summary>Tells text from binary as git does, by a NUL byte early on; but UTF-16 is text, as is UTF-32 with its mark, and so is a text that someone put a few NUL bytes into.</summary>
internal static class TextForms
{
    /// <summary>What is looked at to tell text from binary.</summary>
    public const int BlockBytes = 8 << 10;

    public const string BinaryReason = "binary: NUL bytes within the first 8 KiB";

    // So few bytes prove nothing: "A\0" may be a counter as well as a letter.
    private const int LeastUnmarked = 16;

    public static TextForm Of(ReadOnlySpan<byte> start)
    {
        var block = start[..Math.Min(start.Length, BlockBytes)];
        if (block.Length >= 2)
        {
            if (block[0] == 0xFF && block[1] == 0xFE)
                return block.Length >= 4 && block[2] == 0 && block[3] == 0 ? TextForm.MarkedUtf32LittleEndian : TextForm.MarkedUtf16LittleEndian;
            if (block[0] == 0xFE && block[1] == 0xFF)
                return TextForm.MarkedUtf16BigEndian;
            if (block.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
                return TextForm.MarkedUtf32BigEndian;
        }

        if (block.IndexOf((byte)0) < 0)
            return block.StartsWith("\uFEFF"u8) ? TextForm.MarkedUtf8 : TextForm.Bytes;
        var form = UnmarkedUtf16(block);
        return form == TextForm.Binary && IsTextWithNuls(block) ? TextForm.Bytes : form;
    }

    // One NUL byte would hide a text from every scanner. What is binary has a control byte in ten and more.
    private static bool IsTextWithNuls(ReadOnlySpan<byte> block)
    {
        var controls = 0;
        foreach (var value in block)
            controls += value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B) ? 1 : 0;
        return block.Length >= LeastUnmarked && controls * 32 <= block.Length;
    }

    // Obvious only: ASCII text, so that every other byte is NUL and the rest is printable.
    private static TextForm UnmarkedUtf16(ReadOnlySpan<byte> block)
    {
        if (block.Length < LeastUnmarked)
            return TextForm.Binary;
        var nulAt = block[0] == 0 ? 0 : 1;
        for (var i = 0; i + 1 < block.Length; i += 2)
        {
            var letter = block[i + 1 - nulAt];
            if (block[i + nulAt] != 0 || !(letter is >= 0x20 and < 0x7F or (byte)'\t' or (byte)'\n' or (byte)'\r'))
                return TextForm.Binary;
        }

        return nulAt == 1 ? TextForm.Utf16LittleEndian : TextForm.Utf16BigEndian;
    }

    /// <summary>The text within the bytes: themselves, less a mark, or turned to UTF-8 into a buffer that grows.</summary>
    public static ReadOnlySpan<byte> Text(TextForm form, ReadOnlySpan<byte> bytes, ref byte[] turned) => form switch
    {
        TextForm.Bytes or TextForm.Binary => bytes,
        TextForm.MarkedUtf8 => bytes[3..],
        TextForm.Utf16LittleEndian => Turn(bytes, bigEndian: false, ref turned),
        TextForm.MarkedUtf16LittleEndian => Turn(bytes[2..], bigEndian: false, ref turned),
        TextForm.Utf16BigEndian => Turn(bytes, bigEndian: true, ref turned),
        TextForm.MarkedUtf16BigEndian => Turn(bytes[2..], bigEndian: true, ref turned),
        TextForm.MarkedUtf32LittleEndian => TurnWhole(bytes[4..], bigEndian: false, ref turned),
        TextForm.MarkedUtf32BigEndian => TurnWhole(bytes[4..], bigEndian: true, ref turned),
    };

    // What is no character becomes U+FFFD; odd last bytes are dropped.
    private static ReadOnlySpan<byte> TurnWhole(ReadOnlySpan<byte> bytes, bool bigEndian, ref byte[] turned)
    {
        var written = 0;
        for (var at = 0; at + 4 <= bytes.Length; at += 4)
        {
            var value = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            if (turned.Length - written < 4)
                Array.Resize(ref turned, Math.Max(4096, (int)Math.Min(2L * turned.Length, Array.MaxLength)));
            written += (Rune.TryCreate(value, out var rune) ? rune : Rune.ReplacementChar).EncodeToUtf8(turned.AsSpan(written));
        }

        return turned.AsSpan(0, written);
    }

    // In pieces of 4,096 units, so that a big file needs no second copy but the result. A pair of surrogates may stand
    // across two pieces; lone ones become U+FFFD; an odd last byte is dropped.
    private static ReadOnlySpan<byte> Turn(ReadOnlySpan<byte> bytes, bool bigEndian, ref byte[] turned)
    {
        Span<char> units = stackalloc char[4096];
        var (written, held) = (0, 0);
        for (var at = 0; ;)
        {
            var count = Math.Min(units.Length - held, (bytes.Length - at) / 2);
            for (var i = 0; i < count; i++, at += 2)
                units[held + i] = (char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]));
            var have = held + count;
            if (have == 0)
                return turned.AsSpan(0, written);
            if (turned.Length - written < 3 * have)
                Array.Resize(ref turned, Math.Max(written + (3 * have), (int)Math.Min(2L * turned.Length, Array.MaxLength)));
            var isLast = bytes.Length - at < 2;
            _ = Utf8.FromUtf16(units[..have], turned.AsSpan(written), out var taken, out var made, replaceInvalidSequences: true, isFinalBlock: isLast);
            written += made;
            held = have - taken;
            units[taken..have].CopyTo(units);
        }
    }
}
