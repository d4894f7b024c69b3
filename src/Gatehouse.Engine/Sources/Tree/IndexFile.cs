using System.Diagnostics.CodeAnalysis;
using Gatehouse.Git;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>
/// Reads the index as <see cref="GitIndex.TryRead"/> does, into memory with large pages: an unchanged tree is known from
/// its index and the note cache, and what is left to save is the page faults of reading the two.
/// </summary>
internal static class IndexFile
{
    private const long MaxBytes = 1L << 30;

    // A small one is read the ordinary way; so is one that gives any trouble, for the sake of its message.
    private const long LeastBytes = 2 << 20;

    public static bool TryRead(GitRepository repository, [NotNullWhen(true)] out GitIndex? index, [NotNullWhen(false)] out GitProblem? problem)
    {
        // The time is taken first: if the index is replaced in between, more entries are racy, not fewer.
        var file = new FileInfo(repository.IndexPath);
        if (!file.Exists || file.LinkTarget is not null || file.Length is < LeastBytes or > MaxBytes)
            return repository.TryReadIndex(out index, out problem);
        var modified = new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero);
        return TryFill(file) is { } bytes ? GitIndex.TryParse(bytes, modified, out index, out problem) : repository.TryReadIndex(out index, out problem);
    }

    private static unsafe byte[]? TryFill(FileInfo file)
    {
        try
        {
            using var handle = File.OpenHandle(file.FullName);
            var length = RandomAccess.GetLength(handle);
            if (length > MaxBytes)
                return null;
            var bytes = GC.AllocateUninitializedArray<byte>((int)length, pinned: true);
            fixed (byte* start = bytes)
                LinuxCalls.AdviseLargePages(start, length);
            for (var filled = 0; filled < bytes.Length;)
            {
                var read = RandomAccess.Read(handle, bytes.AsSpan(filled), filled);
                if (read == 0)
                    return null;
                filled += read;
            }

            return bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
