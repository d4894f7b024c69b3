using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Gatehouse.Host;

/// <summary>
/// Ends what a child left behind: a process whose parent is gone is no longer found by its tree, but it still carries the
/// variable that marks it. Linux only, where the kernel shows a process's variables to its user; elsewhere nothing is found.
/// </summary>
public static class MarkedProcesses
{
    private const int MostBytes = 1 << 20;

    /// <summary>Ends every process that started with the variable at this value.</summary>
    /// <returns>How many.</returns>
    public static int End(string name, string value)
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        var mark = Encoding.UTF8.GetBytes($"\0{name}={value}\0");
        var buffer = new byte[MostBytes];
        var ended = 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId && IsMarked(folder, mark, buffer) && TryEnd(id))
                ended++;
        }

        return ended;
    }

    private static bool IsMarked(string folder, ReadOnlySpan<byte> mark, byte[] buffer)
    {
        try
        {
            using var stream = new FileStream(Path.Combine(folder, "environ"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
            var filled = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var variables = buffer.AsSpan(0, filled);
            return variables.StartsWith(mark[1..]) || variables.IndexOf(mark) >= 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false; // Gone in the meantime, or another user's.
        }
    }

    private static bool TryEnd(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            return true;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
