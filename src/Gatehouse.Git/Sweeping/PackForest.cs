using Gatehouse.Git.Objects;

namespace Gatehouse.Git.Sweeping;

/// <summary>
/// All entries of one pack as a forest: an object stored whole is a root, one stored as a delta hangs below its base. An
/// entry is known by its number in the order of offsets.
/// </summary>
internal sealed class PackForest
{
    private readonly long[] _offsets;
    private readonly int[] _rows;
    private readonly byte[] _kinds;
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;
    private readonly int[] _weights;
    private readonly int[] _roots;

    private PackForest(PackFile pack, int count, int firstNumber, bool isBorrowed)
    {
        Pack = pack;
        IsBorrowed = isBorrowed;
        FirstNumber = firstNumber;
        _offsets = new long[count];
        _rows = new int[count];
        _kinds = new byte[count];
        _firstChild = new int[count];
        _nextSibling = new int[count];
        _weights = new int[count];
        _roots = new int[count];
    }

    public PackFile Pack { get; }

    public int Count => _offsets.Length;

    /// <summary>Whether the pack is of another repository that this one borrows from.</summary>
    public bool IsBorrowed { get; }

    /// <summary>The number of its first entry among those of all packs.</summary>
    public int FirstNumber { get; }

    /// <summary>Entries whose base is not there, or that are bases of themselves in a circle, or that are no entries.</summary>
    public List<int> Damaged { get; } = [];

    /// <summary>Null where the pack or its index cannot be read; <see cref="PackFile.Problem"/> says why.</summary>
    public static PackForest? Of(PackFile pack, int firstNumber, bool isBorrowed, int jobs)
    {
        if (pack.Index is not { } index)
            return null;
        var forest = new PackForest(pack, index.Count, firstNumber, isBorrowed);
        for (var row = 0; row < index.Count; row++)
        {
            forest._offsets[row] = index.OffsetAt(row);
            forest._rows[row] = row;
        }

        Array.Sort(forest._offsets, forest._rows);
        forest.Link(forest.Heads(jobs));
        return forest;
    }

    public ObjectId Id(int entry) => Pack.Index!.IdAt(_rows[entry]);

    /// <summary>None where nothing is known of it for damage.</summary>
    public ObjectKind KindOf(int entry) => (ObjectKind)(_kinds[entry] & ~Root);

    /// <summary>The entry, stored whole, that an entry hangs below.</summary>
    public int RootOf(int entry) => _roots[entry];

    public long Offset(int entry) => _offsets[entry];

    /// <summary>Objects at and below an entry.</summary>
    public int Weight(int entry) => _weights[entry];

    /// <summary>Entries of a kind that are stored whole, those with the most below them first: threads then end together.</summary>
    public int[] Roots(ObjectKind kind)
    {
        var roots = new List<int>();
        for (var entry = 0; entry < Count; entry++)
        {
            if (_kinds[entry] == ((byte)kind | Root))
                roots.Add(entry);
        }

        var heavy = roots.Where(root => _weights[root] > 64).OrderByDescending(root => _weights[root]).ThenBy(root => root);
        return [.. heavy, .. roots.Where(root => _weights[root] <= 64)];
    }

    /// <summary>Puts the entries below one into a list, the heaviest first.</summary>
    public void Children(int entry, List<int> children)
    {
        children.Clear();
        for (var child = _firstChild[entry]; child >= 0; child = _nextSibling[child])
            children.Add(child);
        if (children.Count > 1)
            children.Sort((left, right) => _weights[left] != _weights[right] ? _weights[right].CompareTo(_weights[left]) : left.CompareTo(right));
    }

    public bool HasChildren(int entry) => _firstChild[entry] >= 0;

    private const byte Root = 0x80;

    // The head of every entry: its own kind where it is stored whole, the entry of its base where it is not.
    private int[] Heads(int jobs)
    {
        const int EntriesPerTurn = 16_384;
        var parents = new int[Count];
        var next = 0;
        WorkerThreads.Run("heads", Math.Min(jobs, 1 + (Count / EntriesPerTurn)), () =>
        {
            while (Interlocked.Add(ref next, EntriesPerTurn) - EntriesPerTurn is var start && start < Count)
            {
                for (var entry = start; entry < Math.Min(start + EntriesPerTurn, Count); entry++)
                    parents[entry] = ReadHead(entry);
            }
        });
        return parents;
    }

    private int ReadHead(int entry)
    {
        if (_offsets[entry] < 0 || !Pack.TryReadEntry(_offsets[entry], out var head))
            return NoEntry;
        if (head.BaseOffset >= 0)
            return Array.BinarySearch(_offsets, head.BaseOffset) is var parent and >= 0 ? parent : NoEntry;
        _kinds[entry] = (byte)(head.Type | Root);
        return NoParent;
    }

    private const int NoParent = -1, NoEntry = -2;

    private void Link(int[] parents)
    {
        Array.Fill(_firstChild, -1);
        Array.Fill(_nextSibling, -1);
        var order = new int[Count];
        var reached = 0;
        for (var entry = 0; entry < Count; entry++)
        {
            var parent = parents[entry];
            if (parent == NoEntry)
            {
                Damaged.Add(entry);
            }
            else if (parent == NoParent)
            {
                _roots[entry] = entry;
                order[reached++] = entry;
            }
            else
            {
                _nextSibling[entry] = _firstChild[parent];
                _firstChild[parent] = entry;
            }
        }

        // Parents before children. What no root leads to hangs below damage, or in a circle.
        for (var next = 0; next < reached; next++)
        {
            var kind = (byte)(_kinds[order[next]] & ~Root);
            for (var child = _firstChild[order[next]]; child >= 0; child = _nextSibling[child])
            {
                _kinds[child] = kind;
                _roots[child] = _roots[order[next]];
                order[reached++] = child;
            }
        }

        Weigh(order.AsSpan(0, reached));
        if (reached + Damaged.Count < Count)
            AddUnreached(order.AsSpan(0, reached));
    }

    private void Weigh(ReadOnlySpan<int> order)
    {
        for (var next = order.Length - 1; next >= 0; next--)
        {
            var weight = 1;
            for (var child = _firstChild[order[next]]; child >= 0; child = _nextSibling[child])
                weight += _weights[child];
            _weights[order[next]] = weight;
        }
    }

    private void AddUnreached(ReadOnlySpan<int> order)
    {
        var isKnown = new bool[Count];
        foreach (var entry in order)
            isKnown[entry] = true;
        foreach (var entry in Damaged)
            isKnown[entry] = true;
        for (var entry = 0; entry < Count; entry++)
        {
            if (!isKnown[entry])
                Damaged.Add(entry);
        }
    }
}
