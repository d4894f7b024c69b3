namespace Gatehouse.Engine.Running;

/// <summary>
/// A file that changed so shortly before the run that it can change again without its times showing it, since clocks of
/// file systems tick. Such a file is read again next time.
/// </summary>
internal static class Racy
{
    // ext4, xfs, btrfs and APFS tick every 10 ms or faster. A time without a part of a second comes from a file system
    // that counts seconds, or two of them (FAT).
    private const long Tick = 100_000_000, SlowTick = 2_000_000_000;

    public static bool Is(in FileStamp stamp, long runStartNs) =>
        stamp.ChangedNs >= runStartNs - (stamp.ChangedNs % 1_000_000_000 == 0 ? SlowTick : Tick);
}
