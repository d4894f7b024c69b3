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
    // A larger window goes through an automaton; its states cost more to make than a small window to walk.
    private const long SmallWindowBits = 1 << 16;

    // Integers of captures that Pike's machine may hold: 16 MB, twice.
    private const long MaxCaptures = 4L << 20;

    private readonly PatternNode _node;
    private readonly PatternProgram _program;
    private PatternProgram? _expanded;
    private PatternProgram? _reversed;

    private BytePattern(string text, PatternNode node, PatternProgram program, IReadOnlyList<string?> groups)
    {
        Text = text;
        _node = node;
        _program = program;
        GroupNames = groups;
        MinLength = node.MinLength;
        MaxLength = node.MaxLength;
        FirstBytes = Patterns.FirstBytes.Of(program);
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>By group number; null for group 0 and for a group without a name.</summary>
    public IReadOnlyList<string?> GroupNames { get; }

    /// <summary>Bytes of the shortest match.</summary>
    public int MinLength { get; }

    /// <summary>Bytes of the longest match; null where there is no bound.</summary>
    public int? MaxLength { get; }

    /// <summary>What a match can begin with; null where that is not worth looking for.</summary>
    internal SearchValues<byte>? FirstBytes { get; }

    /// <summary>With its repetitions written out. Made when first wanted; two threads may make it, either is good.</summary>
    internal PatternProgram Expanded => _expanded ??= PatternCompiler.Compile(_node, GroupNames.Count, ProgramForm.Expanded)!;

    /// <summary>The same, from the last byte to the first.</summary>
    internal PatternProgram Reversed => _reversed ??= PatternCompiler.Compile(_node, GroupNames.Count, ProgramForm.Reversed)!;

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
        // All forms must fit, so that no window can meet a pattern that cannot be matched in it.
        if (PatternCompiler.Compile(node, groups.Count, ProgramForm.Compact) is not { } program
            || PatternCompiler.Compile(node, groups.Count, ProgramForm.Expanded) is not { } expanded
            || (long)expanded.Code.Length * expanded.Slots > MaxCaptures)
        {
            return new PatternResult(null, new PatternError(0, "the pattern is too large once its repetitions are written out", "Use smaller repetitions, or fewer groups"));
        }

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

    /// <summary>The leftmost match that begins at or after <paramref name="from"/>.</summary>
    public bool TryMatch(ReadOnlySpan<byte> text, int from, Span<PatternGroup> groups, PatternScratch scratch) => TryMatch(text, from, text.Length, groups, scratch);

    /// <summary>
    /// The leftmost match that begins at or after <paramref name="from"/> and lies within the window. The text outside
    /// the window counts for <c>\b</c>, <c>^</c> and <c>$</c> only.
    /// </summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Start of the window.</param>
    /// <param name="to">End of the window.</param>
    /// <param name="groups">Filled for as many groups as fit, group 0 first. Asking for fewer costs less.</param>
    /// <param name="scratch">Of this thread.</param>
    public bool TryMatch(ReadOnlySpan<byte> text, int from, int to, Span<PatternGroup> groups, PatternScratch scratch)
    {
        Check(text, from, to);
        if (to - from < MinLength)
            return false;
        var bits = (long)_program.Code.Length * (to - from + 1);
        if (bits > SmallWindowBits)
            return TryMatchLarge(text, from, to, groups, scratch);

        scratch.Prepare(bits, _program.Slots);
        for (var at = from; at <= to - MinLength; at++)
        {
            if (FirstBytes is not null)
            {
                var skip = text[at..to].IndexOfAny(FirstBytes);
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

    /// <summary>The match that begins at <paramref name="at"/> and ends at or before <paramref name="to"/>; otherwise as <see cref="TryMatch(ReadOnlySpan{byte}, int, int, Span{PatternGroup}, PatternScratch)"/>.</summary>
    public bool TryMatchAt(ReadOnlySpan<byte> text, int at, int to, Span<PatternGroup> groups, PatternScratch scratch)
    {
        Check(text, at, to);
        if (to - at < MinLength)
            return false;
        to = (int)Math.Min(to, at + (long)(MaxLength ?? int.MaxValue));
        var bits = (long)_program.Code.Length * (to - at + 1);
        if (bits > SmallWindowBits)
            return TryMatchLargeAt(text, at, to, groups, scratch);
        scratch.Prepare(bits, _program.Slots);
        if (!BacktrackMatcher.TryMatch(_program, text, at, to, at, scratch))
            return false;
        Fill(groups, scratch);
        return true;
    }

    internal bool TryMatchLarge(ReadOnlySpan<byte> text, int from, int to, Span<PatternGroup> groups, PatternScratch scratch)
    {
        if (!scratch.Automata(this).TryFind(text, from, to, scratch, out var match))
            return false;
        Capture(text, match, groups, scratch);
        return true;
    }

    internal bool TryMatchLargeAt(ReadOnlySpan<byte> text, int at, int to, Span<PatternGroup> groups, PatternScratch scratch)
    {
        var end = scratch.Automata(this).FindEndFrom(text, at, to, scratch);
        if (end < 0)
            return false;
        Capture(text, new PatternGroup(at, end), groups, scratch);
        return true;
    }

    // The place is known: of all ways to match from its start, the preferred one ends where it ends, so it is found within it too.
    private void Capture(ReadOnlySpan<byte> text, PatternGroup match, Span<PatternGroup> groups, PatternScratch scratch)
    {
        if (groups.IsEmpty)
            return;
        if (groups.Length == 1 || GroupNames.Count == 1)
        {
            groups.Fill(new PatternGroup(-1, -1));
            groups[0] = match;
            return;
        }

        var bits = (long)_program.Code.Length * (match.End - match.Start + 1);
        if (bits <= BacktrackMatcher.MaxVisitedBits)
        {
            scratch.Prepare(bits, _program.Slots);
            BacktrackMatcher.TryMatch(_program, text, match.Start, match.End, match.Start, scratch);
        }
        else
        {
            scratch.Prepare(0, _program.Slots);
            scratch.Pike.TryMatch(Expanded, text, match.Start, match.End, scratch);
        }

        Fill(groups, scratch);
    }

    private static void Check(ReadOnlySpan<byte> text, int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)to, (uint)text.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)from, (uint)to);
    }

    /// <summary>
    /// Whether every match holds one of the literals: what makes them a sound first filter. False also where it cannot
    /// be shown. Of one thing it takes no account: under <c>(?i)</c> a KELVIN SIGN may stand for k, and a LONG S for s.
    /// </summary>
    public bool EveryMatchContains(IReadOnlyList<Literal> literals) => RequiredText.Contains(_node, literals);

    private void Fill(Span<PatternGroup> groups, PatternScratch scratch)
    {
        for (var i = 0; i < groups.Length; i++)
            groups[i] = i < GroupNames.Count && scratch.Slots[i * 2] >= 0 && scratch.Slots[(i * 2) + 1] >= 0
                ? new PatternGroup(scratch.Slots[i * 2], scratch.Slots[(i * 2) + 1])
                : new PatternGroup(-1, -1);
    }
}
