using System.Runtime.InteropServices;

namespace Gatehouse.Engine.Tests;

/// <summary>What tests need of the system that the runtime does not offer.</summary>
internal static partial class Unix
{
    private const int Nobody = 65534;

    /// <summary>Runs something on a thread of its own as a user whom files can be kept from, even where the tests run as root.</summary>
    public static T AsNobody<T>(Func<T> action)
    {
        var result = default(T);
        var thread = new Thread(() =>
        {
            // Threads that are started from here inherit the file system user (setfsuid(2)).
            _ = SetFileSystemGroup(Nobody);
            _ = SetFileSystemUser(Nobody);
            result = action();
        });
        thread.Start();
        thread.Join();
        return result!;
    }

    public static void MakeFifo(string path) => Assert.Equal(0, MakeFifo(path, 0x1B6));

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileSystemUser(uint user);

    [LibraryImport("libc", EntryPoint = "setfsgid")]
    private static partial int SetFileSystemGroup(uint group);
}
