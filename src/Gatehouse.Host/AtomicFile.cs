namespace Gatehouse.Host;

/// <summary>Writes a file whole or not at all: beside its place, flushed, then renamed. A full disk leaves the old file.</summary>
public static class AtomicFile
{
    /// <summary>Writes <paramref name="bytes"/> to <paramref name="path"/>, making its folder.</summary>
    /// <param name="mode">The permissions it is to have, whatever the umask; null for those of any new file. Not for Windows.</param>
    /// <returns>Null when written; otherwise one sentence that names the path and says why not.</returns>
    public static string? TryWrite(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode = null)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = Path.Combine(folder, FormattableString.Invariant($".{Path.GetFileName(path)}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp"));
        try
        {
            Directory.CreateDirectory(folder);
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 0))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: false);
            }

            if (mode is { } wanted && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, wanted);
            File.Move(temporary, path, overwrite: true);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            return $"{path}: could not be written ({Describe(problem)})";
        }
    }

    /// <summary>Whether a folder that is there can be written to, found out by a file that is removed again.</summary>
    /// <returns>Null where it can; otherwise one sentence.</returns>
    public static string? TryProbe(string folder)
    {
        var file = Path.Combine(folder, FormattableString.Invariant($".gatehouse-probe.{Environment.ProcessId}.tmp"));
        try
        {
            using (new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.DeleteOnClose }))
                return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"{folder}: could not be written to ({Describe(problem)})";
        }
    }

    internal static string Describe(Exception problem) => problem switch
    {
        UnauthorizedAccessException => "permission denied",
        IOException { HResult: 28 } => "no space left on the device", // ENOSPC
        IOException { HResult: 30 } => "the file system is read-only", // EROFS
        _ => problem.Message,
    };

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The reason for the failed write is said already; a left-over temporary file is harmless and dot-named.
            _ = problem;
        }
    }
}
