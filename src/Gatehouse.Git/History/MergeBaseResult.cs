using System.Collections.Immutable;

namespace Gatehouse.Git;

/// <summary>What is known of the common history of two commits.</summary>
public abstract record MergeBaseResult
{
    private MergeBaseResult()
    {
    }

    /// <summary>There is one. After criss-cross merges there are several, none an ancestor of another.</summary>
    /// <param name="Id">The newest of them; of two as new, the one with the lower id.</param>
    /// <param name="All">All of them, in that order.</param>
    public sealed record Found(ObjectId Id, ImmutableArray<ObjectId> All) : MergeBaseResult;

    /// <summary>The two have no common history.</summary>
    public sealed record None : MergeBaseResult;

    /// <summary>A shallow clone ends before the answer.</summary>
    /// <param name="Sentence">What to do.</param>
    public sealed record Shallow(string Sentence) : MergeBaseResult;

    /// <summary>A commit on the way could not be read.</summary>
    /// <param name="Problem">Which, and why.</param>
    public sealed record Broken(GitProblem Problem) : MergeBaseResult;
}
