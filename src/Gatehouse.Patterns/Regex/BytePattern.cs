using System.Buffers;

namespace Gatehouse.Patterns;

/// <summary>Where a group matched.</summary>
/// <param name="Start">Offset in the text; -1 where the group took no part.</param>
/// <param name="End">Offset after its last byte.</param>
public readonly record struct PatternGroup(int Start, int End)
{
    /// <summary>Whether the group took part.</summary>
    public bool IsMatched => Start >= 0;
}

/// <summary>Why a pattern is none.</summary>
/// <param name="Offset">UTF-16 offset in the pattern.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record PatternError(int Offset, string Message, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Message} (at character {Offset + 1}). {Remedy}");
}

/// <summary>A pattern, or why there is none.</summary>
public sealed record PatternResult(BytePattern? Pattern, PatternError? Error);

/// <summary>
/// A regular expression of RE2's syntax and meaning over UTF-8 bytes: ASCII classes, leftmost-first, no look-around and
/// no back-references, time linear in the text. Immutable; matching takes a <see cref="PatternScratch"/> a thread.
/// </summary>
public sealed class BytePattern
{
    private readonly PatternNode _node;
    private readonly PatternProgram _program;
    private readonly SearchValues<byte>? _firstBytes;
    private PatternProgram? _expanded;

    private BytePattern(string text, PatternNode node, PatternProgram program, IReadOnlyList<string?> groups)
    {
        Text = text;
        _node = node;
        _program = program;
        GroupNames = groups;
        MinLength = node.MinLength;
        MaxLength = node.MaxLength;
        _firstBytes = FirstBytes.Of(program);
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>By group number; null for group 0 and for a group without a name.</summary>
    public IReadOnlyList<string?> GroupNames { get; }

    /// <summary>Bytes of the shortest match.</summary>
    public int MinLength { get; }

    /// <summary>Bytes of the longest match; null where there is no bound.</summary>
    public int? MaxLength { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">RE2's syntax.</param>
    /// <param name="ignoreCase">As if it began with <c>(?i)</c>.</param>
    public static PatternResult Parse(string text, bool ignoreCase = false)
    {
        if (text.Length > 20_000)
            return new PatternResult(null, new PatternError(20_000, "the pattern is longer than 20,000 characters", "Use several patterns"));
        var (node, groups, error) = PatternParser.Parse(text, ignoreCase);
        if (node is null)
            return new PatternResult(null, error);
        // Both programs must fit, so that no window can meet a pattern that cannot be matched in it.
        var program = PatternCompiler.Compile(node, groups.Count, expandsRepeats: false);
        if (program is null || PatternCompiler.Compile(node, groups.Count, expandsRepeats: true) is null)
            return new PatternResult(null, new PatternError(0, "the pattern is too large once its repetitions are written out", "Use smaller repetitions"));
        return new PatternResult(new BytePattern(text, node, program, groups), null);
    }

    /// <summary>The number of the group of that name; -1 where there is none.</summary>
    public int GroupNumber(string name)
    {
        for (var i = 0; i < GroupNames.Count; i++)
        {
            if (GroupNames[i] == name)
                return i;
        }

        return -1;
    }

    /// <summary>
    /// The leftmost match that begins at or after <paramref name="from"/> and lies within the window. The text outside
    /// the window counts for <c>\b</c>, <c>^</c> and <c>$</c> only.
    /// </summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Start of the window.</param>
    /// <param name="to">End of the window.</param>
    /// <param name="groups">Filled for as many groups as fit, group 0 first.</param>
    /// <param name="scratch">Of this thread.</param>
    public bool TryMatch(ReadOnlySpan<byte> text, int from, int to, Span<PatternGroup> groups, PatternScratch scratch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)to, (uint)text.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)from, (uint)to);
        var bits = (long)_program.Code.Length * (to - from + 1);
        if (bits > BacktrackMatcher.MaxVisitedBits)
            return TryMatchLarge(text, from, to, groups, scratch);

        scratch.Prepare(bits, _program.Slots);
        for (var at = from; at <= to - MinLength; at++)
        {
            if (_firstBytes is not null)
            {
                var skip = text[at..to].IndexOfAny(_firstBytes);
                if (skip < 0 || (at += skip) > to - MinLength)
                    return false;
            }

            if (BacktrackMatcher.TryMatch(_program, text, from, to, at, scratch))
            {
                Fill(groups, scratch);
                return true;
            }
        }

        return false;
    }

    internal bool TryMatchLarge(ReadOnlySpan<byte> text, int from, int to, Span<PatternGroup> groups, PatternScratch scratch)
    {
        if (_firstBytes is not null)
        {
            var skip = text[from..to].IndexOfAny(_firstBytes);
            if (skip < 0)
                return false;
            from += skip;
        }

        _expanded ??= PatternCompiler.Compile(_node, GroupNames.Count, expandsRepeats: true)!;
        scratch.Prepare(0, _program.Slots);
        if (!PikeMatcher.TryMatch(_expanded, text, from, to, scratch))
            return false;
        Fill(groups, scratch);
        return true;
    }

    /// <summary>
    /// Whether every match holds one of the literals: what makes them a sound first filter. False also where it cannot
    /// be shown.
    /// </summary>
    public bool EveryMatchContains(IReadOnlyList<Literal> literals) => RequiredText.Contains(_node, literals);

    private static void Fill(Span<PatternGroup> groups, PatternScratch scratch)
    {
        for (var i = 0; i < groups.Length; i++)
            groups[i] = (i * 2) + 1 < scratch.Slots.Length && scratch.Slots[i * 2] >= 0 && scratch.Slots[(i * 2) + 1] >= 0
                ? new PatternGroup(scratch.Slots[i * 2], scratch.Slots[(i * 2) + 1])
                : new PatternGroup(-1, -1);
    }
}
