using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gatehouse.Text;

/// <summary>The parts of a pattern: characters, classes, and what makes one unsound.</summary>
internal static class WildPattern
{
    // A byte that is no UTF-8 is a character beyond all of Unicode's, so that no range holds it and [!x] does.
    private const int BeyondUnicode = 0x110000;

    /// <summary>A sentence with the column where a pattern is unsound; null where it is sound.</summary>
    public static string? Check(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (char.IsControl(pattern[i]))
                return At(i, "a control character or line end is there, which no path has: write each pattern as an item of its own");
            switch (pattern[i])
            {
                case '\\' when i + 1 == pattern.Length:
                    return At(i, "a \\ at the end takes no character: remove it, or write \\\\");
                case '\\':
                    i++;
                    break;
                case '[':
                    var end = ClassEnd(pattern, i);
                    if (end < 0)
                        return At(i, "the [ has no ]: close it, or write \\[ for the character");
                    if (pattern.AsSpan(i + 1, end - i - 1).Contains("[:", StringComparison.Ordinal))
                        return At(i, "named classes such as [:alpha:] are not known: write the range, [a-zA-Z]");
                    if (ReversedRange(pattern, i + 1, end) is { } range)
                        return At(i, $"the range {range} goes backwards, so it holds nothing: turn it round");
                    i = end;
                    break;
            }
        }

        return null;
    }

    /// <summary>The same for what only a pattern of paths cannot have.</summary>
    public static string? CheckPath(string pattern)
    {
        if (pattern[0] == '!')
            return At(0, "! does not turn a pattern round here: remove it, or write \\! for the character");
        if (pattern[0] == ' ' || (pattern[^1] == ' ' && !pattern.EndsWith("\\ ", StringComparison.Ordinal)))
            return At(pattern[0] == ' ' ? 0 : pattern.Length - 1, "a blank is part of the pattern: remove it, or write \\ before it");
        if (pattern == "/")
            return At(0, "the / alone names nothing: write ** for everything");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && ++i < pattern.Length && char.IsAsciiLetterOrDigit(pattern[i]))
                return At(i - 1, "folders are parted by /, and \\ takes the next character as it is: write / there");
            if (pattern[i] == '/' && i > 0 && pattern[i - 1] == '/')
                return At(i, "// is in no path: write one /");
        }

        var at = 0;
        foreach (var part in pattern.Split('/'))
        {
            if (part == ".." || (part == "." && at > 0))
                return At(at, $"{part} is in no path: write the path from the root of what is scanned");
            at += part.Length + 1;
        }

        return null;
    }

    /// <summary>The character at an offset and its bytes.</summary>
    public static int CharacterAt(ReadOnlySpan<byte> text, int at, out int value)
    {
        if (text[at] < 0x80)
        {
            value = text[at];
            return 1;
        }

        if (Rune.DecodeFromUtf8(text[at..], out var rune, out var length) == OperationStatus.Done)
        {
            value = rune.Value;
            return length;
        }

        value = BeyondUnicode + text[at];
        return 1;
    }

    /// <summary>Where the class that opens there closes; -1 where it does not.</summary>
    public static int ClassEnd<T>(ReadOnlySpan<T> pattern, int open)
        where T : struct, System.Numerics.IBinaryInteger<T>
    {
        var i = open + 1;
        if (i < pattern.Length && (Is(pattern[i], '!') || Is(pattern[i], '^')))
            i++;
        if (i < pattern.Length && Is(pattern[i], ']'))
            i++;
        while (i < pattern.Length && !Is(pattern[i], ']'))
            i += Is(pattern[i], '\\') ? 2 : 1;
        return i < pattern.Length ? i : -1;
    }

    public static int ClassEnd(string pattern, int open) => ClassEnd<char>(pattern, open);

    /// <summary>Whether a class holds a character; its brackets are left out.</summary>
    public static bool InClass(ReadOnlySpan<byte> members, int value)
    {
        var negated = members.Length > 0 && members[0] is (byte)'!' or (byte)'^';
        var found = false;
        for (var i = negated ? 1 : 0; i < members.Length;)
        {
            var low = Member(members, ref i);
            var high = low;
            if (i + 1 < members.Length && members[i] == '-')
            {
                i++;
                high = Member(members, ref i);
            }

            found |= value >= low && value <= high;
        }

        return found != negated;
    }

    private static int Member(ReadOnlySpan<byte> members, ref int i)
    {
        if (members[i] == '\\' && i + 1 < members.Length)
            i++;
        i += CharacterAt(members, i, out var value);
        return value;
    }

    private static string? ReversedRange(string pattern, int start, int end)
    {
        var members = Encoding.UTF8.GetBytes(pattern[start..end]).AsSpan();
        for (var i = members.Length > 0 && members[0] is (byte)'!' or (byte)'^' ? 1 : 0; i < members.Length;)
        {
            var from = i;
            var low = Member(members, ref i);
            if (i + 1 >= members.Length || members[i] != '-')
                continue;
            i++;
            if (Member(members, ref i) < low)
                return Encoding.UTF8.GetString(members[from..i]);
        }

        return null;
    }

    private static bool Is<T>(T unit, char c)
        where T : struct, System.Numerics.IBinaryInteger<T> => unit == T.CreateTruncating(c);

    private static string At(int index, string sentence) => string.Create(CultureInfo.InvariantCulture, $"at character {index + 1}, {sentence}");
}
