using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Secrets;

/// <summary>
/// <c>gatehouse/1</c> for secrets: the rule, and the text on the secret's line before and after it (at most 200 bytes a
/// side, white space made one blank), the secret itself left out: nobody can try guesses against a baseline. Never a
/// line number, never the path: it survives edits elsewhere, moves and renames.
/// </summary>
internal static class SecretFingerprint
{
    private const int Reach = 200;

    public static UInt128 Of(SecretRule rule, ReadOnlySpan<byte> text, int start, int end)
    {
        var before = text[Math.Max(0, start - Reach)..start];
        before = before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        var after = text[end..Math.Min(text.Length, end + Reach)];
        var stop = after.IndexOfAny((byte)'\n', (byte)'\r');
        if (stop >= 0)
            after = after[..stop];

        Span<byte> buffer = stackalloc byte[(2 * Reach) + 256];
        var id = Encoding.UTF8.GetBytes(rule.Id.Length > 200 ? rule.Id[..200] : rule.Id, buffer);
        buffer[id++] = 0;
        id += Normalize(before, buffer[id..], trimStart: true);
        buffer[id++] = 0;
        id += Normalize(after, buffer[id..], trimStart: false);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(buffer[..id], hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    // Runs of blanks become one; those at the line's ends vanish, so that indenting and trailing blanks do not matter.
    private static int Normalize(ReadOnlySpan<byte> text, Span<byte> into, bool trimStart)
    {
        text = trimStart ? text.TrimStart(" \t"u8) : text.TrimEnd(" \t"u8);
        var length = 0;
        var blank = false;
        foreach (var b in text)
        {
            if (b is (byte)' ' or (byte)'\t')
            {
                if (!blank)
                    into[length++] = (byte)' ';
                blank = true;
            }
            else
            {
                into[length++] = b;
                blank = false;
            }
        }

        return length;
    }
}
