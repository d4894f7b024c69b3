namespace Gatehouse.Text;

/// <summary>Writes out the alternatives <c>{a,b}</c> of a pattern, nested ones too. What stands in <c>[…]</c> or behind <c>\</c> is no brace.</summary>
internal static class GlobBraces
{
    private const int Most = 200;

    /// <summary>False where the braces do not fit or make too many alternatives.</summary>
    public static bool TryExpand(string pattern, List<string> into)
    {
        var open = -1;
        var depth = 0;
        var start = 0;
        var parts = new List<string>();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    i = WildPattern.ClassEnd(pattern, i) is var end and > 0 ? end : i;
                    break;
                case '{' when depth++ == 0:
                    (open, start) = (i, i + 1);
                    break;
                case ',' when depth == 1:
                    parts.Add(pattern[start..i]);
                    start = i + 1;
                    break;
                case '}' when depth > 0 && --depth == 0:
                    parts.Add(pattern[start..i]);
                    var (head, tail) = (pattern[..open], pattern[(i + 1)..]);
                    return parts.TrueForAll(part => into.Count <= Most && TryExpand(head + part + tail, into));
            }
        }

        if (depth > 0)
            return false;
        into.Add(pattern);
        return into.Count <= Most;
    }
}
