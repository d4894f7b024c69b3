namespace Gatehouse.Patterns;

/// <summary>Builds the table of <see cref="LiteralMatcher"/>: a trie over lower-cased words, then failure links breadth first, folded into the rows.</summary>
internal static class LiteralAutomaton
{
    private const int MaxStates = 0x7FFF;

    public static (ushort[] Next, int[][] Ends) Build(IReadOnlyList<Literal> literals)
    {
        var rows = new List<int[]> { NewRow() };
        var ends = new List<List<int>> { new() };
        for (var id = 0; id < literals.Count; id++)
        {
            var state = 0;
            foreach (var b in literals[id].Bytes.Span)
            {
                var folded = Fold(b);
                if (rows[state][folded] < 0)
                {
                    if (rows.Count > MaxStates)
                        throw new ArgumentException($"the literals need more than {MaxStates} states", nameof(literals));
                    rows[state][folded] = rows.Count;
                    rows.Add(NewRow());
                    ends.Add([]);
                }

                state = rows[state][folded];
            }

            ends[state].Add(id);
        }

        Complete(rows, ends);
        return (Pack(rows, ends), [.. ends.Select(list => list.ToArray())]);
    }

    // After this a row has a next state for every byte: where the trie has none, that of the longest suffix that has.
    private static void Complete(List<int[]> rows, List<List<int>> ends)
    {
        var fail = new int[rows.Count];
        var queue = new Queue<int>();
        for (var b = 0; b < 256; b++)
        {
            if (rows[0][b] < 0)
                rows[0][b] = 0;
            else
                queue.Enqueue(rows[0][b]);
        }

        while (queue.TryDequeue(out var state))
        {
            ends[state].AddRange(ends[fail[state]]);
            for (var b = 0; b < 256; b++)
            {
                var child = rows[state][b];
                if (child < 0)
                {
                    rows[state][b] = rows[fail[state]][b];
                }
                else
                {
                    fail[child] = rows[fail[state]][b];
                    queue.Enqueue(child);
                }
            }
        }
    }

    private static ushort[] Pack(List<int[]> rows, List<List<int>> ends)
    {
        var next = new ushort[rows.Count << 8];
        for (var state = 0; state < rows.Count; state++)
        {
            for (var b = 0; b < 256; b++)
            {
                var to = rows[state][Fold((byte)b)];
                next[(state << 8) | b] = (ushort)(to | (ends[to].Count > 0 ? 0x8000 : 0));
            }
        }

        return next;
    }

    private static int[] NewRow()
    {
        var row = new int[256];
        Array.Fill(row, -1);
        return row;
    }

    private static byte Fold(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
}
