namespace Gatehouse.Git.Changes;

/// <summary>
/// The index against a tree, folder by folder:
/// <code>
///   tree of HEAD   drivers/ ──► same id as the cache tree knows: nothing below differs, nothing is read
///                  kernel/  ──► touched: read this tree, compare its entries with the index's rows, go down again
/// </code>
/// so a commit of ten files costs the trees on the way to them, however large the whole is.
/// </summary>
internal sealed class StagedComparison(GitRepository repository, GitIndex index, ChangeCollector collector)
{
    private const int MaxDepth = 512;

    private readonly TreeComparison _trees = new(repository, collector);

    public bool Compare(ObjectId? tree) => Compare(tree, 0, index.Count, 0, index.CacheTree is null ? -1 : 0, 0);

    private bool Compare(ObjectId? tree, int row, int end, int prefix, int node, int depth)
    {
        if (tree is not null && node >= 0 && index.CacheTree![node] is var known && known.Entries == end - row && known.Id == tree)
            return true;
        if (row == end)
            return _trees.Compare(tree, null, depth);
        if (depth > MaxDepth)
            return collector.Fail(GitProblem.TooLarge($"{Escape.Path(collector.Path)} is more than {MaxDepth} folders deep"));
        if (!_trees.TryRead(tree, out var bytes))
            return false;

        var cursor = new TreeCursor(bytes);
        var hasTree = _trees.Next(ref cursor);
        while (hasTree || row < end)
        {
            var rest = row < end ? index[row].Path[prefix..] : default;
            var slash = rest.IndexOf((byte)'/');
            var name = slash < 0 ? rest : rest[..slash];
            var order = row == end ? -1 : !hasTree ? 1 : TreeOrder.Compare(cursor.Name, cursor.Mode == EntryMode.Tree, name, slash >= 0);
            if (order < 0)
            {
                if (!Gone(cursor))
                    return false;
                hasTree = _trees.Next(ref cursor);
                continue;
            }

            var old = order == 0 ? new Old(cursor.Mode, cursor.Id) : default;
            var isDone = slash < 0 ? File(name, old, ref row, end) : Folder(name, old, ref row, end, prefix, node, depth);
            if (!isDone)
                return false;
            if (order == 0)
                hasTree = _trees.Next(ref cursor);
        }

        return !cursor.IsMalformed || collector.Fail(GitProblem.Corrupt($"tree {tree} is malformed"));
    }

    private bool File(ReadOnlySpan<byte> name, Old old, ref int row, int end)
    {
        var entry = index[row];
        var path = entry.Path;
        row++;
        while (row < end && index[row].Path.SequenceEqual(path))
            row++; // The other stages of a conflict.
        if (GitPath.NameProblem(name) is { } problem)
        {
            collector.Notice(name, problem);
            return true;
        }

        if (entry.Stage > 0)
            return collector.Add(name, ChangeKind.Unmerged, old.Mode, old.Id, EntryMode.None, default);
        if (entry.IsIntentToAdd)
            return old.Mode == EntryMode.None || collector.Add(name, old.Mode, old.Id, EntryMode.None, default);
        return (old.Mode == entry.Mode && old.Id == entry.Id) || collector.Add(name, old.Mode, old.Id, entry.Mode, entry.Id);
    }

    private bool Folder(ReadOnlySpan<byte> name, Old old, ref int row, int end, int prefix, int node, int depth)
    {
        var first = row;
        var child = node < 0 ? -1 : index.CacheTree!.Child(node, name);
        row = EndOfFolder(first, end, prefix + name.Length + 1, child);
        if (GitPath.NameProblem(name) is { } problem)
        {
            collector.Notice(name, problem);
            return true;
        }

        var length = collector.PathLength;
        if (!collector.Enter(name))
            return true;
        ObjectId? tree = old.Mode == EntryMode.None ? null : old.Id;
        var entry = index[first];
        var isDone = entry.IsSparseFolder && entry.Path.Length == prefix + name.Length + 1
            ? _trees.Compare(tree, entry.Id, depth + 1)
            : Compare(tree, first, row, prefix + name.Length + 1, child, depth + 1);
        collector.Leave(length);
        return isDone;
    }

    // The rows of a folder stand together. The cache tree's count is taken where it fits, and checked.
    private int EndOfFolder(int first, int end, int prefix, int node)
    {
        var folder = index[first].Path[..prefix];
        if (node >= 0 && index.CacheTree![node].Entries is var count and > 0 && count <= end - first
            && index[first + count - 1].Path.StartsWith(folder)
            && (first + count == end || !index[first + count].Path.StartsWith(folder)))
        {
            return first + count;
        }

        var low = first + 1;
        while (low < end)
        {
            var middle = (int)(((uint)low + (uint)end) >> 1);
            if (index[middle].Path.StartsWith(folder))
                low = middle + 1;
            else
                end = middle;
        }

        return low;
    }

    private bool Gone(in TreeCursor cursor)
    {
        if (cursor.Mode != EntryMode.Tree)
            return collector.Add(cursor.Name, cursor.Mode, cursor.Id, EntryMode.None, default);
        var length = collector.PathLength;
        if (!collector.Enter(cursor.Name))
            return true;
        var isDone = _trees.Compare(cursor.Id, null, 0);
        collector.Leave(length);
        return isDone;
    }

    private readonly record struct Old(EntryMode Mode, ObjectId Id);
}
