using System.Security.Cryptography;
using Gatehouse.Attestation.Envelopes;
using Gatehouse.Attestation.Keys;
using Gatehouse.Attestation.Statements;
using Gatehouse.Dossier.Evidence;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Dossier.Store;

/// <summary>A fact that was stored, or why it was not.</summary>
/// <param name="Fact">The fact as stored; null where it was not.</param>
/// <param name="Problem">One sentence that names the path; null where it was stored.</param>
public sealed record StoreResult(StoredFact? Fact, string? Problem);

/// <summary>
/// Facts as files named by the SHA-256 of their bytes: a DSSE envelope where there is a key, else the bare statement. The
/// same unsigned fact twice is one file.
/// </summary>
/// <param name="folder">Where.</param>
public sealed class FactStore(DossierFolder folder)
{
    /// <summary>More files than this are not read.</summary>
    public const int MaxFiles = 100_000;

    /// <summary>Where the facts lie.</summary>
    public DossierFolder Folder { get; } = folder;

    /// <summary>Stores a fact, signed where there is a key. What this process makes itself it believes: <see cref="Trust.SameJob"/>.</summary>
    public StoreResult Add(Fact fact, SigningKey? key)
    {
        if (key is null)
            return AddUnsigned(fact);
        var bytes = Envelope.Sign(Statement.MediaType, Statement.Write(fact), key).Write();
        var id = Digest(bytes);
        if (bytes.Length > BoundedFile.DefaultLimit)
            return new StoreResult(null, TooLong(fact, bytes.Length));
        var problem = Folder.TryPrepare() ?? TryWrite(Folder.FactPath(id), bytes);
        return problem is null ? new StoreResult(new StoredFact(id, fact, Trust.SameJob, key.KeyId), null) : new StoreResult(null, problem);
    }

    // In pieces: a fact of a large report would be three times in memory, and each is larger than all else that an import holds.
    private StoreResult AddUnsigned(Fact fact)
    {
        if (Folder.TryPrepare() is { } unprepared)
            return new StoreResult(null, unprepared);
        string? id = null;
        var length = 0L;
        var problem = AtomicFile.TryWriteNamed(
            Folder.Facts,
            file =>
            {
                using var digested = new DigestedStream(file);
                Statement.Write(fact, digested);
                (id, length) = (digested.Digest(), digested.Length);
                return length <= BoundedFile.DefaultLimit ? id + ".json" : null;
            },
            out _);
        return problem is null ? new StoreResult(new StoredFact(id!, fact, Trust.SameJob), null) : new StoreResult(null, problem.Length > 0 ? problem : TooLong(fact, length));
    }

    private static string TooLong(Fact fact, long length) =>
        FormattableString.Invariant($"the fact of {fact.Producer.Name} has {length} bytes; at most {BoundedFile.DefaultLimit} can be read back");

    /// <summary>Stores a verdict as a fact and appends it to the evidence log.</summary>
    public StoreResult AddVerdict(GateVerdict verdict, Producer producer, SigningKey? key)
    {
        var stored = Add(
            new Fact { Kind = FactKind.Verdict, Subjects = [verdict.Subject], Producer = producer, Time = verdict.Time, Predicate = new VerdictPredicate(verdict) },
            key);
        if (stored.Fact is null)
            return stored;
        return EvidenceLog.At(Folder).TryAppend(stored.Fact.Id) is { } problem ? new StoreResult(null, problem) : stored;
    }

    /// <summary>Keeps a report beside the digest of its original. The caller has redacted its secrets.</summary>
    /// <param name="redacted">The report without secrets.</param>
    /// <param name="originalDigest">SHA-256 of the report as it came, lower-case hex.</param>
    /// <returns>Null when kept; otherwise one sentence that names the path.</returns>
    public string? TryAddReport(ReadOnlySpan<byte> redacted, string originalDigest) =>
        DossierFolder.IsDigest(originalDigest)
            ? Folder.TryPrepare() ?? TryWrite(Folder.ReportPath(originalDigest), redacted)
            : "a report is kept by its SHA-256 in lower-case hex, which this is not";

    /// <summary>Keeps a report that is written in pieces.</summary>
    /// <param name="write">Writes the report without secrets; false where there is none, and nothing is kept.</param>
    /// <param name="originalDigest">SHA-256 of the report as it came, lower-case hex.</param>
    /// <returns>Null when kept; otherwise one sentence.</returns>
    public string? TryAddReport(Func<Stream, bool> write, string originalDigest) =>
        DossierFolder.IsDigest(originalDigest)
            ? Folder.TryPrepare() ?? AtomicFile.TryWrite(Folder.ReportPath(originalDigest), write)
            : "a report is kept by its SHA-256 in lower-case hex, which this is not";

    /// <summary>Reads and checks everything. Nothing is passed over in silence.</summary>
    public LoadedFacts Load(TrustContext trust, CancellationToken cancellation = default) => new FactLoader(Folder, trust).Load(cancellation);

    /// <summary>What <c>fact verify</c> tells: every file that a gate would not believe, and why. Empty where all is well.</summary>
    public LoadedFacts Verify(TrustContext trust, CancellationToken cancellation = default)
    {
        var loaded = Load(trust, cancellation);
        var doubts = loaded.Facts.Select(fact => Doubt(fact, loaded)).OfType<FactProblem>();
        return loaded with { Problems = [.. loaded.Problems.Concat(doubts).Concat(LogProblems(loaded)).OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Kind)] };
    }

    internal static string Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    // A link in the file's place would be replaced by the rename, not followed: AtomicFile writes beside it.
    private static string? TryWrite(string path, ReadOnlySpan<byte> bytes) => AtomicFile.TryWrite(path, bytes);

    private IEnumerable<FactProblem> LogProblems(LoadedFacts loaded)
    {
        var log = EvidenceLog.At(Folder).Read();
        if (log.Problem is not null)
            return [new FactProblem("log", FactProblemKind.BrokenLog, log.Problem)];
        var there = loaded.Facts.Where(fact => fact.Trust != Trust.Tampered).Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        return log.Entries.Distinct(StringComparer.Ordinal).Where(id => !there.Contains(id)).Select(id =>
            new FactProblem("log", FactProblemKind.BrokenLog, $"names the verdict {id}, which does not lie in facts/ or was changed: unpack it again"));
    }

    // What is tampered has its problem from the loader already.
    private static FactProblem? Doubt(StoredFact fact, LoadedFacts loaded) => fact.Trust switch
    {
        Trust.CommittedInTree => new FactProblem(FactLoader.NameOf(fact.Id), FactProblemKind.CommittedInTree,
            "it is committed in the subject's own tree, where whoever writes the change can write it: git rm --cached it, and make the fact in CI"),
        Trust.Stranger => new FactProblem(FactLoader.NameOf(fact.Id), FactProblemKind.Stranger,
            $"it is signed by a key that the policy does not name ({Terminal.Clean(loaded.ClaimedKeyIds.GetValueOrDefault(fact.Id, "no key id"))}): name the key there, or make the fact in this job"),
        Trust.Unsigned => new FactProblem(FactLoader.NameOf(fact.Id), FactProblemKind.Unsigned,
            "it is unsigned, and in CI an unsigned fact could be anyone's: sign it with a key that the policy names, or make it in this job"),
        _ => null,
    };
}
