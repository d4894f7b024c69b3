using System.Formats.Tar;
using System.IO.Compression;

namespace Gatehouse.Release;

/// <summary>
/// Files in a folder of an archive: .tar.gz, or .zip for Windows. The bytes follow from the files' contents, their names and
/// the time alone, not from who packs them, where, or in which order.
/// </summary>
public static class Archive
{
    // The first day that a zip can state.
    private static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes it; a sentence where that cannot be.</summary>
    /// <param name="files">The first one is the program, the only one that may be started.</param>
    public static string? Write(string archive, string folder, IReadOnlyList<string> files, DateTimeOffset time)
    {
        if (files.Count == 0)
            return "nothing to pack";
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing)
            return $"{missing}: no such file";
        if (files.GroupBy(file => Path.GetFileName(file), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"{twice.Key}: two files of this name";
        var entries = files.Select((file, i) => (Path: file, Name: $"{folder}/{Path.GetFileName(file)}", Starts: i == 0)).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
        using var output = File.Create(archive);
        if (archive.EndsWith(".zip", StringComparison.Ordinal))
            Zip(output, entries, time < ZipEpoch ? ZipEpoch : time);
        else
            TarGz(output, entries, time);
        return null;
    }

    private static void TarGz(Stream output, List<(string Path, string Name, bool Starts)> entries, DateTimeOffset time)
    {
        // GZipStream states neither a name nor a time.
        using var gzip = new GZipStream(output, CompressionLevel.SmallestSize);
        using var tar = new TarWriter(gzip, TarEntryFormat.Ustar);
        foreach (var (path, name, starts) in entries)
        {
            using var content = File.OpenRead(path);
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { ModificationTime = time, Mode = Mode(starts), DataStream = content });
        }
    }

    private static void Zip(Stream output, List<(string Path, string Name, bool Starts)> entries, DateTimeOffset time)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create);
        foreach (var (path, name, starts) in entries)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = time;
            entry.ExternalAttributes = ((int)Mode(starts) | 0x8000) << 16; // 0x8000: S_IFREG
            using var content = File.OpenRead(path);
            using var stream = entry.Open();
            content.CopyTo(stream);
        }
    }

    private static UnixFileMode Mode(bool starts)
    {
        const UnixFileMode read = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        return starts ? read | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : read;
    }
}
