namespace Gatehouse.Secrets;

/// <summary>Whether a place lies in a sample that a page or a description shows: <c>&lt;pre&gt;</c>, <c>&lt;code&gt;</c>, a fenced block of Markdown in any file.</summary>
internal static class SampleText
{
    private const int Reach = 2000;

    /// <param name="text">The file.</param>
    /// <param name="start">Offset of the secret.</param>
    public static bool Holds(ReadOnlySpan<byte> text, int start)
    {
        var before = text[Math.Max(0, start - Reach)..start];
        return IsOpen(before, "<pre"u8, "</pre"u8) || IsOpen(before, "<code"u8, "</code"u8) || IsFenced(before);
    }

    private static bool IsOpen(ReadOnlySpan<byte> before, ReadOnlySpan<byte> opening, ReadOnlySpan<byte> closing) =>
        before.LastIndexOf(opening) is var open and >= 0 && open + opening.Length < before.Length
        && before[open + opening.Length] is (byte)'>' or (byte)' ' && before[open..].IndexOf(closing) < 0;

    // A fence that opens names the language, one that closes names nothing.
    private static bool IsFenced(ReadOnlySpan<byte> before) =>
        before.LastIndexOf("```"u8) is var fence and >= 0 && fence + 3 < before.Length && char.IsAsciiLetter((char)before[fence + 3]);
}
