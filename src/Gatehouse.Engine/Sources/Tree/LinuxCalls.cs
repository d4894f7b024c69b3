using System.Runtime.InteropServices;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>
/// The system calls of the walk, through libc, with signatures that need no marshalling. Names are NUL-terminated UTF-8.
/// Constants are those of x86-64 and arm64 where they agree; <see cref="NoFollow"/> and <see cref="FolderOnly"/> do not.
/// </summary>
internal static unsafe partial class LinuxCalls
{
    public const int CurrentFolder = -100; // AT_FDCWD
    public const int NonBlock = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int StatNoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    public const uint BasicStats = 0x7ff; // STATX_BASIC_STATS

    // asm/fcntl.h: arm swaps O_DIRECTORY and O_NOFOLLOW with O_DIRECT and O_LARGEFILE.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    public static int NoFollow { get; } = IsArm ? 0x8000 : 0x20000;

    public static int FolderOnly { get; } = IsArm ? 0x4000 : 0x10000;

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int folder, byte* name, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    public static partial nint ReadEntries(int folder, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int Statx(int folder, byte* name, int flags, uint mask, StatxResult* result);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLinkAt(int folder, byte* name, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);

    /// <summary>
    /// Asks for large pages under memory that is about to be filled. Filling 8 MB costs 2,000 page faults otherwise, which
    /// is more than reading the file. A hint: where it does nothing, nothing is lost.
    /// </summary>
    public static void AdviseLargePages(void* start, long length)
    {
        const int HugePage = 14; // MADV_HUGEPAGE
        const long PageBytes = 2 << 20;
        var first = ((long)start + PageBytes - 1) & -PageBytes;
        var end = ((long)start + length) & -PageBytes;
        if (OperatingSystem.IsLinux() && end > first)
            _ = Advise((void*)first, (nuint)(end - first), HugePage);
    }

    /// <summary>struct statx (statx(2)): the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct StatxResult
    {
        [FieldOffset(0x14)]
        public uint UserId;

        [FieldOffset(0x18)]
        public uint GroupId;

        [FieldOffset(0x1c)]
        public ushort Mode;

        [FieldOffset(0x20)]
        public ulong Inode;

        [FieldOffset(0x28)]
        public long Size;

        [FieldOffset(0x60)]
        public long ChangedSeconds;

        [FieldOffset(0x68)]
        public uint ChangedNanoseconds;

        [FieldOffset(0x70)]
        public long ModifiedSeconds;

        [FieldOffset(0x78)]
        public uint ModifiedNanoseconds;

        [FieldOffset(0x88)]
        public uint DeviceMajor;

        [FieldOffset(0x8c)]
        public uint DeviceMinor;
    }
}
