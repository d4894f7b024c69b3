namespace Gatehouse.Git;

/// <summary>What HEAD stands on.</summary>
/// <param name="Ref">The full name of the branch, <c>refs/heads/main</c>; null where HEAD is detached.</param>
/// <param name="Commit">The commit; null where the branch has none yet.</param>
public sealed record GitHead(string? Ref, ObjectId? Commit)
{
    /// <summary>The branch without <c>refs/heads/</c>; null where HEAD is detached or on no branch.</summary>
    public string? Branch => Ref is not null && Ref.StartsWith("refs/heads/", StringComparison.Ordinal) ? Ref["refs/heads/".Length..] : null;

    /// <summary>True where HEAD names a commit, not a branch.</summary>
    public bool IsDetached => Ref is null;

    /// <summary>True before the first commit of the branch.</summary>
    public bool IsUnborn => Commit is null;
}
