using System.Collections.Immutable;
using Gatehouse.Attestation.Keys;
using Gatehouse.Model;

namespace Gatehouse.Dossier.Store;

/// <summary>Who may be believed in this run.</summary>
public sealed record TrustContext
{
    /// <summary>On a developer's machine, with no keys: unsigned facts are taken as they are, and said so.</summary>
    public static TrustContext Local { get; } = new() { IsCi = false };

    /// <summary>True in a CI job: there an unsigned fact could be anyone's.</summary>
    public required bool IsCi { get; init; }

    /// <summary>The public half of this CI job's own key (<see cref="JobKey"/>); null outside CI, or where the CI names no job.</summary>
    public VerificationKey? JobKey { get; init; }

    /// <summary>The keys that the merge base's policy names.</summary>
    public ImmutableArray<VerificationKey> PolicyKeys { get; init; } = [];

    /// <summary>True for the absolute path of a file that the subject's git index tracks; null where the subject is no repository.</summary>
    public Func<string, bool>? IsTracked { get; init; }

    /// <summary>
    /// The one table of whom a fact may be believed from. A file in the subject's own tree comes first: whoever writes the
    /// change could have written it.
    /// </summary>
    internal Trust Judge(bool isTracked, bool isBroken, string? signedBy, bool isSigned) => (isTracked, isBroken, isSigned) switch
    {
        (true, _, _) => Trust.CommittedInTree,
        (_, true, _) => Trust.Tampered,
        (_, _, true) when signedBy is null => Trust.Stranger,
        (_, _, true) => signedBy == JobKey?.KeyId ? Trust.SameJob : Trust.PolicyKey,
        (_, _, false) => IsCi ? Trust.Unsigned : Trust.LocalUnsigned,
    };

    internal ImmutableArray<VerificationKey> Keys => JobKey is null ? PolicyKeys : [JobKey, .. PolicyKeys];
}
