using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gatehouse.Host;

/// <summary>Why a file was not read. Every member has a sentence in <see cref="ReadProblems.ToSentence"/>.</summary>
public enum ReadProblem
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>The system does not let us.</summary>
    Denied,

    /// <summary>It is larger than the bound.</summary>
    TooLarge,

    /// <summary>It is a folder, a device, a socket or a pipe.</summary>
    NotAFile,

    /// <summary>The system reported an error, or the file changed while it was read.</summary>
    Failed,
}

/// <summary>The sentences of <see cref="ReadProblem"/>.</summary>
public static class ReadProblems
{
    /// <summary>What happened, for a message that begins with the path.</summary>
    public static string ToSentence(this ReadProblem problem) => problem switch
    {
        ReadProblem.Missing => "no such file",
        ReadProblem.Denied => "permission denied",
        ReadProblem.TooLarge => "larger than the limit",
        ReadProblem.NotAFile => "not a regular file",
        ReadProblem.Failed => "reading failed",
    };
}

/// <summary>Reads whole small files (configuration, reports, facts) up to a bound. Never blocks on a pipe or a device.</summary>
public static partial class BoundedFile
{
    /// <summary>64 MiB: more than any report of a real tool, little enough for any machine.</summary>
    public const long DefaultLimit = 64L << 20;

    /// <summary>Reads a file of at most <paramref name="limit"/> bytes.</summary>
    /// <returns>True with the bytes; false with the problem.</returns>
    public static bool TryRead(string path, [NotNullWhen(true)] out byte[]? bytes, out ReadProblem problem, long limit = DefaultLimit)
    {
        bytes = null;
        problem = ReadProblem.Failed;
        try
        {
            using var handle = Open(path);
            if (handle.IsInvalid)
            {
                problem = Problem(path);
                return false;
            }

            var length = RandomAccess.GetLength(handle);
            if (length > limit)
            {
                problem = ReadProblem.TooLarge;
                return false;
            }

            var buffer = new byte[length];
            var filled = 0;
            while (filled < buffer.Length)
            {
                var read = RandomAccess.Read(handle, buffer.AsSpan(filled), filled);
                if (read == 0)
                    return false; // It shrank while we read: half a report is no report.
                filled += read;
            }

            // A device or a file of /proc has no length and yields bytes all the same; one that grew is no whole report.
            if (RandomAccess.Read(handle, (Span<byte>)stackalloc byte[1], filled) > 0)
            {
                problem = length == 0 ? ReadProblem.NotAFile : ReadProblem.Failed;
                return false;
            }

            bytes = buffer;
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            problem = ReadProblem.Denied;
        }
        catch (FileNotFoundException)
        {
            problem = ReadProblem.Missing;
        }
        catch (DirectoryNotFoundException)
        {
            problem = ReadProblem.Missing;
        }
        catch (NotSupportedException)
        {
            problem = ReadProblem.NotAFile; // A pipe, a socket or a terminal has no length.
        }
        catch (IOException)
        {
            problem = Directory.Exists(path) ? ReadProblem.NotAFile : ReadProblem.Failed;
        }

        return false;
    }

    /// <summary>Opens a file to be read in pieces by a caller that bounds them; never waits for a pipe's writer.</summary>
    public static FileStream? TryOpen(string path, out ReadProblem problem)
    {
        problem = ReadProblem.NotAFile;
        var handle = Open(path);
        try
        {
            if (handle.IsInvalid)
            {
                problem = Problem(path);
            }
            else if (!Directory.Exists(path))
            {
                var stream = new FileStream(handle, FileAccess.Read, bufferSize: 1);
                if (stream.CanSeek)
                    return stream;
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            problem = refused is UnauthorizedAccessException ? ReadProblem.Denied : ReadProblem.Failed;
        }

        handle.Dispose();
        return null;
    }

    /// <summary>Reads standard input to its end, up to a bound.</summary>
    public static bool TryRead(Stream stream, [NotNullWhen(true)] out byte[]? bytes, long limit = DefaultLimit)
    {
        bytes = null;
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            if (buffer.Length + read > limit)
                return false;
            buffer.Write(chunk, 0, read);
        }

        bytes = buffer.ToArray();
        return true;
    }

    // Without O_NONBLOCK, opening a FIFO would wait for a writer for ever.
    private static SafeFileHandle Open(string path)
    {
        if (OperatingSystem.IsLinux())
            return new SafeFileHandle(NativeOpen(path, 0x800 | 0x80000), ownsHandle: true);
        if (OperatingSystem.IsMacOS())
            return new SafeFileHandle(NativeOpen(path, 0x4 | 0x1000000), ownsHandle: true);
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    private static ReadProblem Problem(string path)
    {
        const int NotPermitted = 1, NoEntry = 2, Denied = 13, NotAFolder = 20;
        return Marshal.GetLastPInvokeError() switch
        {
            NoEntry or NotAFolder => ReadProblem.Missing,
            NotPermitted or Denied => ReadProblem.Denied,
            _ => Directory.Exists(path) ? ReadProblem.NotAFile : ReadProblem.Failed,
        };
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeOpen(string path, int flags);
}
