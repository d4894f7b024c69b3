namespace Gatehouse.Patterns;

/// <summary>
/// Aho and Corasick's automaton (1975) as a dense table over bytes. A table walk waits for memory at every byte, so
/// eight walks go side by side over eight parts of the text and the processor overlaps their waits; a part begins a
/// longest word early, so that no word at a seam is lost. Its speed is the same whatever the text holds.
/// </summary>
internal sealed class LiteralWalk
{
    private const int Cursors = 8;
    private const ushort Accepting = 0x8000;

    // next[state << 8 | byte]: the next state, with the Accepting bit where some word ends there. Letters of both cases
    // lead to the same state; words for which case counts are compared again when they hit.
    private readonly ushort[] _next;
    private readonly int[][] _ends;
    private readonly Literal[] _literals;
    private readonly int _overlap;

    public LiteralWalk(Literal[] literals)
    {
        (_next, _ends) = LiteralAutomaton.Build(literals);
        _literals = literals;
        _overlap = literals.Max(literal => literal.Bytes.Length) - 1;
    }

    /// <summary>Reports what begins at or after <paramref name="from"/>; offsets are those of the whole text.</summary>
    public unsafe void Scan<TSink>(ReadOnlySpan<byte> whole, int from, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        var text = whole[from..];
        var part = text.Length / Cursors;
        fixed (byte* start = text)
        fixed (ushort* next = _next)
        {
            if (part <= _overlap * 2)
            {
                ScanOne(text, next, start, 0, 0, from, ref sink);
                return;
            }

            ScanEight(text, next, start, part, from, ref sink);
            var rest = part * Cursors;
            ScanOne(text, next, start, rest - _overlap, rest, from, ref sink);
        }
    }

    //  part 0      part 1      part 2   …
    //  |-----------|-----------|-----------|
    //           ~~~^ cursor 1 begins _overlap early, in the root state, and reports what ends in its own part;
    //  cursor 0 begins at 0 and goes _overlap further than its part, where it reports nothing.
    private unsafe void ScanEight<TSink>(ReadOnlySpan<byte> text, ushort* next, byte* start, int part, int offset, ref TSink sink)
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
                    Report(text, (int)s0, (int)i + 1, offset, ref sink);
            }

            var end = (int)i + 1 - overlap;
            s1 = Later(text, s1, i, part + end, offset, ref sink);
            s2 = Later(text, s2, i, (2 * part) + end, offset, ref sink);
            s3 = Later(text, s3, i, (3 * part) + end, offset, ref sink);
            s4 = Later(text, s4, i, (4 * part) + end, offset, ref sink);
            s5 = Later(text, s5, i, (5 * part) + end, offset, ref sink);
            s6 = Later(text, s6, i, (6 * part) + end, offset, ref sink);
            s7 = Later(text, s7, i, (7 * part) + end, offset, ref sink);
        }
    }

    private uint Later<TSink>(ReadOnlySpan<byte> text, uint state, nint step, int end, int offset, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        if ((state & Accepting) == 0)
            return state;
        state &= Accepting - 1;
        if (step >= _overlap)
            Report(text, (int)state, end, offset, ref sink);
        return state;
    }

    private unsafe void ScanOne<TSink>(ReadOnlySpan<byte> text, ushort* next, byte* start, int from, int reportAfter, int offset, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        uint state = 0;
        for (var i = from; i < text.Length; i++)
        {
            state = next[(state << 8) | start[i]];
            if ((state & Accepting) == 0)
                continue;
            state &= Accepting - 1;
            if (i >= reportAfter)
                Report(text, (int)state, i + 1, offset, ref sink);
        }
    }

    private void Report<TSink>(ReadOnlySpan<byte> text, int state, int end, int offset, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        foreach (var id in _ends[state])
        {
            ref readonly var literal = ref _literals[id];
            if (literal.IgnoreCase || text[(end - literal.Bytes.Length)..end].SequenceEqual(literal.Bytes.Span))
                sink.Hit(id, offset + end);
        }
    }
}
