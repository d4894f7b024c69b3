using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Dossier.Store;

/// <summary>Everything that lies in a dossier, and everything that is wrong with it.</summary>
public sealed record LoadedFacts
{
    /// <summary>Nothing at all.</summary>
    public static LoadedFacts Empty { get; } = new();

    /// <summary>All facts that can be read, believable or not; sorted by id. A tampered one is here, and counts as missing.</summary>
    public ImmutableArray<StoredFact> Facts { get; init; } = [];

    /// <summary>All problems, sorted by file. Each file that gave no fact has one.</summary>
    public ImmutableArray<FactProblem> Problems { get; init; } = [];

    /// <summary>False where a bound stopped the reading: there are files that nobody looked at.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>For facts of strangers: the key id that the envelope claims, by fact id. Nothing vouches for it; it is for messages only.</summary>
    public ImmutableSortedDictionary<string, string> ClaimedKeyIds { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Files looked at.</summary>
    public int Files { get; init; }
}
