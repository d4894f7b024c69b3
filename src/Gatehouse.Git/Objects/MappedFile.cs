using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gatehouse.Git.Objects;

/// <summary>
/// A file in memory, read only. For packs and their indexes alone: git writes them under another name and never changes
/// them after, so a map cannot lose its end (which would end the process).
/// </summary>
internal sealed unsafe partial class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private MappedFile(MemoryMappedFile file, MemoryMappedViewAccessor view, long length)
    {
        _file = file;
        _view = view;
        Length = length;
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start + view.PointerOffset;
    }

    public byte* Start { get; }

    public long Length { get; }

    /// <summary>Maps a regular file; null where it is missing, empty, no file or not ours to read.</summary>
    public static MappedFile? TryOpen(string path)
    {
        try
        {
            var handle = Open(path);
            if (handle.IsInvalid)
            {
                handle.Dispose();
                return null;
            }

            var length = RandomAccess.GetLength(handle);
            if (length == 0)
            {
                handle.Dispose();
                return null;
            }

            var file = MemoryMappedFile.CreateFromFile(handle, null, length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new MappedFile(file, file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Hands the pages that were read back to the system, which keeps them in its own cache; reading again brings them back.</summary>
    public void ForgetPages()
    {
        const int DontNeed = 4;
        if (OperatingSystem.IsLinux())
            _ = NativeAdvise(Start, (nuint)Length, DontNeed);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    // O_NONBLOCK: a pipe named like a pack must not hold us up.
    private static SafeFileHandle Open(string path)
    {
        if (OperatingSystem.IsLinux())
            return new SafeFileHandle(NativeOpen(path, 0x800 | 0x80000), ownsHandle: true);
        if (OperatingSystem.IsMacOS())
            return new SafeFileHandle(NativeOpen(path, 0x4 | 0x1000000), ownsHandle: true);
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeOpen(string path, int flags);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    private static partial int NativeAdvise(byte* start, nuint length, int advice);
}
