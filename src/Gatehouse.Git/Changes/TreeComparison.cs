namespace Gatehouse.Git.Changes;

/// <summary>
/// Walks two trees side by side and enters only folders whose ids differ. Every entry of the new tree is either equal to
/// its namesake or reported, even where a hostile tree is out of order.
/// </summary>
internal sealed class TreeComparison(GitRepository repository, ChangeCollector collector)
{
    private const int MaxDepth = 512;
    private const long MaxTreeBytes = 256 << 20;

    /// <summary>Reports what differs below the collector's path; a null side is an empty folder.</summary>
    public bool Compare(ObjectId? before, ObjectId? after, int depth = 0)
    {
        if (before == after)
            return true;
        if (depth > MaxDepth)
            return collector.Fail(GitProblem.TooLarge($"{Escape.Path(collector.Path)} is more than {MaxDepth} folders deep"));
        if (!TryRead(before, out var oldTree) || !TryRead(after, out var newTree))
            return false;

        var old = new TreeCursor(oldTree);
        var now = new TreeCursor(newTree);
        var hasOld = Next(ref old);
        var hasNow = Next(ref now);
        while (hasOld || hasNow)
        {
            var order = !hasOld ? 1 : !hasNow ? -1 : TreeOrder.Compare(old.Name, old.Mode == EntryMode.Tree, now.Name, now.Mode == EntryMode.Tree);
            var ok = order switch
            {
                < 0 => Report(old.Name, old.Mode, old.Id, EntryMode.None, default, depth),
                > 0 => Report(now.Name, EntryMode.None, default, now.Mode, now.Id, depth),
                _ => (old.Id == now.Id && old.Mode == now.Mode) || Report(now.Name, old.Mode, old.Id, now.Mode, now.Id, depth),
            };
            if (!ok)
                return false;
            if (order <= 0)
                hasOld = Next(ref old);
            if (order >= 0)
                hasNow = Next(ref now);
        }

        return (!old.IsMalformed && !now.IsMalformed)
            || collector.Fail(GitProblem.Corrupt($"tree {(old.IsMalformed ? before : after)} is malformed"));
    }

    // Here both sides are folders or neither is: the order keeps "x" and "x/" apart.
    private bool Report(ReadOnlySpan<byte> name, EntryMode oldMode, ObjectId oldId, EntryMode newMode, ObjectId newId, int depth)
    {
        if (oldMode != EntryMode.Tree && newMode != EntryMode.Tree)
            return collector.Add(name, oldMode, oldId, newMode, newId);
        var length = collector.PathLength;
        if (!collector.Enter(name))
            return true;
        var ok = Compare(oldMode == EntryMode.None ? null : oldId, newMode == EntryMode.None ? null : newId, depth + 1);
        collector.Leave(length);
        return ok;
    }

    /// <summary>Goes to the next entry whose name is one; others are noted and passed over.</summary>
    public bool Next(ref TreeCursor cursor)
    {
        while (cursor.MoveNext())
        {
            if (GitPath.NameProblem(cursor.Name) is not { } problem)
                return true;
            collector.Notice(cursor.Name, problem);
        }

        return false;
    }

    /// <summary>Reads a tree's bytes; none for null.</summary>
    public bool TryRead(ObjectId? id, out byte[] tree)
    {
        tree = [];
        if (id is null)
            return true;
        var reader = repository.Borrow();
        var isRead = reader.TryRead(id.Value, out var kind, out var bytes, out var problem, MaxTreeBytes);
        if (isRead && kind == ObjectKind.Tree)
            tree = bytes.ToArray();
        repository.Return(reader);
        if (!isRead)
            return collector.Fail(problem!);
        return kind == ObjectKind.Tree || collector.Fail(GitProblem.Corrupt($"{id} is no tree, though it stands as a folder"));
    }
}
