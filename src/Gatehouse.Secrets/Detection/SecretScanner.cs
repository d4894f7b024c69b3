using Gatehouse.Model;
using Gatehouse.Patterns;

namespace Gatehouse.Secrets;

/// <summary>
/// Scans texts on one thread: literals first, in one pass over everything; a rule's pattern only in the window round a
/// literal of its own; then what speaks against it. The text is taken in pieces, so that memory is bounded however
/// often a hostile file repeats a literal.
/// </summary>
internal sealed class SecretScanner(CompiledRules rules)
{
    private const int PieceLength = 1 << 20;

    private readonly PatternScratch _scratch = new();
    private readonly PatternGroup[] _groups = new PatternGroup[8];
    private readonly List<SecretMatch> _matches = [];
    private readonly int[] _triedUntil = new int[rules.Rules.Length];
    private HitBuffer _hits = new();

    /// <summary>All secrets, in order, each by its most telling rule. Valid until the next call.</summary>
    public IReadOnlyList<SecretMatch> Scan(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text)
    {
        _matches.Clear();
        var anyHit = false;
        for (var start = 0; start < text.Length; start += PieceLength)
        {
            // A piece begins a longest literal early; what ends before its own part was reported by the one before.
            var end = Math.Min(text.Length, start + PieceLength);
            var early = Math.Min(start, 256);
            _hits.Reset(start - early, start);
            rules.Literals.Scan(text[(start - early)..end], ref _hits);
            if (_hits.Count == 0)
                continue;
            if (!anyHit)
                Array.Clear(_triedUntil);
            anyHit = true;
            foreach (var hit in _hits.Sorted())
                Try(path, text, rules.RuleOf(hit.Literal), hit.End - rules.LengthOf(hit.Literal), hit.End);
        }

        if (_matches.Count > 1)
            KeepMostTelling();
        return _matches;
    }

    private void Try(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text, int index, int literalStart, int literalEnd)
    {
        // Where the rule was tried up to here already, its match would have been found.
        if (literalStart < _triedUntil[index])
            return;
        var rule = rules[index];
        if (!rule.Wants(path))
        {
            _triedUntil[index] = int.MaxValue;
            return;
        }

        var reach = rule.Pattern.MaxLength!.Value - (literalEnd - literalStart);
        var from = Math.Max(_triedUntil[index], literalStart - reach);
        var to = (int)Math.Min(text.Length, (long)literalEnd + reach);
        while (from < to && rule.Pattern.TryMatch(text, from, to, _groups, _scratch))
        {
            var whole = _groups[0];
            if (whole.Start > literalStart)
                break; // Another literal's match: it is tried when its turn comes.
            if (whole.End <= literalStart)
            {
                from = whole.End > from ? whole.End : from + 1;
                continue;
            }

            var secret = _groups[rule.SecretGroup];
            if (secret.IsMatched && SecretFilter.Accepts(rule, text, secret, out var isProven))
                _matches.Add(new SecretMatch(index, secret.Start, secret.End, isProven));
            _triedUntil[index] = Math.Max(whole.End, literalEnd);
            return;
        }
    }

    // Of matches over the same bytes one is told: proven before unproven, a credential before a possible secret, a
    // structural rule before another, then the longer one.
    private void KeepMostTelling()
    {
        _matches.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : Weight(b).CompareTo(Weight(a)));
        var kept = 0;
        for (var i = 0; i < _matches.Count; i++)
        {
            var match = _matches[i];
            if (kept > 0 && match.Overlaps(_matches[kept - 1]))
            {
                if (Weight(match) > Weight(_matches[kept - 1]))
                    _matches[kept - 1] = match;
                continue;
            }

            _matches[kept++] = match;
        }

        _matches.RemoveRange(kept, _matches.Count - kept);
    }

    private long Weight(in SecretMatch match)
    {
        var rule = rules.Rules[match.Rule];
        var weight = rule.Kind == FindingKind.Credential ? 8L : 0;
        weight += match.IsProven ? 4 : 0;
        weight += rule.Structure != SecretStructure.None ? 2 : 0;
        weight += rule.Provider != "Generic" ? 1 : 0;
        weight = (weight << 2) + (long)rule.Confidence;
        return (weight << 40) + ((long)(match.End - match.Start) << 10) - match.Rule;
    }

    private struct HitBuffer() : ILiteralSink
    {
        private readonly List<(int End, int Literal)> _hits = [];
        private int _base;
        private int _reportAfter;

        public readonly int Count => _hits.Count;

        public void Reset(int offset, int reportAfter)
        {
            _hits.Clear();
            _base = offset;
            _reportAfter = reportAfter;
        }

        public readonly void Hit(int literal, int end)
        {
            if (_base + end > _reportAfter)
                _hits.Add((_base + end, literal));
        }

        // The interleaved walk reports eight parts at a time.
        public readonly List<(int End, int Literal)> Sorted()
        {
            if (_hits.Count > 1)
                _hits.Sort();
            return _hits;
        }
    }
}
