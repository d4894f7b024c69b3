using System.Collections.Immutable;
using System.IO.Compression;

namespace Gatehouse.Intake;

/// <summary>The files of a zip, read into memory: no name is followed as a path, and no entry is written anywhere.</summary>
internal static class Archive
{
    private const int MaxEntries = 1000;
    private const long MaxBytes = 256L << 20;

    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8);

    /// <summary>The entries that are files, by name; or why the archive cannot be read as a whole.</summary>
    public static (ImmutableArray<(string Name, byte[] Bytes)> Files, string? Problem) Read(ReadOnlyMemory<byte> zip)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip.ToArray(), writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxEntries)
                return ([], FormattableString.Invariant($"the archive has {archive.Entries.Count} entries: at most {MaxEntries} are read"));
            var left = MaxBytes;
            var files = ImmutableArray.CreateBuilder<(string, byte[])>();
            foreach (var entry in archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                if (Content(entry, left) is not { } content)
                    return ([], FormattableString.Invariant($"the archive unpacks to more than {MaxBytes >> 20} MiB"));
                left -= content.Length;
                files.Add((entry.FullName, content));
            }

            return (files.ToImmutable(), null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return ([], "not readable as a zip: " + Plain.Line(e.Message, 200));
        }
    }

    // What an entry says of its own length is not believed.
    private static byte[]? Content(ZipArchiveEntry entry, long most)
    {
        using var packed = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            if (content.Length + read > most)
                return null;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
