using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using Gatehouse.Dossier.Store;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Dossier.Packing;

/// <summary>
/// A subject's facts, verdicts and reports in one archive (ustar in gzip) that travels between jobs. The same facts give
/// the same bytes: sorted, times and owners zero. Trust does not travel: the receiver judges each fact anew.
/// </summary>
public static class Pack
{
    /// <summary>Writes the pack.</summary>
    /// <param name="store">From where.</param>
    /// <param name="subject">Only facts about it; null for all.</param>
    /// <param name="trust">Who may be believed here. What is tampered or committed stays behind, else a pack would wash it clean; strangers' facts go along, for they may be known elsewhere.</param>
    /// <param name="path">The archive; replaced whole.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static PackResult Write(FactStore store, Subject? subject, TrustContext trust, string path, CancellationToken cancellation = default)
    {
        var loaded = store.Load(trust, cancellation);
        if (!loaded.IsComplete)
            return new PackResult(0, 0, [.. loaded.Problems.Select(problem => problem.ToString())]);
        var chosen = loaded.Facts.Where(stored => stored.Trust is not (Trust.Tampered or Trust.CommittedInTree) && (subject is null || stored.Fact.Subjects.Any(subject.Matches))).ToArray();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var stored in chosen)
        {
            files[FactLoader.NameOf(stored.Id)] = store.Folder.FactPath(stored.Id);
            if (stored.Fact.ReportDigest is { } report && DossierFolder.IsDigest(report) && File.Exists(store.Folder.ReportPath(report)))
                files["reports/" + report] = store.Folder.ReportPath(report);
        }

        using var archive = new MemoryStream();
        if (TryWrite(files, archive, cancellation) is { } problem)
            return PackResult.Fail(problem);
        return AtomicFile.TryWrite(path, archive.GetBuffer().AsSpan(0, (int)archive.Length)) is { } unwritten
            ? PackResult.Fail(unwritten)
            : new PackResult(files.Count, 0, []) { LeftBehind = LeftBehind(loaded) };
    }

    private static ImmutableArray<string> LeftBehind(LoadedFacts loaded) =>
    [
        .. loaded.Problems.Select(problem => problem.ToString()),
        .. loaded.Facts.Where(stored => stored.Trust == Trust.CommittedInTree).Select(stored => FactLoader.NameOf(stored.Id) + ": it is committed in the subject's own tree"),
    ];

    private static string? TryWrite(SortedDictionary<string, string> files, MemoryStream archive, CancellationToken cancellation)
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var (name, path) in files)
        {
            if (Read(path, out var bytes) is { } problem)
                return problem;
            digests.Add(name, FactStore.Digest(bytes));
            total += bytes.Length;
        }

        if (total > PackLimits.Default.MaxTotalBytes)
            return $"the facts have {total >> 20} MiB in all; a pack holds at most {PackLimits.Default.MaxTotalBytes >> 20}: pack one subject";
        using var gzip = new GZipStream(archive, CompressionLevel.Optimal, leaveOpen: true);
        using var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true);
        WriteEntry(tar, PackManifest.Name, PackManifest.Write(digests));
        foreach (var (name, path) in files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Read(path, out var bytes) is { } problem)
                return problem;
            if (!string.Equals(FactStore.Digest(bytes), digests[name], StringComparison.Ordinal))
                return $"{path}: changed while it was packed: try again";
            WriteEntry(tar, name, bytes);
        }

        return null;
    }

    private static string? Read(string path, out byte[] bytes)
    {
        bytes = [];
        if (DossierFolder.IsLink(path))
            return $"{path}: a symbolic link, which is not followed";
        if (!BoundedFile.TryRead(path, out var read, out var why))
            return $"{path}: {why.ToSentence()}";
        bytes = read;
        return null;
    }

    private static void WriteEntry(TarWriter tar, string name, byte[] bytes)
    {
        using var content = new MemoryStream(bytes, writable: false);
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            ModificationTime = DateTimeOffset.UnixEpoch,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        });
    }
}
