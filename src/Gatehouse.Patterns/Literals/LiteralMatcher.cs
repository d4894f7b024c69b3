namespace Gatehouse.Patterns;

/// <summary>One word to look for.</summary>
/// <param name="Bytes">1 to 256 bytes.</param>
/// <param name="IgnoreCase">ASCII letters match in either case.</param>
public readonly record struct Literal(ReadOnlyMemory<byte> Bytes, bool IgnoreCase);

/// <summary>Takes the hits of a scan. A struct, so that the scan is compiled for it.</summary>
public interface ILiteralSink
{
    /// <summary>A word ends before offset <paramref name="end"/>.</summary>
    /// <param name="literal">Its index in the list that the matcher was built from.</param>
    /// <param name="end">Offset after its last byte.</param>
    void Hit(int literal, int end);
}

/// <summary>
/// Finds every occurrence of many words in one pass: Aho and Corasick's automaton (1975) as a dense table over bytes.
/// A table walk waits for memory at every byte, so eight walks go side by side over eight parts of the text and the
/// processor overlaps their waits; a part begins a longest word early, so that no word at a seam is lost.
/// </summary>
public sealed class LiteralMatcher
{
    private const int Cursors = 8;
    private const ushort Accepting = 0x8000;

    // next[state << 8 | byte]: the next state, with the Accepting bit where some word ends there. Letters of both cases
    // lead to the same state; words for which case counts are compared again when they hit.
    private readonly ushort[] _next;
    private readonly int[][] _ends;
    private readonly Literal[] _literals;
    private readonly int _overlap;

    private LiteralMatcher(ushort[] next, int[][] ends, Literal[] literals)
    {
        _next = next;
        _ends = ends;
        _literals = literals;
        _overlap = literals.Length == 0 ? 0 : literals.Max(literal => literal.Bytes.Length) - 1;
    }

    /// <summary>Builds the automaton. At most 32,767 states: about as many bytes as all words have.</summary>
    /// <exception cref="ArgumentException">A word is empty or longer than 256 bytes, or there are too many.</exception>
    public static LiteralMatcher Build(IReadOnlyList<Literal> literals)
    {
        foreach (var literal in literals)
        {
            if (literal.Bytes.Length is 0 or > 256)
                throw new ArgumentException("a literal has 1 to 256 bytes", nameof(literals));
        }

        var (next, ends) = LiteralAutomaton.Build(literals);
        return new LiteralMatcher(next, ends, [.. literals]);
    }

    /// <summary>Reports every occurrence once, in no promised order.</summary>
    public unsafe void Scan<TSink>(ReadOnlySpan<byte> text, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        if (_literals.Length == 0)
            return;
        var part = text.Length / Cursors;
        fixed (byte* start = text)
        fixed (ushort* next = _next)
        {
            if (part <= _overlap * 2)
            {
                ScanOne(text, next, start, 0, text.Length, 0, ref sink);
                return;
            }

            ScanEight(text, next, start, part, ref sink);
            var rest = part * Cursors;
            ScanOne(text, next, start, rest - _overlap, text.Length, rest, ref sink);
        }
    }

    //  part 0      part 1      part 2   …
    //  |-----------|-----------|-----------|
    //           ~~~^ cursor 1 begins _overlap early, in the root state, and reports what ends in its own part;
    //  cursor 0 begins at 0 and goes _overlap further than its part, where it reports nothing.
    private unsafe void ScanEight<TSink>(ReadOnlySpan<byte> text, ushort* next, byte* start, int part, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        var overlap = _overlap;
        byte* p0 = start;
        byte* p1 = start + part - overlap;
        byte* p2 = p1 + part;
        byte* p3 = p2 + part;
        byte* p4 = p3 + part;
        byte* p5 = p4 + part;
        byte* p6 = p5 + part;
        byte* p7 = p6 + part;
        uint s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        nint steps = part + overlap;
        for (nint i = 0; i < steps; i++)
        {
            s0 = next[(s0 << 8) | p0[i]];
            s1 = next[(s1 << 8) | p1[i]];
            s2 = next[(s2 << 8) | p2[i]];
            s3 = next[(s3 << 8) | p3[i]];
            s4 = next[(s4 << 8) | p4[i]];
            s5 = next[(s5 << 8) | p5[i]];
            s6 = next[(s6 << 8) | p6[i]];
            s7 = next[(s7 << 8) | p7[i]];
            if (((s0 | s1 | s2 | s3 | s4 | s5 | s6 | s7) & Accepting) == 0)
                continue;

            if ((s0 & Accepting) != 0)
            {
                s0 &= Accepting - 1;
                if (i < part)
                    Report(text, (int)s0, (int)i + 1, ref sink);
            }

            var end = (int)i + 1 - overlap;
            s1 = Later(text, s1, i, part + end, ref sink);
            s2 = Later(text, s2, i, (2 * part) + end, ref sink);
            s3 = Later(text, s3, i, (3 * part) + end, ref sink);
            s4 = Later(text, s4, i, (4 * part) + end, ref sink);
            s5 = Later(text, s5, i, (5 * part) + end, ref sink);
            s6 = Later(text, s6, i, (6 * part) + end, ref sink);
            s7 = Later(text, s7, i, (7 * part) + end, ref sink);
        }
    }

    private uint Later<TSink>(ReadOnlySpan<byte> text, uint state, nint step, int end, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        if ((state & Accepting) == 0)
            return state;
        state &= Accepting - 1;
        if (step >= _overlap)
            Report(text, (int)state, end, ref sink);
        return state;
    }

    private unsafe void ScanOne<TSink>(ReadOnlySpan<byte> text, ushort* next, byte* start, int from, int to, int reportAfter, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        uint state = 0;
        for (var i = from; i < to; i++)
        {
            state = next[(state << 8) | start[i]];
            if ((state & Accepting) == 0)
                continue;
            state &= Accepting - 1;
            if (i >= reportAfter)
                Report(text, (int)state, i + 1, ref sink);
        }
    }

    private void Report<TSink>(ReadOnlySpan<byte> text, int state, int end, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        foreach (var id in _ends[state])
        {
            ref readonly var literal = ref _literals[id];
            if (literal.IgnoreCase || text[(end - literal.Bytes.Length)..end].SequenceEqual(literal.Bytes.Span))
                sink.Hit(id, end);
        }
    }
}
