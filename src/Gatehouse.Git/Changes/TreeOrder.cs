namespace Gatehouse.Git.Changes;

/// <summary>The order of entries in a tree: by name, a folder's ending in a slash.</summary>
internal static class TreeOrder
{
    public static int Compare(ReadOnlySpan<byte> left, bool leftIsFolder, ReadOnlySpan<byte> right, bool rightIsFolder)
    {
        var common = Math.Min(left.Length, right.Length);
        var order = left[..common].SequenceCompareTo(right[..common]);
        return order != 0 ? order : Tail(left, common, leftIsFolder) - Tail(right, common, rightIsFolder) is var tail and not 0 ? tail : left.Length - right.Length;
    }

    private static int Tail(ReadOnlySpan<byte> name, int at, bool isFolder) => at < name.Length ? name[at] : isFolder ? '/' : 0;
}
