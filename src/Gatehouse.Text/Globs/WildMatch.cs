namespace Gatehouse.Text;

/// <summary>
/// Wildcards over paths in UTF-8, as gitignore(5) means them, except that <c>?</c> and <c>[…]</c> take a whole character
/// and not a byte of one (a byte that is no UTF-8 counts as a character of its own). Backtracking goes back to the last <c>*</c> and the last <c>**</c>
/// only, so the time is bounded by pattern × text² and a hostile <c>*a*a*a*</c> costs nothing.
/// </summary>
public static class WildMatch
{
    /// <summary>What is wrong with a pattern: a sentence with the column and what to write instead; null where it is sound.</summary>
    /// <param name="pattern">As it was written; an unsound one matches as far as it can, which is seldom what was meant.</param>
    public static string? Check(string pattern) => WildPattern.Check(pattern);

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

                if (t < path.Length && Single(pattern, ref p, path, ref t))
                    continue;
            }

            // Back to the last star within the folder, else one folder further from the last double star.
            if (starP >= 0 && starT < path.Length && path[starT] != '/')
            {
                p = starP;
                starT += WildPattern.CharacterAt(path, starT, out _);
                t = starT;
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

    // One pattern element that is no star against one character; on success both are past it.
    private static bool Single(ReadOnlySpan<byte> pattern, ref int p, ReadOnlySpan<byte> path, ref int t)
    {
        var taken = 1;
        var next = p + 1;
        switch (pattern[p])
        {
            case (byte)'?':
                if (path[t] == '/')
                    return false;
                taken = WildPattern.CharacterAt(path, t, out _);
                break;
            case (byte)'[' when WildPattern.ClassEnd(pattern, p) is var end and >= 0:
                taken = WildPattern.CharacterAt(path, t, out var value);
                if (path[t] == '/' || !WildPattern.InClass(pattern[(p + 1)..end], value))
                    return false;
                next = end + 1;
                break;
            case (byte)'\\' when p + 1 < pattern.Length:
                if (pattern[p + 1] != path[t])
                    return false;
                next = p + 2;
                break;
            default:
                if (pattern[p] != path[t])
                    return false;
                break;
        }

        p = next;
        t += taken;
        return true;
    }
}
