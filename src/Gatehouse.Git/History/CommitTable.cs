using Gatehouse.Git.Sweeping;

namespace Gatehouse.Git.History;

/// <summary>
/// The commits of a repository in one order: parents before children, older before newer, those that a ref leads to before
/// those that none does. A commit is known by its place in it.
/// </summary>
internal sealed class CommitTable
{
    private const long MaxBytes = 32 << 20;

    private readonly ObjectId[] _ids;
    private readonly ObjectId[] _trees;

    private CommitTable(ObjectId[] ids, ObjectId[] trees, int reachable, IReadOnlyList<GitProblem> problems)
    {
        (_ids, _trees) = (ids, trees);
        Reachable = reachable;
        Problems = problems;
    }

    public int Count => _ids.Length;

    /// <summary>Commits below this place are those that a ref leads to.</summary>
    public int Reachable { get; }

    public IReadOnlyList<GitProblem> Problems { get; }

    public ObjectId Id(int commit) => _ids[commit];

    public ObjectId Tree(int commit) => _trees[commit];

    public static CommitTable Of(GitRepository repository, ObjectSweep sweep, int jobs, CancellationToken cancellation)
    {
        var workers = new List<Collector>();
        sweep.Run(ObjectKind.Commit, () => Added(repository, workers), jobs, MaxBytes, cancellation);
        var problems = workers.SelectMany(worker => worker.Problems).ToList();
        var graph = new CommitGraph(repository, [.. workers.SelectMany(worker => worker.Commits)], problems);
        var (order, reachable) = graph.Order();
        return new CommitTable([.. order.Select(commit => graph[commit].Id)], [.. order.Select(commit => graph[commit].Tree)], reachable, problems);
    }

    private static Collector Added(GitRepository repository, List<Collector> workers)
    {
        var worker = new Collector(repository);
        lock (workers)
            workers.Add(worker);
        return worker;
    }

    private sealed class Collector(GitRepository repository) : SweepWorker
    {
        public List<FoundCommit> Commits { get; } = [];

        public List<GitProblem> Problems { get; } = [];

        // Tree, parents, author and committer; signatures and messages are not unpacked.
        public override int Enough => 512;

        public override bool Wants(in SweptName name) => true;

        public override object? Visit(in SweptObject value)
        {
            var bytes = value.Bytes;
            var isRead = CommitLinks.TryParse(bytes, out var tree, out var parents, out var seconds, out var author);
            // The committer's line must be there to its end.
            if (value.IsCut && (!isRead || bytes[author..].Count((byte)'\n') < 2))
            {
                if (!repository.TryRead(value.Name.Id, out var whole, out var problem, MaxBytes))
                {
                    Problems.Add(problem);
                    return null;
                }

                isRead = CommitLinks.TryParse(whole.Bytes.Span, out tree, out parents, out seconds, out _);
            }

            if (isRead)
                Commits.Add(new FoundCommit(value.Name.Id, tree, parents, seconds));
            else
                Problems.Add(GitProblem.Corrupt($"commit {value.Name.Id} is not of a commit's form"));
            return null;
        }

        public override void Unread(in SweptName name, GitProblem problem) => Problems.Add(problem);
    }
}
