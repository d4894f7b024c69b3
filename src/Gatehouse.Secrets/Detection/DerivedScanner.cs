using Gatehouse.Engine;
using Gatehouse.Model;
using Gatehouse.Patterns;

namespace Gatehouse.Secrets;

/// <summary>
/// Scans a text that was made from one scanned before, such as the next version of a file: literals are looked for where it
/// is new, a pattern is tried where its window is not wholly a copy. What comes out is what <see cref="SecretScanner"/>
/// gives for the whole text.
/// </summary>
/// <remarks>
/// A window's matches depend on the bytes of the window and a few round it alone (<see cref="Margin"/>): on those that a
/// word boundary or a template's brackets are seen in. A filter that looked further would break this.
/// </remarks>
internal sealed class DerivedScanner(CompiledRules rules, SecretScanner scanner)
{
    /// <summary>Beyond it a text is scanned whole, in pieces.</summary>
    public const int MostBytes = 16 << 20;

    // A hostile file may be a literal over and over.
    private const int MostHits = 100_000;
    private const int Margin = 16;
    private const int MostFree = 64;

    private readonly Stack<ScanState> _free = new();
    private readonly List<Hit> _sorted = [];
    private readonly FreshText _fresh = new();
    private readonly int _reach = rules.LongestLiteral - 1;

    /// <summary>All secrets, as <see cref="SecretScanner.Scan"/>, and the state for texts made from this one; no state where the text has too much in it.</summary>
    public (IReadOnlyList<SecretMatch> Matches, ScanState? State) Scan(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text, in Derivation derivation)
    {
        if (text.Length > MostBytes)
            return (scanner.Scan(path, text), null);
        var state = _free.TryPop(out var free) ? free : new ScanState();
        state.Length = text.Length;
        var before = derivation.State as ScanState;
        var copies = before is null ? [] : derivation.Copies;
        FindHits(text, before, copies, state);
        if (state.Hits.Count > MostHits)
        {
            Release(state);
            return (scanner.Scan(path, text), null);
        }

        if (state.Hits.Count == 0)
            return ([], state);
        Try(path, text, before, copies, state);
        return (scanner.MostTelling(state), state);
    }

    public void Release(ScanState state)
    {
        if (_free.Count == MostFree)
            return;
        state.Clear();
        _free.Push(state);
    }

    private void FindHits(ReadOnlySpan<byte> text, ScanState? before, ReadOnlySpan<CopiedSpan> copies, ScanState state)
    {
        var hits = state.Hits;
        if (before is null)
        {
            var whole = new WholeSink(rules, hits);
            rules.Literals.Scan(text, ref whole);
            hits.Sort(ByPlace);
            return;
        }

        // From the end of a copy to the start of the next, and as far either way as a literal reaches.
        _fresh.Clear();
        var from = 0;
        foreach (var copy in copies)
        {
            if (copy.Length > 2 * _reach)
            {
                _fresh.Add(text, from, copy.To + _reach);
                from = copy.End - _reach;
            }

            Inherit(before, copy, hits);
        }

        _fresh.Add(text, from, text.Length);
        var sink = new FreshSink(rules, _fresh, copies, hits);
        rules.Literals.Scan(_fresh.Text, ref sink);
        if (hits.Count > 1)
            hits.Sort(ByPlace);
    }

    private static void Inherit(ScanState before, CopiedSpan copy, List<Hit> hits)
    {
        var end = copy.From + copy.Length;
        for (var i = before.FirstHit(copy.From); i < before.Hits.Count && before.Hits[i].Start < end; i++)
        {
            var hit = before.Hits[i];
            if (hit.End <= end)
                hits.Add(new Hit(hit.Rule, hit.Start - copy.From + copy.To, hit.End - copy.From + copy.To));
        }
    }

    // As SecretScanner does it: by rule, then place, windows that touch made one.
    private void Try(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text, ScanState? before, ReadOnlySpan<CopiedSpan> copies, ScanState state)
    {
        _sorted.Clear();
        _sorted.AddRange(state.Hits);
        _sorted.Sort();
        for (var i = 0; i < _sorted.Count;)
        {
            var rule = _sorted[i].Rule;
            var longest = rules[rule].Pattern.MaxLength!.Value;
            var isWanted = rules[rule].Wants(path);
            while (i < _sorted.Count && _sorted[i].Rule == rule)
            {
                var (from, to) = SecretScanner.Window(_sorted[i], longest);
                for (i++; i < _sorted.Count && _sorted[i].Rule == rule && SecretScanner.Window(_sorted[i], longest) is var next && next.From <= to; i++)
                    to = Math.Max(to, next.To);
                to = Math.Min(to, text.Length);
                var first = state.Matches.Count;
                if (isWanted && !Known(before, copies, rule, from, to, state))
                    scanner.MatchWindow(rules[rule], rule, text, from, to, state.Matches);
                state.Windows.Add(new TriedWindow(rule, from, to, first, isWanted ? state.Matches.Count - first : -1));
            }
        }
    }

    // Whether the window and what its matches depend on is one copy of what a window was before; its matches are then taken over.
    private static bool Known(ScanState? before, ReadOnlySpan<CopiedSpan> copies, int rule, int from, int to, ScanState state)
    {
        if (before is null || !TryFindCopy(copies, from, out var copy))
            return false;
        var shift = copy.To - copy.From;
        var startsWell = from - Margin >= copy.To || (copy.To == 0 && copy.From == 0);
        var endsWell = to + Margin <= copy.End || (copy.End == state.Length && copy.From + copy.Length == before.Length);
        if (!startsWell || !endsWell || to > copy.End || before.FindWindow(rule, from - shift, to - shift) is not (var number and >= 0) || before.Windows[number].Matches < 0)
            return false;
        var window = before.Windows[number];
        for (var i = 0; i < window.Matches; i++)
        {
            var match = before.Matches[window.FirstMatch + i];
            state.Matches.Add(match with { Start = match.Start + shift, End = match.End + shift });
        }

        return true;
    }

    private static bool TryFindCopy(ReadOnlySpan<CopiedSpan> copies, int offset, out CopiedSpan copy)
    {
        var (low, high) = (0, copies.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (copies[middle].End <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        copy = low < copies.Length ? copies[low] : default;
        return low < copies.Length && copy.To <= offset;
    }

    private static int ByPlace(Hit left, Hit right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : left.Rule.CompareTo(right.Rule);

    private readonly struct WholeSink(CompiledRules rules, List<Hit> hits) : ILiteralSink
    {
        public void Hit(int literal, int end) => hits.Add(new Hit(rules.RuleOf(literal), end - rules.LengthOf(literal), end));
    }

    // Takes what lies within one stretch and in no copy whole: that is known.
    private readonly ref struct FreshSink(CompiledRules rules, FreshText fresh, ReadOnlySpan<CopiedSpan> copies, List<Hit> hits) : ILiteralSink
    {
        private readonly ReadOnlySpan<CopiedSpan> _copies = copies;

        public void Hit(int literal, int end)
        {
            if (!fresh.TryPlace(end - rules.LengthOf(literal), end, out var start))
                return;
            end = start + rules.LengthOf(literal);
            if (!TryFindCopy(_copies, start, out var copy) || copy.End < end)
                hits.Add(new Hit(rules.RuleOf(literal), start, end));
        }
    }
}
