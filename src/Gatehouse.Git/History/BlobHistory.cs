using Gatehouse.Git.History;
using Gatehouse.Git.Sweeping;

namespace Gatehouse.Git;

/// <summary>
/// All history of a repository: every content that a commit's tree holds, the first commit that did, and the path that it
/// had there. The contents themselves are visited by <see cref="Sweep"/>.
/// </summary>
public sealed class BlobHistory
{
    private readonly CommitTable _commits;
    private readonly FirstCommits _first;

    private BlobHistory(ObjectSweep sweep, CommitTable commits, FirstCommits first)
    {
        Sweep = sweep;
        _commits = commits;
        _first = first;
        Problems = [.. sweep.Problems, .. commits.Problems, .. first.Problems.DistinctBy(problem => problem.Sentence)];
        Submodules = [.. first.Submodules.Select(place => first.Path(place.Tree, place.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        MissingBlobs = first.MissingBlobs.Count;
    }

    /// <summary>The repository's objects.</summary>
    public ObjectSweep Sweep { get; }

    /// <summary>Commits, those that no ref leads to included.</summary>
    public int Commits => _commits.Count;

    /// <summary>Commits that no ref leads to: what an amended commit or a deleted branch left behind.</summary>
    public int Unreachable => _commits.Count - _commits.Reachable;

    /// <summary>What could not be read; history is not whole where there is any.</summary>
    public IReadOnlyList<GitProblem> Problems { get; }

    /// <summary>Contents that trees name and that the repository does not hold: a partial clone, or damage.</summary>
    public int MissingBlobs { get; }

    /// <summary>Paths at which another repository's commit stood: their histories are their own.</summary>
    public IReadOnlyList<string> Submodules { get; }

    /// <summary>Reads all commits and trees.</summary>
    public static BlobHistory Of(GitRepository repository, int jobs, CancellationToken cancellation)
    {
        jobs = Math.Clamp(jobs, 1, 60);
        var sweep = ObjectSweep.Of(repository, jobs, cancellation);
        var commits = CommitTable.Of(repository, sweep, jobs, cancellation);
        return new BlobHistory(sweep, commits, FirstCommits.Of(sweep, commits, jobs, cancellation));
    }

    /// <summary>The number of a content in the sweep; −1 where the repository does not hold it.</summary>
    public int Find(ObjectId blob) => _first.Number(blob);

    /// <summary>Whether a commit's tree holds the content; the rest may be asked only then.</summary>
    public bool IsHeld(int number) => _first.Commit(number) >= 0;

    /// <summary>Writes the path in the first commit: bytes, UTF-8 by custom.</summary>
    /// <returns>Its length; −1 where it is longer than a path may be.</returns>
    public int Path(int number, Span<byte> path) => _first.Path(number, path);

    /// <summary>Whether it stood there as a symbolic link, the content being where it leads.</summary>
    public bool IsLink(int number) => _first.IsLink(number);

    /// <summary>The first commit.</summary>
    public ObjectId Commit(int number) => _commits.Id(_first.Commit(number));

    /// <summary>Of two contents the one whose commit came first has the lower.</summary>
    public int Order(int number) => _first.Commit(number);

    /// <summary>Whether a ref leads to the first commit.</summary>
    public bool IsReachable(int number) => _first.Commit(number) < _commits.Reachable;
}
