using System.Collections.Immutable;

namespace Gatehouse.Git.History;

/// <summary>A commit as a sweep found it.</summary>
internal readonly record struct FoundCommit(ObjectId Id, ObjectId Tree, ImmutableArray<ObjectId> Parents, long Seconds);

/// <summary>Commits and their parents by number, for putting them into an order.</summary>
internal sealed class CommitGraph
{
    private readonly GitRepository _repository;
    private readonly FoundCommit[] _commits;
    private readonly Dictionary<ObjectId, int> _numbers;
    private readonly int[] _parentsFrom;
    private readonly List<int> _parents;
    private readonly bool[] _isReachable;

    public CommitGraph(GitRepository repository, FoundCommit[] commits, List<GitProblem> problems)
    {
        _repository = repository;
        _commits = commits;
        _numbers = new Dictionary<ObjectId, int>(commits.Length);
        for (var commit = 0; commit < commits.Length; commit++)
            _numbers.TryAdd(commits[commit].Id, commit);
        _parentsFrom = new int[commits.Length + 1];
        _parents = new List<int>(commits.Length + (commits.Length / 2));
        _isReachable = new bool[commits.Length];
        Link(problems);
        MarkReachable(problems);
    }

    public ref readonly FoundCommit this[int commit] => ref _commits[commit];

    /// <summary>All commits, parents before children, and how many of them, first in it, a ref leads to.</summary>
    public (int[] Order, int Reachable) Order()
    {
        var byAge = new int[_commits.Length];
        for (var commit = 0; commit < byAge.Length; commit++)
            byAge[commit] = commit;
        Array.Sort(byAge, Compare);
        var order = new int[_commits.Length];
        var isPlaced = new bool[_commits.Length];
        var isOpen = new bool[_commits.Length];
        var (placed, reachable) = (0, 0);
        var open = new Stack<(int Commit, int NextParent)>();
        foreach (var commit in byAge)
        {
            Open(commit);
            while (open.TryPop(out var top))
            {
                if (top.NextParent < _parentsFrom[top.Commit + 1])
                {
                    open.Push(top with { NextParent = top.NextParent + 1 });
                    Open(_parents[top.NextParent]);
                    continue;
                }

                isPlaced[top.Commit] = true;
                order[placed++] = top.Commit;
                reachable += _isReachable[top.Commit] ? 1 : 0;
            }
        }

        return (order, reachable);

        // Ids are not verified here, so a hostile pack can hold commits that are each other's parents.
        void Open(int commit)
        {
            if (isPlaced[commit] || isOpen[commit])
                return;
            isOpen[commit] = true;
            open.Push((commit, _parentsFrom[commit]));
        }
    }

    private int Compare(int left, int right)
    {
        if (_isReachable[left] != _isReachable[right])
            return _isReachable[left] ? -1 : 1;
        var order = _commits[left].Seconds.CompareTo(_commits[right].Seconds);
        return order != 0 ? order : _commits[left].Id.CompareTo(_commits[right].Id);
    }

    private void Link(List<GitProblem> problems)
    {
        var missing = 0;
        var first = default(ObjectId);
        for (var commit = 0; commit < _commits.Length; commit++)
        {
            _parentsFrom[commit] = _parents.Count;
            // What a clone with --depth left out is said once, by the clone's own list.
            if (_repository.ShallowCommits.Contains(_commits[commit].Id))
                continue;
            foreach (var id in _commits[commit].Parents)
            {
                if (_numbers.TryGetValue(id, out var parent))
                    _parents.Add(parent);
                else if (missing++ == 0)
                    first = id;
            }
        }

        _parentsFrom[_commits.Length] = _parents.Count;
        if (missing > 0)
            problems.Add(new GitProblem(GitProblemKind.Incomplete, FormattableString.Invariant($"{missing} parents of commits are not in this repository, one of them {first}: what they introduced was not seen; `git fsck` tells what is missing")));
    }

    private void MarkReachable(List<GitProblem> problems)
    {
        if (!_repository.TryReadTips(out var tips, out var problem))
        {
            problems.Add(problem);
            return;
        }

        var open = new Stack<int>();
        foreach (var tip in tips)
        {
            if (Peel(tip) is { } commit && !_isReachable[commit])
            {
                _isReachable[commit] = true;
                open.Push(commit);
            }
        }

        while (open.TryPop(out var next))
        {
            for (var at = _parentsFrom[next]; at < _parentsFrom[next + 1]; at++)
            {
                if (_isReachable[_parents[at]])
                    continue;
                _isReachable[_parents[at]] = true;
                open.Push(_parents[at]);
            }
        }
    }

    private int? Peel(ObjectId tip)
    {
        if (_numbers.TryGetValue(tip, out var number))
            return number;
        return _repository.TryResolve($"{tip}^{{commit}}", out var commit, out _) && _numbers.TryGetValue(commit, out number) ? number : null;
    }
}
