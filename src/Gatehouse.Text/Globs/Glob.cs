using System.Text;

namespace Gatehouse.Text;

/// <summary>
/// A path pattern: <c>*</c> within a folder, <c>**</c> across folders, <c>?</c>, <c>[a-z]</c>, <c>[!x]</c>, <c>{a,b}</c>,
/// <c>\</c> takes the next character as it is. A pattern without a slash matches the name in any folder; one that ends in
/// a slash, and one that names a folder, match everything below it. Case counts. <c>?</c> and <c>[…]</c> take a whole
/// character. A pattern that could never match, or not what it seems to, is refused. Time is bounded by pattern × path².
/// </summary>
public sealed class Glob
{
    private readonly byte[][] _alternatives;

    private Glob(string pattern, byte[][] alternatives)
    {
        Pattern = pattern;
        _alternatives = alternatives;
    }

    /// <summary>As it was written.</summary>
    public string Pattern { get; }

    /// <summary>Reads a pattern.</summary>
    /// <returns>The glob; or null with a sentence in <paramref name="problem"/>.</returns>
    public static Glob? TryParse(string pattern, out string? problem)
    {
        problem = null;
        if (pattern.Length is 0 or > 1000)
        {
            problem = "a path pattern has 1 to 1,000 characters";
            return null;
        }

        problem = WildPattern.Check(pattern) ?? WildPattern.CheckPath(pattern);
        if (problem is not null)
            return null;

        var alternatives = new List<string>();
        if (!GlobBraces.TryExpand(pattern, alternatives))
        {
            problem = "the braces { } do not fit, or make more than 200 alternatives";
            return null;
        }

        return new Glob(pattern, [.. alternatives.Select(Normalize)]);
    }

    /// <summary>Whether a relative path with forward slashes matches.</summary>
    public bool IsMatch(string path) => IsMatch(Encoding.UTF8.GetBytes(path));

    /// <summary>Whether a relative path in UTF-8 with forward slashes matches.</summary>
    public bool IsMatch(ReadOnlySpan<byte> path)
    {
        foreach (var alternative in _alternatives)
        {
            if (WildMatch.IsMatch(alternative, path))
                return true;
        }

        return false;
    }

    private static byte[] Normalize(string pattern)
    {
        var text = pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern;
        if (text.StartsWith('/'))
            text = text[1..];
        else if (text.TrimEnd('/').IndexOf('/', StringComparison.Ordinal) < 0)
            text = "**/" + text;
        return Encoding.UTF8.GetBytes(text.EndsWith('/') ? text + "**" : text);
    }
}
