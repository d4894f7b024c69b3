namespace Gatehouse.Secrets;

/// <summary>What the text before a secret calls it: <c>TEST_KEY = "…"</c>, <c>samplePrivateKey: …</c>.</summary>
internal static class SecretName
{
    // The name, and what stands between it and the secret: an operator, a call, the first line of a key.
    private const int Reach = 160;

    /// <summary>Whether a name on the secret's line, or on the one before a key that begins a line, has a word of tests in it.</summary>
    /// <param name="text">The file.</param>
    /// <param name="start">Offset of the secret.</param>
    public static bool IsOfTest(ReadOnlySpan<byte> text, int start)
    {
        var before = text[Math.Max(0, start - Reach)..start];
        // A private key's own first line ("-----BEGIN …") is its frame; its name stands before that, and before what opens
        // a text. A remark on the line above is no name.
        if (before.LastIndexOf("-----BEGIN "u8) is var frame and >= 0)
        {
            before = before[..frame].TrimEnd(" \t\r\n"u8);
            if (before.IsEmpty || !"\"'`=:(|>[{,+"u8.Contains(before[^1]))
                return false;
            before = before.TrimEnd(" \t\r\n\"'`"u8);
        }

        return HoldsWord(before[(before.LastIndexOf((byte)'\n') + 1)..]);
    }

    private static bool HoldsWord(ReadOnlySpan<byte> line)
    {
        var start = 0;
        for (var i = 0; i <= line.Length; i++)
        {
            var isEnd = i == line.Length || !char.IsAsciiLetter((char)line[i]);
            if (!isEnd && !(i > start && char.IsAsciiLetterUpper((char)line[i]) && char.IsAsciiLetterLower((char)line[i - 1])))
                continue;
            if (IsOne(line[start..i]))
                return true;
            start = isEnd ? i + 1 : i;
        }

        return false;
    }

    private static bool IsOne(ReadOnlySpan<byte> word) => word.Length is >= 4 and <= 7
        && (Is(word, "test"u8) || Is(word, "tests"u8) || Is(word, "testing"u8) || Is(word, "fake"u8) || Is(word, "dummy"u8) || Is(word, "sample"u8) || Is(word, "mock"u8));

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> other) => System.Text.Ascii.EqualsIgnoreCase(word, other);
}
