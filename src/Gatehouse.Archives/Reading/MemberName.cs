using System.Text;
using Gatehouse.Text;

namespace Gatehouse.Archives.Reading;

/// <summary>Names of members as we show them. They lead nowhere: nothing is ever written under them.</summary>
internal static class MemberName
{
    private const int Longest = 1000;

    /// <summary>UTF-8, or what is none taken for Latin-1; one line, without control characters.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        if (end >= 0)
            bytes = bytes[..end];
        if (bytes.Length > 4 * Longest)
            bytes = bytes[..(4 * Longest)];
        var text = System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        return Of(text);
    }

    public static string Of(string text)
    {
        text = text.Replace('\\', '/');
        while (text.StartsWith("./", StringComparison.Ordinal))
            text = text[2..];
        return text.Length == 0 ? "unnamed" : PrintableText.Of(text, Longest);
    }

    /// <summary>Whether an unpacker that believes the name would write outside of its folder.</summary>
    public static bool LeadsOut(string name) =>
        name.StartsWith('/') || (name.Length > 1 && name[1] == ':') || name.Split('/').Contains("..");

    /// <summary>What a file was called before it was compressed: <c>dump.sql</c> of <c>a/dump.sql.zst</c>.</summary>
    public static string Uncompressed(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name[..dot] : name.Length > 0 ? name : "content";
    }
}
