namespace Gatehouse.Git.Ignore;

/// <summary>
/// Wildcards as git matches them in ignore files: bytes, <c>*</c> and <c>?</c> within a name, <c>**</c> between slashes
/// over folders, classes with POSIX names. It goes back only to the last <c>*</c> and the last <c>**</c>: between two of
/// a kind the earliest match leaves most to the rest, so nothing is lost and a hostile pattern costs no more than
/// pattern × text². A pattern that is none (an open <c>[</c>, a last backslash) matches nothing, as in git.
/// </summary>
internal static class IgnoreWildcard
{
    public static bool IsMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text, bool ignoreCase)
    {
        int p = 0, t = 0;
        int starP = -1, starT = 0, deepP = -1, deepT = 0;
        while (true)
        {
            if (p == pattern.Length)
            {
                if (t == text.Length)
                    return true;
            }
            else if (pattern[p] == '*')
            {
                var end = p + 1;
                while (end < pattern.Length && pattern[end] == '*')
                    end++;
                var atName = p == 0 || pattern[p - 1] == '/';
                var isDeep = end - p > 1 && atName && (end == pattern.Length || pattern[end] == '/' || pattern[end..].StartsWith("\\/"u8));
                if (!isDeep)
                {
                    starP = p = end;
                    starT = t;
                    continue;
                }

                if (end == pattern.Length)
                    return true;
                // "**/x": x here, or behind any later slash. An escaped slash is one that must be there.
                starP = -1;
                deepT = t;
                var isEscaped = pattern[end] == '\\';
                deepP = p = end + (isEscaped ? 2 : 1);
                if (!isEscaped)
                    continue;
            }
            else if (t < text.Length && MatchOne(pattern, ref p, text[t], ignoreCase))
            {
                t++;
                continue;
            }

            if (starP >= 0 && starT < text.Length && text[starT] != '/')
            {
                p = starP;
                t = ++starT;
                continue;
            }

            if (deepP < 0)
                return false;
            var slash = text[deepT..].IndexOf((byte)'/');
            if (slash < 0)
                return false;
            t = deepT += slash + 1;
            p = deepP;
            starP = -1;
        }
    }

    // One element that is no star; on success p stands behind it.
    private static bool MatchOne(ReadOnlySpan<byte> pattern, ref int p, byte value, bool ignoreCase)
    {
        var c = pattern[p];
        switch (c)
        {
            case (byte)'?':
                p++;
                return value != '/';
            case (byte)'[':
                return MatchClass(pattern, ref p, value, ignoreCase) && value != '/';
            case (byte)'\\':
                if (p + 1 == pattern.Length)
                    return false;
                // git folds the text and not what is escaped: with ignored case, \A matches nothing.
                if (pattern[p + 1] != (ignoreCase ? Fold.Lower(value) : value))
                    return false;
                p += 2;
                return true;
            default:
                p++;
                return Same(c, value, ignoreCase);
        }
    }

    private static bool Same(byte pattern, byte value, bool ignoreCase) =>
        pattern == value || (ignoreCase && Fold.Lower(pattern) == Fold.Lower(value));

    private static bool MatchClass(ReadOnlySpan<byte> pattern, ref int p, byte value, bool ignoreCase)
    {
        if (ignoreCase)
            value = Fold.Lower(value);
        var i = p + 1;
        var isNegated = i < pattern.Length && pattern[i] is (byte)'!' or (byte)'^';
        if (isNegated)
            i++;
        var matched = false;
        var isFirst = true;
        byte previous = 0; // The low end of a range that may follow; 0 where none may.
        while (true)
        {
            if (i >= pattern.Length)
                return false;
            var c = pattern[i];
            if (c == ']' && !isFirst)
                break;
            isFirst = false;
            if (c == '\\')
            {
                if (++i >= pattern.Length)
                    return false;
                c = pattern[i];
                matched |= c == value;
                previous = c;
            }
            else if (c == '-' && previous != 0 && i + 1 < pattern.Length && pattern[i + 1] != ']')
            {
                c = pattern[++i];
                if (c == '\\' && ++i < pattern.Length)
                    c = pattern[i];
                if (i >= pattern.Length)
                    return false;
                matched |= (value >= previous && value <= c) || (ignoreCase && Fold.Upper(value) is var upper && upper >= previous && upper <= c);
                previous = 0;
            }
            else if (c == '[' && i + 1 < pattern.Length && pattern[i + 1] == ':')
            {
                var end = pattern[(i + 2)..].IndexOf((byte)']');
                if (end < 0)
                    return false;
                var name = pattern.Slice(i + 2, end);
                if (name.IsEmpty || name[^1] != ':')
                {
                    // Not a name after all: "[" is a member like any other.
                    matched |= value == '[';
                    previous = c;
                }
                else
                {
                    if (IsInNamed(name[..^1], value, ignoreCase) is not { } isIn)
                        return false;
                    matched |= isIn;
                    i += 2 + end;
                    previous = 0;
                }
            }
            else
            {
                matched |= c == value;
                previous = c;
            }

            i++;
        }

        p = i + 1;
        return matched != isNegated;
    }

    private static bool? IsInNamed(ReadOnlySpan<byte> name, byte value, bool ignoreCase)
    {
        var c = (char)value;
        var isAscii = value < 128;
        if (name.SequenceEqual("alnum"u8))
            return isAscii && char.IsAsciiLetterOrDigit(c);
        if (name.SequenceEqual("alpha"u8))
            return isAscii && char.IsAsciiLetter(c);
        if (name.SequenceEqual("blank"u8))
            return c is ' ' or '\t';
        if (name.SequenceEqual("cntrl"u8))
            return value is < 32 or 127;
        if (name.SequenceEqual("digit"u8))
            return char.IsAsciiDigit(c);
        if (name.SequenceEqual("graph"u8))
            return value is > 32 and < 127;
        if (name.SequenceEqual("lower"u8))
            return char.IsAsciiLetterLower(c);
        if (name.SequenceEqual("print"u8))
            return value is >= 32 and < 127;
        if (name.SequenceEqual("punct"u8))
            return value is > 32 and < 127 && !char.IsAsciiLetterOrDigit(c);
        if (name.SequenceEqual("space"u8))
            return c is ' ' or '\t' or '\n' or '\r'; // git's own table has no more.
        if (name.SequenceEqual("upper"u8))
            return char.IsAsciiLetterUpper(c) || (ignoreCase && char.IsAsciiLetterLower(c));
        if (name.SequenceEqual("xdigit"u8))
            return char.IsAsciiHexDigit(c);
        return null;
    }
}
