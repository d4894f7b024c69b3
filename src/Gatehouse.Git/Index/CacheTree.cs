using System.Buffers.Text;

namespace Gatehouse.Git;

/// <summary>
/// The trees that the index knows already (gitformat-index(5), "Cache tree"): for each folder that was not touched since,
/// its tree's id and number of entries. Believing it is safe: git makes the next commit out of the same ids.
/// </summary>
internal sealed class CacheTree
{
    private const int MaxDepth = 512;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<int, int[]> _children = [];
    private readonly Lock _sorting = new();

    private CacheTree(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    /// <summary>Reads the extension; null where it is damaged, since it only saves work.</summary>
    public static CacheTree? Parse(ReadOnlyMemory<byte> bytes)
    {
        var tree = new CacheTree(bytes);
        var at = 0;
        return tree.TryReadNode(ref at, 0) && at == bytes.Length ? tree : null;
    }

    /// <summary>A folder's number of entries, −1 where it was touched, and the id of its tree where not.</summary>
    public (int Entries, ObjectId Id) this[int node] => (_nodes[node].Entries, _nodes[node].Id);

    /// <summary>The child of a folder by name; −1 where there is none.</summary>
    public int Child(int node, ReadOnlySpan<byte> name)
    {
        if (node < 0)
            return -1;
        int[]? children;
        lock (_sorting)
        {
            if (!_children.TryGetValue(node, out children))
                _children.Add(node, children = SortedChildren(node));
        }

        int low = 0, high = children.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Name(children[middle]).SequenceCompareTo(name) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low < children.Length && Name(children[low]).SequenceEqual(name) ? children[low] : -1;
    }

    // git sorts them by length first; and a folder of many folders must not cost their square.
    private int[] SortedChildren(int node)
    {
        var children = new List<int>();
        for (var child = node + 1; child < _nodes[node].End; child = _nodes[child].End)
            children.Add(child);
        children.Sort((left, right) => Name(left).SequenceCompareTo(Name(right)));
        return [.. children];
    }

    private ReadOnlySpan<byte> Name(int node) => _bytes.Span.Slice(_nodes[node].NameAt, _nodes[node].NameLength);

    private bool TryReadNode(ref int at, int depth)
    {
        var bytes = _bytes.Span;
        var nameLength = depth > MaxDepth ? -1 : bytes[at..].IndexOf((byte)0);
        if (nameLength < 0)
            return false;
        var nameAt = at;
        at += nameLength + 1;
        if (!TryReadNumber(ref at, ' ', out var entries) || !TryReadNumber(ref at, '\n', out var children))
            return false;
        var id = default(ObjectId);
        if (entries >= 0)
        {
            if (bytes.Length - at < ObjectId.RawLength)
                return false;
            id = new ObjectId(bytes[at..]);
            at += ObjectId.RawLength;
        }

        var own = _nodes.Count;
        _nodes.Add(default);
        for (var i = 0; i < children; i++)
        {
            if (!TryReadNode(ref at, depth + 1))
                return false;
        }

        _nodes[own] = new Node(nameAt, nameLength, entries, id, _nodes.Count);
        return true;
    }

    private bool TryReadNumber(ref int at, char end, out int number)
    {
        var bytes = _bytes.Span[at..];
        if (!Utf8Parser.TryParse(bytes, out number, out var used) || used >= bytes.Length || bytes[used] != end)
            return false;
        at += used + 1;
        return true;
    }

    private readonly record struct Node(int NameAt, int NameLength, int Entries, ObjectId Id, int End);
}
