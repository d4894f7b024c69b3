namespace Gatehouse.Text;

/// <summary>
/// Wildcards over bytes, as gitignore(5) means them. Backtracking goes back to the last <c>*</c> and the last <c>**</c>
/// only, so the time is bounded by pattern × text² and a hostile <c>*a*a*a*</c> costs nothing.
/// </summary>
public static class WildMatch
{
    /// <summary>Whether the whole path matches; a pattern that matches a leading folder matches what is below it.</summary>
    public static bool IsMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> path) => Match(pattern, path, coversBelow: true);

    /// <summary>Whether the whole path matches, exactly.</summary>
    public static bool IsExactMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> path) => Match(pattern, path, coversBelow: false);

    private static bool Match(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> path, bool coversBelow)
    {
        int p = 0, t = 0;
        int starP = -1, starT = 0, deepP = -1, deepT = 0;
        while (true)
        {
            if (p == pattern.Length && (t == path.Length || (coversBelow && path[t] == '/' && t > 0)))
                return true;

            if (p < pattern.Length)
            {
                var c = pattern[p];
                if (c == '*')
                {
                    var end = p;
                    while (end < pattern.Length && pattern[end] == '*')
                        end++;
                    var isDeep = end - p >= 2 && (p == 0 || pattern[p - 1] == '/') && (end == pattern.Length || pattern[end] == '/');
                    if (isDeep)
                    {
                        // "**/x" also matches "x"; "x/**" wants something below.
                        if (end == pattern.Length)
                            return t < path.Length;
                        deepP = end + 1;
                        deepT = t;
                        p = deepP;
                        starP = -1;
                        continue;
                    }

                    starP = end;
                    starT = t;
                    p = end;
                    continue;
                }

                if (t < path.Length && Single(pattern, ref p, path[t]))
                {
                    t++;
                    continue;
                }
            }

            // Back to the last star within the folder, else one folder further from the last double star.
            if (starP >= 0 && starT < path.Length && path[starT] != '/')
            {
                p = starP;
                t = ++starT;
                continue;
            }

            if (deepP >= 0)
            {
                var slash = path[Math.Min(deepT, path.Length)..].IndexOf((byte)'/');
                if (slash < 0)
                    return false;
                deepT += slash + 1;
                p = deepP;
                t = deepT;
                starP = -1;
                continue;
            }

            return false;
        }
    }

    // One pattern element that is no star against one byte; on success p is past it. A "?" takes one UTF-8 byte of a
    // character at a time, which only matters for names outside ASCII.
    private static bool Single(ReadOnlySpan<byte> pattern, ref int p, byte value)
    {
        switch (pattern[p])
        {
            case (byte)'?':
                if (value == '/')
                    return false;
                p++;
                return true;
            case (byte)'[':
                var end = ClassEnd(pattern, p);
                if (end < 0)
                    goto default;
                if (value == '/' || !InClass(pattern[(p + 1)..end], value))
                    return false;
                p = end + 1;
                return true;
            case (byte)'\\' when p + 1 < pattern.Length:
                if (pattern[p + 1] != value)
                    return false;
                p += 2;
                return true;
            default:
                if (pattern[p] != value)
                    return false;
                p++;
                return true;
        }
    }

    private static int ClassEnd(ReadOnlySpan<byte> pattern, int open)
    {
        var i = open + 1;
        if (i < pattern.Length && pattern[i] is (byte)'!' or (byte)'^')
            i++;
        if (i < pattern.Length && pattern[i] == ']')
            i++;
        while (i < pattern.Length && pattern[i] != ']')
            i += pattern[i] == '\\' ? 2 : 1;
        return i < pattern.Length ? i : -1;
    }

    private static bool InClass(ReadOnlySpan<byte> members, byte value)
    {
        var i = 0;
        var negated = members.Length > 0 && members[0] is (byte)'!' or (byte)'^';
        if (negated)
            i++;
        var found = false;
        for (; i < members.Length; i++)
        {
            var low = members[i];
            if (low == '\\' && i + 1 < members.Length)
                low = members[++i];
            if (i + 2 < members.Length && members[i + 1] == '-')
            {
                var high = members[i + 2] == '\\' && i + 3 < members.Length ? members[i + 3] : members[i + 2];
                i += members[i + 2] == '\\' && i + 3 < members.Length ? 3 : 2;
                found |= value >= low && value <= high;
            }
            else
            {
                found |= value == low;
            }
        }

        return found != negated;
    }
}
