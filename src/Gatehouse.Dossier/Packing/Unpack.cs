using System.Collections.Immutable;
using System.IO.Compression;
using Gatehouse.Dossier.Store;
using Gatehouse.Host;

namespace Gatehouse.Dossier.Packing;

/// <summary>
/// Takes a pack from hostile hands. It is read twice: the first time everything is checked, and only then is anything
/// written. A file that is there with other bytes is never overwritten.
/// </summary>
public static class Unpack
{
    /// <summary>Unpacks into a dossier.</summary>
    public static PackResult Read(string path, FactStore store, PackLimits? limits = null, CancellationToken cancellation = default)
    {
        limits ??= PackLimits.Default;
        var problems = ImmutableArray.CreateBuilder<string>();
        var unchanged = new HashSet<string>(StringComparer.Ordinal);
        var checkedDigests = Walk(path, limits, problems, (name, bytes, _) =>
        {
            if (Conflict(store, name, bytes, unchanged) is { } problem)
                problems.Add(problem);
        }, cancellation);
        if (checkedDigests is null || problems.Count > 0)
            return new PackResult(0, 0, problems.ToImmutable());
        if (store.Folder.TryPrepare() is { } unprepared)
            return PackResult.Fail(unprepared);

        var written = 0;
        var again = Walk(path, limits, problems, (name, bytes, digest) =>
        {
            // The archive may have been exchanged between the two readings.
            if (!checkedDigests.TryGetValue(name, out var expected) || expected != digest)
                problems.Add($"{name}: the archive changed while it was read");
            else if (unchanged.Contains(name) || problems.Count > 0)
                return;
            else if (AtomicFile.TryWrite(Path.Combine(store.Folder.Root, name), bytes) is { } unwritten)
                problems.Add(unwritten);
            else
                written++;
        }, cancellation);
        return new PackResult(written, again is null ? 0 : unchanged.Count, problems.ToImmutable());
    }

    // Null where the archive is not to be used; the digests by path otherwise.
    private static Dictionary<string, string>? Walk(
        string path, PackLimits limits, ImmutableArray<string>.Builder problems, Action<string, byte[], string> visit, CancellationToken cancellation)
    {
        if (BoundedFile.TryOpen(path, out var unopened) is not { } file)
        {
            problems.Add($"{path}: {unopened.ToSentence()}");
            return null;
        }

        var problem = "";

        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        var tar = new StrictTar(gzip, limits);
        Dictionary<string, string>? digests = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (tar.TryNext(out var name, out var content))
        {
            cancellation.ThrowIfCancellationRequested();
            if (digests is null)
            {
                digests = name == PackManifest.Name ? PackManifest.Read(content, out problem) : null;
                if (digests is null)
                {
                    problems.Add($"{path}: {(name == PackManifest.Name ? problem : "the first file is no " + PackManifest.Name)}");
                    return null;
                }

                continue;
            }

            var digest = FactStore.Digest(content);
            if (!seen.Add(name))
                problems.Add($"{path}: {name} is in it twice");
            else if (WrongFile(name, digest, digests) is { } wrong)
                problems.Add($"{path}: {wrong}");
            else
                visit(name, content, digest);
            if (problems.Count > 20)
                return null;
        }

        if (tar.Problem is not null)
            problems.Add($"{path}: {tar.Problem}");
        else if (digests is null)
            problems.Add($"{path}: the archive is empty");
        else if (digests.Keys.Where(name => !seen.Contains(name)).Order(StringComparer.Ordinal).FirstOrDefault() is { } missing)
            problems.Add($"{path}: {Terminal.Clean(missing)} is in the manifest and not in the archive");
        return problems.Count == 0 ? digests : null;
    }

    private static string? WrongFile(string name, string digest, Dictionary<string, string> digests)
    {
        var isFact = name.StartsWith("facts/", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal) && DossierFolder.IsDigest(name.AsSpan(6, Math.Max(0, name.Length - 11)));
        var isReport = name.StartsWith("reports/", StringComparison.Ordinal) && DossierFolder.IsDigest(name.AsSpan(8));
        if (!isFact && !isReport)
            return $"{Terminal.Clean(name)}: a pack holds facts and reports only, named by digest";
        if (!digests.TryGetValue(name, out var expected))
            return $"{name}: is not in the manifest";
        if (expected != digest || (isFact && !name.AsSpan(6, 64).SequenceEqual(digest)))
            return $"{name}: its bytes do not fit its digest";
        return null;
    }

    private static string? Conflict(FactStore store, string name, byte[] bytes, HashSet<string> unchanged)
    {
        var place = Path.Combine(store.Folder.Root, name);
        if (DossierFolder.IsLink(place))
            return $"{place}: a symbolic link is in its place: remove it";
        if (!BoundedFile.TryRead(place, out var there, out var why))
            return why == ReadProblem.Missing ? null : $"{place}: {why.ToSentence()}";
        if (!bytes.AsSpan().SequenceEqual(there))
            return $"{place}: is there with other bytes, and is not overwritten: move it away and unpack again";
        unchanged.Add(name);
        return null;
    }
}
