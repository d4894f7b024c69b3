using System.Collections.Immutable;
using Gatehouse.Attestation;
using Gatehouse.Attestation.Envelopes;
using Gatehouse.Attestation.Statements;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Dossier.Store;

/// <summary>Reads a dossier's facts: each file's name against its bytes, its signature, its statement.</summary>
internal sealed class FactLoader(DossierFolder folder, TrustContext trust)
{
    private readonly ImmutableArray<Attestation.Keys.VerificationKey> _keys = trust.Keys;
    private readonly ImmutableArray<StoredFact>.Builder _facts = ImmutableArray.CreateBuilder<StoredFact>();
    private readonly ImmutableArray<FactProblem>.Builder _problems = ImmutableArray.CreateBuilder<FactProblem>();
    private readonly ImmutableSortedDictionary<string, string>.Builder _claimed = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
    private long _bytes;

    // 100,000 files of 64 MiB each would be 6 TiB: the sum is bounded too.
    public long MaxTotalBytes { get; init; } = 2L << 30;

    public int MaxFiles { get; init; } = FactStore.MaxFiles;

    public static string NameOf(string id) => "facts/" + id + ".json";

    public LoadedFacts Load(CancellationToken cancellation)
    {
        var entries = List(out var isComplete);
        var looked = 0;
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_bytes > MaxTotalBytes)
            {
                isComplete = false;
                Report("facts", FactProblemKind.Unreadable, $"more than {MaxTotalBytes} bytes in all; {entries.Length - looked} files were not read. Remove old facts");
                break;
            }

            looked++;
            Load(entry);
        }

        return new LoadedFacts
        {
            Facts = [.. _facts.OrderBy(fact => fact.Id, StringComparer.Ordinal)],
            Problems = [.. _problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Kind)],
            ClaimedKeyIds = _claimed.ToImmutable(),
            IsComplete = isComplete,
            Files = looked,
        };
    }

    private FileSystemInfo[] List(out bool isComplete)
    {
        isComplete = true;
        foreach (var path in (ReadOnlySpan<string>)[folder.Root, folder.Facts])
        {
            if (DossierFolder.IsLink(path))
            {
                isComplete = false;
                Report(path == folder.Root ? "." : "facts", FactProblemKind.Link, "the folder is a symbolic link, which is not followed: remove it");
                return [];
            }
        }

        try
        {
            var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false };
            var entries = new DirectoryInfo(folder.Facts).EnumerateFileSystemInfos("*", options).Take(MaxFiles + 1).ToArray();
            if (entries.Length > MaxFiles)
            {
                isComplete = false;
                Report("facts", FactProblemKind.Unreadable, $"more than {MaxFiles} files; none beyond them is read. Remove old facts");
                entries = entries[..MaxFiles];
            }

            Array.Sort(entries, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
            return entries;
        }
        catch (DirectoryNotFoundException) when (!File.Exists(folder.Facts) && !File.Exists(folder.Root))
        {
            return []; // No fact was ever stored.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            isComplete = false;
            Report("facts", FactProblemKind.Unreadable, "the folder could not be read: " + (problem is UnauthorizedAccessException ? "permission denied" : problem.Message));
            return [];
        }
    }

    private void Load(FileSystemInfo entry)
    {
        var name = "facts/" + entry.Name;
        if (entry.LinkTarget is not null)
        {
            Report(name, FactProblemKind.Link, "a symbolic link, which is not followed: put the file itself there");
        }
        else if (entry is DirectoryInfo)
        {
            Report(name, FactProblemKind.NotAFact, "a folder: facts lie side by side");
        }
        else if (entry.Name.StartsWith('.') && entry.Name.EndsWith(".tmp", StringComparison.Ordinal))
        {
            Report(name, FactProblemKind.LeftOver, "left behind by a write that was interrupted: it may be deleted");
        }
        else if (!entry.Name.EndsWith(".json", StringComparison.Ordinal) || !DossierFolder.IsDigest(entry.Name.AsSpan(0, entry.Name.Length - 5)))
        {
            Report(name, FactProblemKind.NotAFact, "no fact is named so: a fact's name is the SHA-256 of its bytes and .json. Take a report in with: gatehouse fact add");
        }
        else if (!BoundedFile.TryRead(entry.FullName, out var bytes, out var problem))
        {
            Report(name, FactProblemKind.Unreadable, "could not be read: " + problem.ToSentence());
        }
        else
        {
            _bytes += bytes.Length;
            Judge(entry, name, bytes);
        }
    }

    private void Judge(FileSystemInfo entry, string name, byte[] bytes)
    {
        var id = entry.Name[..^5];
        var isBroken = false;
        if (!string.Equals(FactStore.Digest(bytes), id, StringComparison.Ordinal))
        {
            isBroken = true;
            Report(name, FactProblemKind.WrongDigest, "its bytes are not those that its name tells: it was changed or renamed, and counts as missing");
        }

        var statement = (ReadOnlyMemory<byte>)bytes;
        string? signedBy = null;
        var isSigned = Envelope.LooksLikeOne(bytes);
        if (isSigned && !Open(name, bytes, out statement, out signedBy, ref isBroken))
            return;
        if (!Statement.TryRead(statement, out var fact, out var problem))
        {
            Report(name, problem.Kind == AttestationProblemKind.Foreign ? FactProblemKind.Foreign : FactProblemKind.Malformed, $"holds no fact: {problem}");
            return;
        }

        var isTracked = trust.IsTracked?.Invoke(entry.FullName) ?? false;
        _facts.Add(new StoredFact(id, fact, trust.Judge(isTracked, isBroken, signedBy, isSigned), signedBy));
    }

    // False where there is no payload at all; a payload that nobody vouches for is still shown, and not believed.
    private bool Open(string name, byte[] bytes, out ReadOnlyMemory<byte> payload, out string? signedBy, ref bool isBroken)
    {
        var verification = Verification.Of(bytes, _keys);
        payload = verification.Payload;
        signedBy = verification.Key?.KeyId;
        switch (verification.Outcome)
        {
            case VerificationOutcome.Verified:
                return true;
            case VerificationOutcome.UnknownKey:
                if (verification.ClaimedKeyId is { } claimed)
                    _claimed[name["facts/".Length..^".json".Length]] = claimed.Length <= 80 ? claimed : claimed[..80];
                return true;
            case VerificationOutcome.OtherBytes or VerificationOutcome.NoSignature:
                isBroken = true;
                Report(name, FactProblemKind.BadSignature, verification.Sentence + ". It counts as missing");
                return true;
            default:
                Report(name, FactProblemKind.Malformed, verification.Sentence);
                return false;
        }
    }

    private void Report(string file, FactProblemKind kind, string sentence) => _problems.Add(new FactProblem(file, kind, sentence));
}
