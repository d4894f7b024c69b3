namespace Gatehouse.Engine.Sources.Tree;

/// <summary>Why a folder or file could not be opened.</summary>
internal enum AccessProblem
{
    None,

    /// <summary>It is gone: nothing to judge, and nothing to report.</summary>
    Missing,
    Denied,

    /// <summary>It became a link or something else since it was listed.</summary>
    Changed,
    Failed,
}

/// <summary>Stat data of an entry, links not followed.</summary>
internal readonly record struct EntryStat(EntryKind Kind, FileStamp Stamp, uint Mode, uint UserId, uint GroupId)
{
    public bool IsExecutable => (Mode & 0x40) != 0;
}

/// <summary>One thread's view of a tree: one folder open at a time, its entries reached by name, links never followed.</summary>
internal abstract class FolderAccess : IDisposable
{
    public static FolderAccess Create(string root) =>
        OperatingSystem.IsLinux() ? new LinuxFolderAccess(root) : new PortableFolderAccess(root);

    /// <summary>Makes a folder the current one. <paramref name="path"/> is relative to the root; empty is the root.</summary>
    public abstract AccessProblem Enter(ReadOnlySpan<byte> path);

    /// <summary>Lists the current folder.</summary>
    public abstract AccessProblem List(EntryList into);

    /// <summary>Stat data of an entry of the current folder; the name ends with NUL.</summary>
    public abstract AccessProblem Stat(ReadOnlySpan<byte> terminatedName, out EntryStat stat);

    /// <summary>Opens a file of the current folder without waiting, whatever it is; the name ends with NUL.</summary>
    public abstract AccessProblem Open(ReadOnlySpan<byte> terminatedName, out nint file);

    /// <summary>Reads on; 0 at the end, -1 where the system reports an error.</summary>
    public abstract int Read(nint file, Span<byte> buffer);

    public abstract void Close(nint file);

    /// <summary>Where a link of the current folder points to; -1 where that cannot be read.</summary>
    public abstract int ReadLink(ReadOnlySpan<byte> terminatedName, Span<byte> target);

    public abstract void Dispose();
}
