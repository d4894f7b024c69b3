using System.Text;

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
}
