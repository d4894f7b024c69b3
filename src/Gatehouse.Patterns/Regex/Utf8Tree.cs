using System.Globalization;
using System.Text;

namespace Gatehouse.Patterns;

/// <summary>
/// The encodings of a set of code points as a graph in which equal rests are shared: <c>.</c> has 9 nodes rather than
/// 26, and the letters of all scripts a quarter.
/// </summary>
internal sealed class Utf8Tree
{
    private readonly Dictionary<string, Utf8Tree> _known;
    private int _number;

    private Utf8Tree(Dictionary<string, Utf8Tree> known) => _known = known;

    /// <summary>Bytes and what follows them, null for nothing; what ends the character comes first.</summary>
    public List<(List<(byte Low, byte High)> Bytes, Utf8Tree? Next)> Edges { get; } = [];

    /// <param name="isReversed">Last byte first.</param>
    public static Utf8Tree Of(CodePointSet set, bool isReversed)
    {
        var sequences = Utf8Ranges.Of(set);
        if (isReversed)
        {
            foreach (var sequence in sequences)
                Array.Reverse(sequence);
            sequences.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        }

        return Build(sequences, 0, new Dictionary<string, Utf8Tree>(StringComparer.Ordinal));
    }

    // Sorted sequences: those with the same range at this depth stand together.
    private static Utf8Tree Build(List<(byte Low, byte High)[]> sequences, int depth, Dictionary<string, Utf8Tree> known)
    {
        var node = new Utf8Tree(known);
        for (var i = 0; i < sequences.Count;)
        {
            var range = sequences[i][depth];
            var rest = new List<(byte, byte)[]>();
            var ends = false;
            for (; i < sequences.Count && sequences[i][depth] == range; i++)
            {
                if (sequences[i].Length == depth + 1)
                    ends = true;
                else
                    rest.Add(sequences[i]);
            }

            if (ends)
                node.Add(range, null);
            if (rest.Count > 0)
                node.Add(range, Build(rest, depth + 1, known));
        }

        return node.Shared();
    }

    private void Add((byte, byte) range, Utf8Tree? rest)
    {
        var same = Edges.FindIndex(edge => ReferenceEquals(edge.Next, rest));
        if (same >= 0)
            Edges[same].Bytes.Add(range);
        else
            Edges.Insert(rest is null ? 0 : Edges.Count, ([range], rest));
    }

    private Utf8Tree Shared()
    {
        var key = new StringBuilder();
        foreach (var (bytes, rest) in Edges)
        {
            foreach (var (low, high) in bytes)
                key.Append(CultureInfo.InvariantCulture, $"{low:X2}{high:X2}");
            key.Append('>').Append(rest?._number ?? 0).Append(';');
        }

        if (_known.TryGetValue(key.ToString(), out var node))
            return node;
        _number = _known.Count + 1;
        _known.Add(key.ToString(), this);
        return this;
    }
}
