namespace Gatehouse.Patterns;

/// <summary>Shares words out among 16 buckets, so that few places of ordinary text look like a word's beginning.</summary>
internal static class FingerprintBuckets
{
    private const int Count = 16;
    private const int Places = 4;

    private static readonly byte[] AnyByte = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    /// <summary>The commonest beginnings first, each to the bucket whose mixed beginnings become commoner by the least.</summary>
    public static List<Literal>[] Share(IReadOnlyList<Literal> literals)
    {
        var buckets = new Bucket[Count];
        for (var i = 0; i < Count; i++)
            buckets[i] = new Bucket();
        foreach (var literal in literals.OrderByDescending(literal => new Bucket().CostWith(literal)))
            buckets.MinBy(bucket => bucket.CostWith(literal) - bucket.Cost)!.Add(literal);
        return [.. buckets.Select(bucket => bucket.Literals)];
    }

    /// <summary>What may stand at a place of the word's beginning. A word of three bytes takes any fourth.</summary>
    public static ReadOnlySpan<byte> Accepted(in Literal literal, int place)
    {
        var bytes = literal.Bytes.Span;
        if (place >= bytes.Length)
            return AnyByte;
        return literal.IgnoreCase && char.IsAsciiLetter((char)bytes[place])
            ? new[] { (byte)(bytes[place] & ~0x20), (byte)(bytes[place] | 0x20) }
            : bytes.Slice(place, 1);
    }

    // How often a byte stands in source text, in thousandths, roughly.
    private static double Frequency(byte value) => (char)value switch
    {
        ' ' => 120,
        'e' or 't' => 55,
        'a' or 'i' or 'n' or 'o' or 'r' or 's' => 42,
        'c' or 'd' or 'l' or 'p' => 28,
        'f' or 'm' or 'u' or 'g' or 'h' or 'b' or '_' => 18,
        '\t' or '\n' or '0' or ',' or '(' or ')' or ';' or '*' or '-' => 18,
        'v' or 'w' or 'x' or 'y' or 'k' or '1' or '2' or '=' or '/' or '.' => 12,
        'j' or 'q' or 'z' => 3,
        >= 'A' and <= 'Z' => 7,
        > ' ' and < (char)0x7F => 5,
        _ => 0.5,
    };

    private sealed class Bucket
    {
        private readonly bool[] _accepts = new bool[Places * 256];
        private readonly double[] _weights = new double[Places];

        public List<Literal> Literals { get; } = [];

        /// <summary>How often a place of ordinary text has a byte of each table, to a constant.</summary>
        public double Cost { get; private set; }

        public double CostWith(in Literal literal)
        {
            var cost = 1.0;
            for (var place = 0; place < Places; place++)
                cost *= place < literal.Bytes.Length ? _weights[place] + Added(literal, place) : 1000;
            return cost;
        }

        public void Add(in Literal literal)
        {
            Cost = CostWith(literal);
            Literals.Add(literal);
            for (var place = 0; place < Places; place++)
            {
                _weights[place] = place < literal.Bytes.Length ? _weights[place] + Added(literal, place) : 1000;
                foreach (var value in Accepted(literal, place))
                    _accepts[(place * 256) + value] = true;
            }
        }

        private double Added(in Literal literal, int place)
        {
            var added = 0.0;
            foreach (var value in Accepted(literal, place))
            {
                if (!_accepts[(place * 256) + value])
                    added += Frequency(value);
            }

            return added;
        }
    }
}
