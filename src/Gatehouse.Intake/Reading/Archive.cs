using System.IO.Compression;

namespace Gatehouse.Intake;

/// <summary>
/// A report that is a ZIP file: its files are read in memory, up to 1,000 of them and 256 MiB unpacked in all. A name is
/// only ever compared, no path is followed and nothing is written.
/// </summary>
internal static class Archive
{
    private const int MaxEntries = 1000;
    private const long MaxUnpacked = 256 << 20;

    /// <summary>Whether the content begins as a ZIP file with at least one file does.</summary>
    public static bool IsZip(ReportFile file) => file.Bytes.Span.StartsWith("PK\u0003\u0004"u8);

    /// <summary>The files for which <paramref name="isWanted"/> holds, by the name in the archive; or what is wrong, and what to do.</summary>
    public static (IReadOnlyList<(string Name, byte[] Bytes)> Files, (string Message, string Remedy)? Problem) Read(ReportFile file, Func<string, bool> isWanted)
    {
        var files = new List<(string, byte[])>();
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.Bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxEntries)
                return ([], (FormattableString.Invariant($"the archive holds {zip.Entries.Count} files"), FormattableString.Invariant($"bring the report alone, at most {MaxEntries} files are read")));
            var left = MaxUnpacked;
            foreach (var entry in zip.Entries.Where(entry => isWanted(entry.FullName)))
            {
                if (Unpack(entry, left) is not { } bytes)
                    return ([], (FormattableString.Invariant($"the archive unpacks to more than {MaxUnpacked >> 20} MiB"), "bring the report alone"));
                left -= bytes.Length;
                files.Add((entry.FullName, bytes));
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or NotSupportedException or IOException or ArgumentException)
        {
            return ([], ("not readable as a ZIP file", "let the tool write the report anew, and check that it ended well"));
        }

        return (files, null);
    }

    // The length that an entry states is the archive's own word: what counts is what comes out.
    private static byte[]? Unpack(ZipArchiveEntry entry, long most)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        while (content.Read(buffer) is > 0 and var read)
        {
            if (bytes.Length + read > most)
                return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
