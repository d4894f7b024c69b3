using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>By the runtime's own file functions, for systems that <see cref="LinuxFolderAccess"/> does not know. Slower, same meaning.</summary>
internal sealed partial class PortableFolderAccess(string root) : FolderAccess
{
    private readonly string _root = Path.GetFullPath(root);
    private readonly Dictionary<nint, OpenFile> _open = [];
    private string _folder = "";
    private nint _nextFile = 1;

    public override AccessProblem Enter(ReadOnlySpan<byte> path)
    {
        _folder = path.IsEmpty ? _root : Path.Combine(_root, Encoding.UTF8.GetString(path));
        var info = new DirectoryInfo(_folder);
        if (!info.Exists)
            return AccessProblem.Missing;
        return info.LinkTarget is not null && !path.IsEmpty ? AccessProblem.Changed : AccessProblem.None;
    }

    public override AccessProblem List(EntryList into)
    {
        into.Clear();
        var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };
        try
        {
            var entries = new FileSystemEnumerable<(string Name, EntryKind Kind)>(_folder, static (ref FileSystemEntry entry) => (entry.FileName.ToString(), KindOf(entry.Attributes)), options);
            foreach (var (name, kind) in entries)
                into.Add(Encoding.UTF8.GetBytes(name), kind);
            return AccessProblem.None;
        }
        catch (UnauthorizedAccessException)
        {
            return AccessProblem.Denied;
        }
        catch (DirectoryNotFoundException)
        {
            return AccessProblem.Missing;
        }
        catch (IOException)
        {
            return AccessProblem.Failed;
        }
    }

    public override AccessProblem Stat(ReadOnlySpan<byte> terminatedName, out EntryStat stat)
    {
        stat = default;
        try
        {
            var info = new FileInfo(PathOf(terminatedName));
            if (!info.Exists)
                return Directory.Exists(info.FullName) ? AccessProblem.Changed : AccessProblem.Missing;
            var modified = Nanoseconds(info.LastWriteTimeUtc);
            // No inode here: the creation time is the nearest thing, and 1 says that there is stat data.
            var stamp = new FileStamp(info.LinkTarget is null ? info.Length : 0, modified, modified, (ulong)Nanoseconds(info.CreationTimeUtc) | 1, 0);
            var mode = OperatingSystem.IsWindows() ? 0 : (uint)info.UnixFileMode;
            stat = new EntryStat(KindOf(info.Attributes), stamp, mode, 0, 0);
            return AccessProblem.None;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return problem is UnauthorizedAccessException ? AccessProblem.Denied : AccessProblem.Failed;
        }
    }

    public override AccessProblem Open(ReadOnlySpan<byte> terminatedName, out nint file)
    {
        file = -1;
        var path = PathOf(terminatedName);
        try
        {
            var info = new FileInfo(path);
            if (info.LinkTarget is not null)
                return AccessProblem.Changed;
            var handle = OpenWithoutWaiting(path);
            if (handle.IsInvalid)
                return info.Exists ? AccessProblem.Denied : AccessProblem.Missing;
            file = _nextFile++;
            _open[file] = new OpenFile(handle);
            return AccessProblem.None;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return problem switch
            {
                FileNotFoundException or DirectoryNotFoundException => AccessProblem.Missing,
                UnauthorizedAccessException => AccessProblem.Denied,
                _ => AccessProblem.Failed,
            };
        }
    }

    public override int Read(nint file, Span<byte> buffer)
    {
        var open = _open[file];
        try
        {
            var read = RandomAccess.Read(open.Handle, buffer, open.Position);
            open.Position += read;
            return read;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return -1;
        }
    }

    public override void Close(nint file)
    {
        if (_open.Remove(file, out var open))
            open.Handle.Dispose();
    }

    public override int ReadLink(ReadOnlySpan<byte> terminatedName, Span<byte> target)
    {
        var link = new FileInfo(PathOf(terminatedName)).LinkTarget;
        return link is not null && Encoding.UTF8.TryGetBytes(link, target, out var written) ? written : -1;
    }

    public override void Dispose()
    {
        foreach (var open in _open.Values)
            open.Handle.Dispose();
        _open.Clear();
    }

    // The runtime's own open waits for a writer where the file is a pipe, and attributes do not tell a pipe.
    private static SafeFileHandle OpenWithoutWaiting(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        const int MacFlags = 0x4 | 0x100 | 0x1000000; // O_NONBLOCK, O_NOFOLLOW, O_CLOEXEC
        var flags = OperatingSystem.IsLinux() ? LinuxCalls.NonBlock | LinuxCalls.NoFollow | LinuxCalls.CloseOnExec : MacFlags;
        return new SafeFileHandle(NativeOpen(path, flags), ownsHandle: true);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeOpen(string path, int flags);

    private string PathOf(ReadOnlySpan<byte> terminatedName) => Path.Combine(_folder, Encoding.UTF8.GetString(terminatedName[..^1]));

    private static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * 100;

    private static EntryKind KindOf(FileAttributes attributes)
    {
        if ((attributes & FileAttributes.ReparsePoint) != 0)
            return EntryKind.Link;
        if ((attributes & FileAttributes.Directory) != 0)
            return EntryKind.Folder;
        return (attributes & FileAttributes.Device) != 0 ? EntryKind.Other : EntryKind.File;
    }

    private sealed class OpenFile(SafeFileHandle handle)
    {
        public SafeFileHandle Handle => handle;

        public long Position { get; set; }
    }
}
