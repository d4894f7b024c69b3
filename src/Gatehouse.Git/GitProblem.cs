namespace Gatehouse.Git;

/// <summary>What sort of thing went wrong, so that a caller can tell "no repository" from "one we must not judge by".</summary>
public enum GitProblemKind
{
    /// <summary>No git repository holds the path.</summary>
    NotARepository,

    /// <summary>A format this reader does not know: SHA-256, reftable, split index, an unknown extension.</summary>
    Unsupported,

    /// <summary>The named revision, object or path is not there.</summary>
    NotFound,

    /// <summary>An object that another one names is not there: a repository that lost it, or a partial clone.</summary>
    Incomplete,

    /// <summary>The bytes contradict the format.</summary>
    Corrupt,

    /// <summary>Over a bound of size, depth or number.</summary>
    TooLarge,

    /// <summary>An abbreviation fits several objects.</summary>
    Ambiguous,

    /// <summary>The answer lies beyond the boundary of a shallow clone.</summary>
    Shallow,

    /// <summary>The system did not let us read.</summary>
    Unreadable,
}

/// <summary>Why something of a repository was not read.</summary>
/// <param name="Kind">The sort.</param>
/// <param name="Sentence">What is wrong, where, and how to mend it where there is a way.</param>
public sealed record GitProblem(GitProblemKind Kind, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => Sentence;

    internal static GitProblem Corrupt(string sentence) => new(GitProblemKind.Corrupt, sentence);

    internal static GitProblem TooLarge(string sentence) => new(GitProblemKind.TooLarge, sentence);

    internal static GitProblem NotFound(string sentence) => new(GitProblemKind.NotFound, sentence);

    internal static GitProblem Unsupported(string sentence) => new(GitProblemKind.Unsupported, sentence);

    internal static GitProblem Unreadable(string sentence) => new(GitProblemKind.Unreadable, sentence);
}

/// <summary>Something that was left out while the rest was read: a hostile name in a tree, mostly.</summary>
/// <param name="Path">The path it concerns, escaped for a terminal.</param>
/// <param name="Reason">One sentence.</param>
public sealed record GitNotice(string Path, string Reason);
