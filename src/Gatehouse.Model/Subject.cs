using System.Collections.Immutable;

namespace Gatehouse.Model;

/// <summary>What a fact or verdict is about.</summary>
public enum SubjectKind
{
    /// <summary>A git commit: digest <c>gitCommit</c>.</summary>
    Commit,

    /// <summary>Files as they lie, or the staged index: digest <c>gatehouseTree</c>, no commit yet.</summary>
    Tree,

    /// <summary>A container image: digest <c>sha256</c> of its manifest.</summary>
    Image,

    /// <summary>A file: digest <c>sha256</c>.</summary>
    File,

    /// <summary>A package by purl.</summary>
    Package,

    /// <summary>A running service by URL.</summary>
    Service,
}

/// <summary>
/// What is judged, known by digest (in-toto ResourceDescriptor). Two subjects are the same when one digest of the same
/// algorithm is equal, whatever they are called.
/// </summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Name">For people: <c>main@1a2b3c4</c>, <c>registry.example/app:1.2</c>.</param>
/// <param name="Digests">Algorithm to lower-case hex: <c>gitCommit sha1 sha256 gatehouseTree</c>.</param>
public sealed record Subject(SubjectKind Kind, string Name, ImmutableSortedDictionary<string, string> Digests)
{
    /// <summary>The algorithm name of a commit's id (in-toto digest set: <c>gitCommit</c>).</summary>
    public const string GitCommit = "gitCommit";

    /// <summary>The algorithm name of a tree of files that no commit holds: SHA-256 over sorted paths and content ids.</summary>
    public const string GatehouseTree = "gatehouseTree";

    /// <summary>A commit by its full id.</summary>
    public static Subject OfCommit(string id, string? name = null) =>
        new(SubjectKind.Commit, name ?? id[..Math.Min(12, id.Length)], ImmutableSortedDictionary<string, string>.Empty.Add(GitCommit, id));

    /// <summary>Something by its SHA-256.</summary>
    public static Subject OfSha256(SubjectKind kind, string name, string sha256) =>
        new(kind, name, ImmutableSortedDictionary<string, string>.Empty.Add("sha256", sha256));

    /// <summary>A tree of files without a commit.</summary>
    public static Subject OfTree(string name, string digest) =>
        new(SubjectKind.Tree, name, ImmutableSortedDictionary<string, string>.Empty.Add(GatehouseTree, digest));

    /// <summary>The first digest as <c>algorithm:hex</c>; the name where there is none (a package, a service).</summary>
    public string Id => Digests.Count == 0 ? Name : Digests.First().Key + ":" + Digests.First().Value;

    /// <summary>True where both have one digest in common; by kind and name where neither has any.</summary>
    public bool Matches(Subject other)
    {
        if (Digests.Count == 0 && other.Digests.Count == 0)
            return Kind == other.Kind && string.Equals(Name, other.Name, StringComparison.Ordinal);
        foreach (var (algorithm, value) in Digests)
        {
            if (other.Digests.TryGetValue(algorithm, out var theirs) && string.Equals(value, theirs, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
