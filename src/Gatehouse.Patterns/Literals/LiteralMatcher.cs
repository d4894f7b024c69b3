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
/// Finds every occurrence of many words in one pass. Where the processor can, and all words have at least three bytes,
/// a vectorised first look (<see cref="LiteralFingerprints"/>) skips what cannot begin a word; else, and over a text made
/// to defeat that look, a table walk (<see cref="LiteralWalk"/>) reads every byte. Both report the same.
/// </summary>
public sealed class LiteralMatcher
{
    private readonly Literal[] _literals;
    private readonly LiteralFingerprints? _fingerprints;
    private LiteralWalk? _walk;

    private LiteralMatcher(Literal[] literals, LiteralFingerprints? fingerprints, LiteralWalk? walk)
    {
        _literals = literals;
        _fingerprints = fingerprints;
        _walk = walk;
    }

    /// <summary>Builds the matcher. At most 32,767 states: about as many bytes as all words have.</summary>
    /// <exception cref="ArgumentException">A word is empty or longer than 256 bytes, or there are too many.</exception>
    public static LiteralMatcher Build(IReadOnlyList<Literal> literals) => Build(literals, LiteralFingerprints.BestMethod);

    internal static LiteralMatcher Build(IReadOnlyList<Literal> literals, LiteralMethod method)
    {
        foreach (var literal in literals)
        {
            if (literal.Bytes.Length is 0 or > 256)
                throw new ArgumentException("a literal has 1 to 256 bytes", nameof(literals));
        }

        // A byte is at most one state, so fewer bytes always fit. More may: that only building tells.
        Literal[] all = [.. literals];
        var walk = all.Sum(literal => literal.Bytes.Length) < LiteralAutomaton.MaxStates ? null : new LiteralWalk(all);
        return new LiteralMatcher(all, LiteralFingerprints.Build(all, method), walk);
    }

    /// <summary>Reports every occurrence once, in no promised order.</summary>
    public void Scan<TSink>(ReadOnlySpan<byte> text, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        if (_literals.Length == 0)
            return;
        var from = _fingerprints?.Scan(text, ref sink) ?? 0;
        if (from < text.Length)
            Walk().Scan(text, from, ref sink);
    }

    // Built when first wanted: its table is some hundred kilobytes. Two threads may build it; either is good.
    private LiteralWalk Walk() => Volatile.Read(ref _walk) ?? (_walk = new LiteralWalk(_literals));
}
