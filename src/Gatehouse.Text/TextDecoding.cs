using System.Text;
using System.Text.Unicode;

namespace Gatehouse.Text;

/// <summary>Bytes as UTF-8 text: marks removed, UTF-16 turned, invalid sequences told.</summary>
public static class TextDecoding
{
    /// <summary>The text as a string; invalid sequences become U+FFFD and <paramref name="isDegraded"/> says so.</summary>
    public static string ToText(ReadOnlySpan<byte> bytes, out bool isDegraded)
    {
        var encoding = EncodingOf(bytes, out var mark);
        var text = encoding.GetString(bytes[mark..]);
        // U+FFFD may be there in its own right, but then the text is odd enough to say so.
        isDegraded = text.Contains('\uFFFD', StringComparison.Ordinal);
        return text;
    }

    /// <summary>The text without its mark, where every byte of it is valid.</summary>
    /// <returns>The place and the remedy of the first invalid sequence; null where there is none.</returns>
    public static TextError? Decode(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        var encoding = EncodingOf(bytes, out var mark);
        bytes = bytes[mark..];
        if (encoding == Encoding.UTF8)
        {
            if (InvalidUtf8(bytes) is { } invalid)
                return invalid;
            text = encoding.GetString(bytes);
            return null;
        }

        var decoded = encoding.GetString(bytes[..^(bytes.Length % 2)]);
        var bad = FirstLoneSurrogate(bytes, isBigEndian: encoding == Encoding.BigEndianUnicode);
        if (bad < 0 && bytes.Length % 2 != 0)
            bad = bytes.Length / 2;
        if (bad >= 0)
            return new TextError(PositionAt(decoded, bad), "the text is no valid UTF-16 here: save it as UTF-8");
        text = decoded;
        return null;
    }

    /// <summary>The encoding by byte order mark (Unicode 16, §23.8), UTF-8 without one.</summary>
    public static Encoding EncodingOf(ReadOnlySpan<byte> bytes, out int markLength)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            markLength = 3;
            return Encoding.UTF8;
        }

        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
        {
            markLength = 2;
            return Encoding.Unicode;
        }

        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
        {
            markLength = 2;
            return Encoding.BigEndianUnicode;
        }

        markLength = 0;
        return Encoding.UTF8;
    }

    /// <summary>The first invalid sequence of UTF-8 without a mark; null where there is none.</summary>
    internal static TextError? InvalidUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return null;
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;
        return new TextError(PositionAt(bytes, at), $"the byte 0x{bytes[at]:X2} is no valid UTF-8 here: save the text as UTF-8");
    }

    /// <summary>The place of an offset in valid UTF-8.</summary>
    internal static SourcePosition PositionAt(ReadOnlySpan<byte> bytes, int offset)
    {
        var before = bytes[..Math.Min(offset, bytes.Length)];
        return new SourcePosition(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    /// <summary>The place of an offset in a text.</summary>
    internal static SourcePosition PositionAt(ReadOnlySpan<char> text, int offset)
    {
        var before = text[..Math.Min(offset, text.Length)];
        return new SourcePosition(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    private static int FirstLoneSurrogate(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        var units = bytes.Length / 2;
        for (var i = 0; i < units; i++)
        {
            var unit = Unit(bytes, i, isBigEndian);
            if (!char.IsSurrogate(unit))
                continue;
            if (char.IsLowSurrogate(unit) || i + 1 == units || !char.IsLowSurrogate(Unit(bytes, i + 1, isBigEndian)))
                return i;
            i++;
        }

        return -1;
    }

    private static char Unit(ReadOnlySpan<byte> bytes, int index, bool isBigEndian) => (char)(isBigEndian
        ? System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(bytes[(index * 2)..])
        : System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(bytes[(index * 2)..]));
}
