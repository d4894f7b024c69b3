using System.Runtime.InteropServices;

namespace Gatehouse.Engine.Tests;

/// <summary>Files with names that no string can hold.</summary>
internal static partial class Unix
{
    public static void WriteFile(byte[] terminatedName, byte[] content)
    {
        var file = Create(terminatedName, 0x1B6);
        Assert.True(file >= 0);
        Assert.Equal(content.Length, Write(file, content, content.Length));
        Assert.Equal(0, Close(file));
    }

    public static void Delete(byte[] terminatedName) => Assert.Equal(0, Unlink(terminatedName));

    [LibraryImport("libc", EntryPoint = "creat")]
    private static partial int Create(byte[] name, uint mode);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, byte[] bytes, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "unlink")]
    private static partial int Unlink(byte[] name);
}
