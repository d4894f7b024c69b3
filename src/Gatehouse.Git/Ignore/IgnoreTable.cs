namespace Gatehouse.Git.Ignore;

/// <summary>
/// The patterns of one file, sorted so that few are tried on a path: names and paths without a wildcard by the hash of their last name, suffixes by their last byte,
/// the rest in turn. The highest line that matches decides, so a way that cannot beat what is found is left.
/// </summary>
internal sealed class IgnoreTable
{
    private const int NameRows = 64;
    private const int MaxPatterns = 100_000;

    private readonly IgnorePattern[] _patterns;
    private readonly bool _ignoreCase;

    // Heads of chains, each running from the last line to the first; −1 ends one.
    private readonly int[] _byName = new int[NameRows];
    private readonly int[] _byLastByte = new int[256];
    private readonly int[] _next;
    private int _others = -1;

    private IgnoreTable(List<IgnorePattern> patterns, bool ignoreCase)
    {
        _patterns = [.. patterns];
        _ignoreCase = ignoreCase;
        _next = new int[_patterns.Length];
        _byName.AsSpan().Fill(-1);
        _byLastByte.AsSpan().Fill(-1);
        for (var i = 0; i < _patterns.Length; i++)
        {
            var pattern = _patterns[i];
            if (pattern.Shape == IgnoreShape.Name || (pattern.Shape == IgnoreShape.Path && pattern.IsLiteral))
                Chain(ref _byName[NameRow(LastName(pattern.Text))], i);
            else if (pattern.Shape == IgnoreShape.Suffix && pattern.Text.Length > 1)
                Chain(ref _byLastByte[Fold.Lower(pattern.Text[^1])], i);
            else
                Chain(ref _others, i);
        }
    }

    /// <summary>Reads an ignore file; null where it has no pattern.</summary>
    public static IgnoreTable? Parse(ReadOnlySpan<byte> file, bool ignoreCase)
    {
        if (file.StartsWith("\uFEFF"u8))
            file = file[3..];
        var patterns = new List<IgnorePattern>();
        foreach (var range in file.Split((byte)'\n'))
        {
            var line = file[range];
            if (!line.IsEmpty && line[^1] == '\r')
                line = line[..^1];
            if (patterns.Count < MaxPatterns && IgnorePattern.Parse(line) is { } pattern)
                patterns.Add(pattern);
        }

        return patterns.Count == 0 ? null : new IgnoreTable(patterns, ignoreCase);
    }

    /// <summary>Whether a path below the file's folder is ignored; null where the file says nothing of it.</summary>
    public bool? Decide(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, bool isDirectory)
    {
        if (name.IsEmpty)
            return null;
        var best = Try(_byName[NameRow(name)], -1, path, name, isDirectory);
        best = Try(_byLastByte[Fold.Lower(name[^1])], best, path, name, isDirectory);
        best = Try(_others, best, path, name, isDirectory);
        return best < 0 ? null : !_patterns[best].IsNegated;
    }

    private int Try(int head, int best, ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, bool isDirectory)
    {
        for (var i = head; i > best; i = _next[i])
        {
            if ((isDirectory || !_patterns[i].FoldersOnly) && _patterns[i].Matches(path, name, _ignoreCase))
                return i;
        }

        return best;
    }

    private void Chain(ref int head, int pattern)
    {
        _next[pattern] = head;
        head = pattern;
    }

    private static ReadOnlySpan<byte> LastName(ReadOnlySpan<byte> path) => path[(path.LastIndexOf((byte)'/') + 1)..];

    private static int NameRow(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : (name.Length + (7 * Fold.Lower(name[0])) + (31 * Fold.Lower(name[^1]))) & (NameRows - 1);
}
