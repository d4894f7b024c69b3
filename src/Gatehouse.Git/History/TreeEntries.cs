using Gatehouse.Model;

namespace Gatehouse.Git.History;

/// <summary>The entries of a tree as numbers, in their order: where each begins, what it holds, its name.</summary>
internal sealed class TreeEntries
{
    private int[] _starts = new int[64];
    private int[] _children = new int[64];
    private int[] _names = new int[64];

    /// <summary>Entries.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the tree.</summary>
    public int Length { get; private set; }

    /// <summary>The numbers of objects; −1 for a submodule, and for what the repository does not hold.</summary>
    public ReadOnlySpan<int> Children => _children.AsSpan(0, Count);

    public ReadOnlySpan<int> Names => _names.AsSpan(0, Count);

    /// <summary>
    /// Takes over what a delta copied from the tree of <paramref name="before"/> and parses the rest.
    /// </summary>
    /// <returns>False where the bytes are no tree.</returns>
    public bool Read(ReadOnlySpan<byte> tree, TreeEntries? before, ReadOnlySpan<CopiedSpan> copies, IEntrySink sink)
    {
        Count = 0;
        Length = tree.Length;
        if (before is null)
            return Parse(tree, 0, tree.Length, sink);
        var end = 0;
        foreach (var span in copies)
        {
            var first = before.FirstFrom(span.From);
            var last = before.FirstFrom(span.From + span.Length); // Ends within the span, or where it ends.
            if (last > first && before.EndOf(last - 1) > span.From + span.Length)
                last--;
            if (last <= first)
                continue;
            var shift = span.To - span.From;
            var start = before._starts[first] + shift;
            if (start < end || !Parse(tree, end, start, sink))
                return Again(tree, sink); // An id may hold any bytes, an entry's included.
            Take(before, first, last, shift);
            end = before.EndOf(last - 1) + shift;
        }

        return Parse(tree, end, tree.Length, sink) || Again(tree, sink);
    }

    private bool Again(ReadOnlySpan<byte> tree, IEntrySink sink)
    {
        Count = 0;
        return Parse(tree, 0, tree.Length, sink);
    }

    // The stretch must be entries to its very end.
    private bool Parse(ReadOnlySpan<byte> tree, int from, int to, IEntrySink sink)
    {
        var cursor = new TreeCursor(tree[from..to]);
        var start = from;
        while (cursor.MoveNext())
        {
            Grow(1);
            _starts[Count] = start;
            sink.Take(cursor.Name, cursor.Mode, cursor.Id, out _children[Count], out _names[Count]);
            Count++;
            start = to - cursor.Remaining;
        }

        return !cursor.IsMalformed;
    }

    private void Take(TreeEntries before, int first, int last, int shift)
    {
        var count = last - first;
        Grow(count);
        before._children.AsSpan(first, count).CopyTo(_children.AsSpan(Count));
        before._names.AsSpan(first, count).CopyTo(_names.AsSpan(Count));
        var starts = _starts.AsSpan(Count, count);
        before._starts.AsSpan(first, count).CopyTo(starts);
        if (shift != 0)
        {
            for (var i = 0; i < starts.Length; i++)
                starts[i] += shift;
        }

        Count += count;
    }

    private int FirstFrom(int offset)
    {
        var found = _starts.AsSpan(0, Count).BinarySearch(offset);
        return found < 0 ? ~found : found;
    }

    private int EndOf(int entry) => entry + 1 < Count ? _starts[entry + 1] : Length;

    private void Grow(int by)
    {
        if (Count + by <= _starts.Length)
            return;
        var length = Math.Max(Count + by, 2 * _starts.Length);
        Array.Resize(ref _starts, length);
        Array.Resize(ref _children, length);
        Array.Resize(ref _names, length);
    }
}

/// <summary>Gives numbers to entries that were not seen before.</summary>
internal interface IEntrySink
{
    void Take(ReadOnlySpan<byte> name, EntryMode mode, ObjectId id, out int child, out int nameNumber);
}
