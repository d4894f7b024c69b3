using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Gatehouse.Intake;

/// <summary>A file of an archive, unpacked.</summary>
/// <param name="Path">As the archive names it, for messages and for choosing; never opened.</param>
/// <param name="Bytes">The content.</param>
internal sealed record ArchiveEntry(string Path, ReadOnlyMemory<byte> Bytes);

/// <summary>A report that is a zip archive. It is unpacked in memory: no path of it is followed, no archive within it opened.</summary>
internal static class Archive
{
    private const int MaxEntries = 1_000;
    private const long MaxBytes = 256L << 20;

    /// <summary>True for what begins as a zip archive does.</summary>
    public static bool IsZip(ReportFile file) => file.Bytes.Span.StartsWith("PK\u0003\u0004"u8) || file.Bytes.Span.StartsWith("PK\u0005\u0006"u8);

    /// <summary>The names of its files, none where it is damaged or over the bounds.</summary>
    public static ImmutableArray<string> Names(ReportFile file) => IsZip(file) ? [.. Read(file, _ => false).Names] : [];

    /// <summary>The files that are wanted, in the archive's order; or what is wrong, one sentence without a full stop.</summary>
    /// <param name="isWanted">By the file's name in the archive.</param>
    public static (ImmutableArray<ArchiveEntry> Entries, string? Problem) Files(ReportFile file, Func<string, bool> isWanted)
    {
        var (_, entries, problem) = Read(file, isWanted);
        return (entries, problem);
    }

    private static (IReadOnlyList<string> Names, ImmutableArray<ArchiveEntry> Entries, string? Problem) Read(ReportFile file, Func<string, bool> isWanted)
    {
        try
        {
            using var archive = new ZipArchive(Open(file.Bytes), ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxEntries)
                return ([], [], FormattableString.Invariant($"the archive has {archive.Entries.Count} files, and at most {MaxEntries} are read"));
            var files = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToList();
            var entries = ImmutableArray.CreateBuilder<ArchiveEntry>();
            var left = MaxBytes;
            foreach (var entry in files.Where(entry => isWanted(entry.FullName)))
            {
                if (Unpack(entry, left) is not { } bytes)
                    return ([], [], FormattableString.Invariant($"the archive holds more than {MaxBytes >> 20} MiB unpacked"));
                left -= bytes.Length;
                entries.Add(new ArchiveEntry(Plain.Line(entry.FullName, Plain.NameLength), bytes));
            }

            return ([.. files.Select(entry => entry.FullName)], entries.ToImmutable(), null);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return ([], [], "the archive is damaged, encrypted or packed by a method that is not read");
        }
    }

    // The stated length may lie: what counts is what comes out.
    private static byte[]? Unpack(ZipArchiveEntry entry, long most)
    {
        using var source = entry.Open();
        using var unpacked = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = source.Read(buffer)) > 0)
        {
            if (unpacked.Length + read > most)
                return null;
            unpacked.Write(buffer, 0, read);
        }

        return unpacked.ToArray();
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);
}
