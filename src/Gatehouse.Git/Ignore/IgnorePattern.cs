namespace Gatehouse.Git.Ignore;

/// <summary>How a pattern is matched, the cheap ways first.</summary>
internal enum IgnoreShape
{
    /// <summary>A name without a wildcard: <c>node_modules</c>.</summary>
    Name,

    /// <summary>One star, then a literal: <c>*.o</c>.</summary>
    Suffix,

    /// <summary>Wildcards, against the last name of the path.</summary>
    NameGlob,

    /// <summary>With a slash: against the path from the file's folder on.</summary>
    Path,
}

/// <summary>One line of an ignore file (gitignore(5), "Pattern format"), split as git splits it.</summary>
/// <param name="Text">The pattern without <c>!</c>, a leading and a trailing slash.</param>
/// <param name="Shape">How it is matched.</param>
/// <param name="Literal">Bytes before the first wildcard.</param>
/// <param name="IsNegated">It takes back.</param>
/// <param name="FoldersOnly">It ended in a slash.</param>
internal sealed record IgnorePattern(byte[] Text, IgnoreShape Shape, int Literal, bool IsNegated, bool FoldersOnly)
{
    // What every match must hold: found many times faster than the wildcards before it are tried.
    private readonly byte[] _needle = LongestLiteral(Text);

    /// <summary>It has no wildcard and no escape.</summary>
    public bool IsLiteral => Literal == Text.Length;

    /// <summary>Reads a line; null where it is empty or a comment.</summary>
    public static IgnorePattern? Parse(ReadOnlySpan<byte> line)
    {
        // What follows a zero byte is not seen by git either, whose strings end there.
        var zero = line.IndexOf((byte)0);
        if (zero >= 0)
            line = line[..zero];
        if (line.IsEmpty || line[0] == '#')
            return null;
        line = TrimBlanks(line);
        var isNegated = !line.IsEmpty && line[0] == '!';
        if (isNegated)
            line = line[1..];
        var literal = SimpleLength(line);
        var isSuffix = !line.IsEmpty && line[0] == '*' && SimpleLength(line[1..]) == line.Length - 1;
        var foldersOnly = !line.IsEmpty && line[^1] == '/';
        if (foldersOnly)
            line = line[..^1];
        literal = Math.Min(literal, line.Length);
        if (line.IndexOf((byte)'/') < 0)
        {
            var shape = literal == line.Length ? IgnoreShape.Name : isSuffix ? IgnoreShape.Suffix : IgnoreShape.NameGlob;
            return line.IsEmpty ? null : new IgnorePattern(line.ToArray(), shape, literal, isNegated, foldersOnly);
        }

        if (line[0] == '/')
        {
            line = line[1..];
            literal--;
        }

        return new IgnorePattern(line.ToArray(), IgnoreShape.Path, literal, isNegated, foldersOnly);
    }

    /// <summary>Whether a path below the file's folder matches; <paramref name="name"/> is its last name.</summary>
    public bool Matches(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, bool ignoreCase)
    {
        switch (Shape)
        {
            case IgnoreShape.Name:
                return Fold.Equal(Text, name, ignoreCase);
            case IgnoreShape.Suffix:
                return name.Length >= Text.Length - 1 && Fold.Equal(Text.AsSpan(1), name[(name.Length - Text.Length + 1)..], ignoreCase);
            case IgnoreShape.NameGlob:
                return MatchesFromStart(name, ignoreCase);
            default:
                return MatchesFromStart(path, ignoreCase);
        }
    }

    // git matches what follows the literal on its own, so that a "**" right behind one counts as one at the beginning.
    private bool MatchesFromStart(ReadOnlySpan<byte> text, bool ignoreCase)
    {
        if (Literal > text.Length || !Fold.Equal(Text.AsSpan(0, Literal), text[..Literal], ignoreCase))
            return false;
        if (IsLiteral)
            return text.Length == Literal;
        if (!ignoreCase && text.IndexOf(_needle) < 0)
            return false;
        return IgnoreWildcard.IsMatch(Text.AsSpan(Literal), text[Literal..], ignoreCase);
    }

    // Blanks at the end go, unless a backslash stands before them.
    private static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> line)
    {
        var blanks = -1;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == ' ')
            {
                if (blanks < 0)
                    blanks = i;
                continue;
            }

            blanks = -1;
            if (line[i] == '\\' && ++i == line.Length)
                return line;
        }

        return blanks < 0 ? line : line[..blanks];
    }

    // Up to the first class, whose members are no literal; none with "**", whose slash may match nothing.
    private static byte[] LongestLiteral(ReadOnlySpan<byte> text)
    {
        var best = default(ReadOnlySpan<byte>);
        while (!text.IsEmpty && text[0] != '[' && !text.StartsWith("**"u8))
        {
            var length = SimpleLength(text);
            if (length > best.Length)
                best = text[..length];
            text = length > 0 ? text[length..] : text[(text[0] == '\\' ? Math.Min(2, text.Length) : 1)..];
        }

        return text.StartsWith("**"u8) ? [] : best.ToArray();
    }

    private static int SimpleLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny("*?[\\"u8);
        return end < 0 ? text.Length : end;
    }
}
