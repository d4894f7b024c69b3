namespace Gatehouse.Engine.Sources.Tree;

/// <summary>Where a link points to, by its words alone: nothing is opened.</summary>
internal static class LinkTarget
{
    /// <summary>Whether the target, seen from a folder below the root, is absolute or climbs above the root.</summary>
    public static bool LeadsOut(ReadOnlySpan<byte> folder, ReadOnlySpan<byte> target)
    {
        if (target.StartsWith("/"u8) || (target.Length > 1 && target[1] == ':'))
            return true;
        var depth = folder.IsEmpty ? 0 : folder.Count((byte)'/') + 1;
        foreach (var part in target.Split((byte)'/'))
        {
            var name = target[part];
            if (name.SequenceEqual(".."u8))
                depth--;
            else if (!name.IsEmpty && !name.SequenceEqual("."u8))
                depth++;
            if (depth < 0)
                return true;
        }

        return false;
    }
}
