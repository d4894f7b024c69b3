using System.Buffers;
using System.Buffers.Text;

namespace Gatehouse.Secrets;

/// <summary>Placeholders that do not stand there in plain letters: base 64 of a sentence, and digits put for letters.</summary>
internal static class HiddenWords
{
    private const int MostBytes = 512;

    // What stands in for a secret, in letters alone: "change-me" and "change_me" fold to the first.
    private static readonly byte[][] Words =
    [
        .. new[] { "changeme", "changethis", "changedinprod", "bechanged", "placeholder", "yoursecret", "yourkey", "notsecret", "notasecret", "example", "mysecret", "secretkey", "password", "cookiesecret", "dummy", "testing" }
            .Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>Whether the value is base 64 of readable text that holds such a word, or holds one itself where digits stand for letters.</summary>
    /// <param name="secret">At most <see cref="MostBytes"/>; a longer one was made by a machine.</param>
    public static bool Hold(ReadOnlySpan<byte> secret)
    {
        if (secret.Length is 0 or > MostBytes)
            return false;
        Span<byte> folded = stackalloc byte[MostBytes];
        if (HoldsOne(Fold(secret, folded, readsDigits: true)))
            return true;
        Span<byte> decoded = stackalloc byte[MostBytes];
        return TryDecode(secret, decoded, out var length) && IsReadable(decoded[..length]) && HoldsOne(Fold(decoded[..length], folded, readsDigits: false));
    }

    private static bool TryDecode(ReadOnlySpan<byte> secret, Span<byte> decoded, out int length)
    {
        Span<byte> plain = stackalloc byte[MostBytes];
        secret.CopyTo(plain);
        plain = plain[..secret.Length];
        plain.Replace((byte)'-', (byte)'+');
        plain.Replace((byte)'_', (byte)'/');
        plain = plain[..(plain.TrimEnd((byte)'=').Length & ~3)]; // Without padding the last one or two bytes are left out.
        return Base64.DecodeFromUtf8(plain, decoded, out _, out length) == OperationStatus.Done && length >= 6;
    }

    private static bool IsReadable(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    private static ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> text, Span<byte> folded, bool readsDigits)
    {
        var length = 0;
        foreach (var b in text)
        {
            var letter = b switch
            {
                >= (byte)'A' and <= (byte)'Z' => (byte)(b | 0x20),
                >= (byte)'a' and <= (byte)'z' => b,
                (byte)'4' or (byte)'@' when readsDigits => (byte)'a',
                (byte)'3' when readsDigits => (byte)'e',
                (byte)'6' or (byte)'9' when readsDigits => (byte)'g',
                (byte)'1' or (byte)'!' when readsDigits => (byte)'i',
                (byte)'0' when readsDigits => (byte)'o',
                (byte)'5' or (byte)'$' when readsDigits => (byte)'s',
                (byte)'7' when readsDigits => (byte)'t',
                _ => (byte)0,
            };
            if (letter != 0)
                folded[length++] = letter;
        }

        return folded[..length];
    }

    private static bool HoldsOne(ReadOnlySpan<byte> folded)
    {
        foreach (var word in Words)
        {
            if (folded.IndexOf(word) >= 0)
                return true;
        }

        return false;
    }
}
