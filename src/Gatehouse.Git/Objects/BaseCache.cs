namespace Gatehouse.Git.Objects;

/// <summary>
/// Bases of deltas that were unpacked lately: without it, each of a thousand trees of one chain unpacks the whole chain.
/// A fixed table whose slots are replaced whole, so that threads share it without a lock; at most 16 MiB.
/// </summary>
internal sealed class BaseCache
{
    private const int Slots = 256, MaxBytes = 64 << 10;

    private readonly Item?[] _items = new Item?[Slots];

    public Item? Find(PackFile pack, long offset)
    {
        var item = Volatile.Read(ref _items[Slot(pack, offset)]);
        return item is not null && item.Offset == offset && ReferenceEquals(item.Pack, pack) ? item : null;
    }

    public void Keep(PackFile pack, long offset, int type, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= MaxBytes)
            Volatile.Write(ref _items[Slot(pack, offset)], new Item(pack, offset, type, bytes.ToArray()));
    }

    private static int Slot(PackFile pack, long offset) => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pack), offset) & (Slots - 1);

    internal sealed record Item(PackFile Pack, long Offset, int Type, byte[] Bytes);
}
