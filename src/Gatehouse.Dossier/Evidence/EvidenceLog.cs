using System.Collections.Immutable;
using System.Text;
using Gatehouse.Dossier.Store;
using Gatehouse.Host;

namespace Gatehouse.Dossier.Evidence;

/// <summary>A log's state in two values: anchored outside, it shows later that nothing before it was changed or cut off.</summary>
/// <param name="Size">Entries.</param>
/// <param name="Root">The Merkle root, lower-case hex.</param>
public sealed record TreeHead(int Size, string Root);

/// <summary>The log as read: entries in order, or why there is none.</summary>
/// <param name="Entries">Fact ids, oldest first.</param>
/// <param name="Problem">One sentence; null where the log is whole.</param>
public sealed record LogContent(ImmutableArray<string> Entries, string? Problem)
{
    /// <summary>The head over all entries, or over the first of them.</summary>
    public TreeHead Head(int? size = null) => new(size ?? Entries.Length, Convert.ToHexStringLower(MerkleTree.Root(Leaves.AsSpan(0, size ?? Entries.Length))));

    /// <summary>The leaf hashes, for proofs: a leaf's data is the fact's id in 32 bytes.</summary>
    public byte[][] Leaves { get; } = [.. Entries.Select(id => MerkleTree.LeafHash(Convert.FromHexString(id)))];
}

/// <summary>
/// The order in which verdicts were given: a line a verdict, its fact's id, only ever appended to. Whoever can write the
/// file can rewrite it; that it was is shown by a head that was kept elsewhere.
/// </summary>
public sealed class EvidenceLog
{
    private const int LineLength = 65;

    private readonly DossierFolder _folder;

    private EvidenceLog(DossierFolder folder) => _folder = folder;

    /// <summary>The log of a dossier.</summary>
    public static EvidenceLog At(DossierFolder folder) => new(folder);

    /// <summary>Reads the log. A log that never was is empty.</summary>
    public LogContent Read()
    {
        if (DossierFolder.IsLink(_folder.Log))
            return new LogContent([], $"{_folder.Log}: is a symbolic link, which is not followed: remove it");
        if (!BoundedFile.TryRead(_folder.Log, out var bytes, out var why))
            return new LogContent([], why == ReadProblem.Missing ? null : $"{_folder.Log}: {why.ToSentence()}");
        var entries = ImmutableArray.CreateBuilder<string>(bytes.Length / LineLength);
        for (var start = 0; start < bytes.Length; start += LineLength)
        {
            var line = Encoding.Latin1.GetString(bytes.AsSpan(start, Math.Min(LineLength, bytes.Length - start)));
            if (line.Length != LineLength || line[^1] != '\n' || !DossierFolder.IsDigest(line.AsSpan(0, 64)))
            {
                return new LogContent([], FormattableString.Invariant(
                    $"{_folder.Log}: line {entries.Count + 1} is no fact id: the log was changed, or a write was interrupted. Take it from a backup, or cut it after line {entries.Count}"));
            }

            entries.Add(line[..64]);
        }

        return new LogContent(entries.ToImmutable(), null);
    }

    /// <summary>Appends one entry. Null when it was; otherwise one sentence that names the path.</summary>
    public string? TryAppend(string factId)
    {
        if (!DossierFolder.IsDigest(factId))
            return "a log entry is a fact's id: 64 lower-case hex digits";
        if (_folder.TryPrepare() is { } unprepared)
            return unprepared;
        try
        {
            using var file = OpenAlone();
            if (file.Length % LineLength != 0)
                return $"{_folder.Log}: its last line is cut short, so nothing is appended: cut the file after its last whole line";
            file.Seek(0, SeekOrigin.End);
            file.Write(Encoding.ASCII.GetBytes(factId + "\n"));
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"{_folder.Log}: could not be appended to ({problem.Message})";
        }
    }

    // FileShare.None takes an advisory lock: two processes of ours never write into each other's line. An append takes
    // microseconds, so a lock that is held for two seconds belongs to something that hangs.
    private FileStream OpenAlone()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(_folder.Log, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
            }
            catch (IOException problem) when (attempt < 200 && IsLocked(problem))
            {
                Thread.Sleep(10);
            }
        }
    }

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsLocked(IOException problem) => problem.HResult is 11 or 35 or unchecked((int)0x80070020);
}
