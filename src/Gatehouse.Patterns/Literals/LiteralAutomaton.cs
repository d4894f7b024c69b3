namespace Gatehouse.Patterns;

/// <summary>Builds the table of <see cref="LiteralWalk"/>: a trie over lower-cased words, then failure links breadth first, folded into the rows.</summary>
internal static class LiteralAutomaton
{
    public const int MaxStates = 0x7FFF;

    public static (ushort[] Next, int[][] Ends) Build(IReadOnlyList<Literal> literals)
    {
        // One flat table: a row an array would be thousands of objects, and this is built at every start.
        var most = Math.Min(MaxStates, literals.Sum(literal => literal.Bytes.Length) + 1);
        var next = new ushort[most << 8];
        var ends = new List<List<int>?>(most) { null };
        for (var id = 0; id < literals.Count; id++)
        {
            var state = 0;
            foreach (var b in literals[id].Bytes.Span)
            {
                ref var child = ref next[(state << 8) | Fold(b)];
                if (child == 0)
                {
                    if (ends.Count == most)
                        throw new ArgumentException($"the literals need more than {MaxStates} states", nameof(literals));
                    child = (ushort)ends.Count;
                    ends.Add(null);
                }

                state = child;
            }

            (ends[state] ??= []).Add(id);
        }

        Complete(next, ends);
        return (Pack(next, ends), [.. ends.Select(list => list?.ToArray() ?? [])]);
    }

    // After this a row has a next state for every byte: where the trie has none (0), that of the longest suffix that has.
    private static void Complete(ushort[] next, List<List<int>?> ends)
    {
        var fail = new ushort[ends.Count];
        var queue = new Queue<int>();
        for (var b = 0; b < 256; b++)
        {
            if (next[b] != 0)
                queue.Enqueue(next[b]);
        }

        while (queue.TryDequeue(out var state))
        {
            if (ends[fail[state]] is { } shorter)
                (ends[state] ??= []).AddRange(shorter);
            var row = next.AsSpan(state << 8, 256);
            var fallback = next.AsSpan(fail[state] << 8, 256);
            for (var b = 0; b < 256; b++)
            {
                if (row[b] == 0)
                {
                    row[b] = fallback[b];
                }
                else
                {
                    fail[row[b]] = fallback[b];
                    queue.Enqueue(row[b]);
                }
            }
        }
    }

    // Capitals get the rows of small letters, and every transition says whether a word ends there.
    private static ushort[] Pack(ushort[] next, List<List<int>?> ends)
    {
        var packed = next.AsSpan(0, ends.Count << 8).ToArray();
        for (var state = 0; state < ends.Count; state++)
        {
            var row = packed.AsSpan(state << 8, 256);
            row.Slice('a', 26).CopyTo(row.Slice('A', 26));
            foreach (ref var to in row)
            {
                if (ends[to] is not null)
                    to |= 0x8000;
            }
        }

        return packed;
    }

    private static byte Fold(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
}
