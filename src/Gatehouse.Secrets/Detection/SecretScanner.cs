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
    private readonly int[] _matchedUntil = new int[rules.Rules.Length];
    private readonly HitBuffer _hits = new(rules);

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
            var sink = new HitSink(_hits);
            rules.Literals.Scan(text[(start - early)..end], ref sink);
            if (_hits.Count == 0)
                continue;
            if (!anyHit)
                Array.Clear(_matchedUntil);
            anyHit = true;
            Match(path, text, _hits.Sorted());
        }

        if (_matches.Count > 1)
            KeepMostTelling();
        return _matches;
    }

    // Hits come sorted by rule, then place. Windows that touch become one, so that a text full of a literal is matched
    // once, not once a literal.
    private void Match(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text, List<Hit> hits)
    {
        for (var i = 0; i < hits.Count;)
        {
            var index = hits[i].Rule;
            var rule = rules[index];
            var isWanted = rule.Wants(path);
            var longest = rule.Pattern.MaxLength!.Value;
            while (i < hits.Count && hits[i].Rule == index)
            {
                var (from, to) = Window(hits[i], longest);
                for (i++; i < hits.Count && hits[i].Rule == index && Window(hits[i], longest) is var next && next.From <= to; i++)
                    to = Math.Max(to, next.To);
                if (isWanted)
                    _matchedUntil[index] = Math.Max(_matchedUntil[index], MatchWindow(rule, index, text, Math.Max(from, _matchedUntil[index]), Math.Min(to, text.Length), _matches));
            }
        }
    }

    /// <summary>Where a match that holds the literal can lie; its end may lie beyond the text.</summary>
    public static (int From, int To) Window(Hit hit, int longest)
    {
        var reach = Math.Max(0, longest - (hit.End - hit.Start));
        return (Math.Max(0, hit.Start - reach), (int)Math.Min(int.MaxValue, (long)hit.End + reach));
    }

    /// <summary>Adds a rule's matches within a stretch.</summary>
    /// <returns>Where the last ends; the stretch's beginning without any.</returns>
    public int MatchWindow(CompiledRule rule, int index, ReadOnlySpan<byte> text, int from, int to, List<SecretMatch> matches)
    {
        var until = from;
        while (from < to && rule.Pattern.TryMatch(text, from, to, _groups, _scratch))
        {
            var whole = _groups[0];
            var secret = _groups[rule.SecretGroup];
            if (secret.IsMatched && SecretFilter.Accepts(rule, text, secret, out var isProven))
                matches.Add(new SecretMatch(index, secret.Start, secret.End, isProven));
            until = from = Math.Max(whole.End, from + 1);
        }

        return until;
    }

    /// <summary>The matches of a text whose windows were all tried, each secret by its most telling rule. Valid until the next call.</summary>
    public IReadOnlyList<SecretMatch> MostTelling(ScanState state)
    {
        _matches.Clear();
        _matches.AddRange(state.Matches);
        if (_matches.Count > 1)
            KeepMostTelling();
        return _matches;
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

    private sealed class HitBuffer(CompiledRules rules)
    {
        private readonly List<Hit> _hits = [];
        private int _base;
        private int _reportAfter;

        public int Count => _hits.Count;

        public void Reset(int offset, int reportAfter)
        {
            _hits.Clear();
            _base = offset;
            _reportAfter = reportAfter;
        }

        public void Add(int literal, int end)
        {
            end += _base;
            if (end > _reportAfter)
                _hits.Add(new Hit(rules.RuleOf(literal), end - rules.LengthOf(literal), end));
        }

        public List<Hit> Sorted()
        {
            if (_hits.Count > 1)
                _hits.Sort();
            return _hits;
        }
    }

    private readonly struct HitSink(HitBuffer buffer) : ILiteralSink
    {
        public void Hit(int literal, int end) => buffer.Add(literal, end);
    }
}
