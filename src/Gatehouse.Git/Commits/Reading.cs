using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Git;

/// <content>Commits.</content>
public sealed partial class GitRepository
{
    private const long MaxCommitBytes = 32 << 20;

    /// <summary>Reads a commit by its id.</summary>
    public bool TryReadCommit(ObjectId id, [NotNullWhen(true)] out GitCommit? commit, [NotNullWhen(false)] out GitProblem? problem)
    {
        commit = null;
        var reader = Borrow();
        if (reader.TryRead(id, out var kind, out var bytes, out problem, MaxCommitBytes))
        {
            commit = kind == ObjectKind.Commit ? GitCommit.Parse(id, bytes) : null;
            if (commit is null)
                problem = GitProblem.Corrupt(kind == ObjectKind.Commit ? $"commit {id} is not of a commit's form" : $"{id} is a {Name(kind)}, not a commit");
        }

        Return(reader);
        return problem is null;
    }

    internal static bool TryReadLinks(ObjectReader reader, ObjectId id, out CommitLinks links, [NotNullWhen(false)] out GitProblem? problem)
    {
        links = default;
        if (!reader.TryRead(id, out var kind, out var bytes, out problem, MaxCommitBytes))
            return false;
        if (kind != ObjectKind.Commit || !CommitLinks.TryParse(bytes, out var tree, out var parents, out var seconds, out _))
        {
            problem = GitProblem.Corrupt(kind == ObjectKind.Commit ? $"commit {id} is not of a commit's form" : $"{id} is a {Name(kind)}, not a commit");
            return false;
        }

        links = new CommitLinks(tree, parents, seconds);
        return true;
    }
}
