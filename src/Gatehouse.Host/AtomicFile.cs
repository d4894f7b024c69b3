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
        var temporary = Beside(folder, path);
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

    /// <summary>Writes what <paramref name="write"/> writes in pieces; where that says false, nothing is left, and the sentence says so.</summary>
    public static string? TryWrite(string path, Func<Stream, bool> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string? Write(Stream stream) => write(stream) ? Path.GetFileName(path) : null;
        return TryWriteNamed(folder, Write, out _) is not { } problem ? null
            : problem.Length > 0 ? problem
            : $"{path}: was not written, since what it is made from is not readable to its end";
    }

    /// <summary>Writes a file whose name is known only once it is written: the digest of its bytes.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="write">Writes it and says its name; null where it is to be thrown away.</param>
    /// <param name="name">Its name; null where it was not written.</param>
    /// <returns>Null when written; empty where it was thrown away; otherwise one sentence.</returns>
    public static string? TryWriteNamed(string folder, Func<Stream, string?> write, out string? name)
    {
        name = null;
        var temporary = Beside(folder, "new");
        try
        {
            Directory.CreateDirectory(folder);
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 0))
                name = write(file);
            if (name is not null)
            {
                File.Move(temporary, Path.Combine(folder, name), overwrite: true);
                return null;
            }

            TryDelete(temporary);
            return "";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            return $"{Path.Combine(folder, name ?? "")}: could not be written ({Describe(problem)})";
        }
    }

    private static string Beside(string folder, string path) =>
        Path.Combine(folder, FormattableString.Invariant($".{Path.GetFileName(path)}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp"));

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
