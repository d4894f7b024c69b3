using System.Collections.Immutable;

namespace Gatehouse.Git.History;

/// <summary>
/// Best common ancestors. Two colours flow from the two commits to their parents, the newest commit first; where both
/// meet is a candidate, and below it all is stale:
/// <code>
///        A        B          A's colour and B's run down; X gets both: a candidate.
///         \      /           X's ancestors get both and "stale": no candidates.
///          o    o            The flow ends when only stale commits wait.
///           \  /
///            X ─ … stale
/// </code>
/// Dates only order the work. A wrong clock may leave a candidate that is another's ancestor; so where several are left,
/// a second walk without dates removes those that another reaches.
/// </summary>
internal sealed class MergeBases(GitRepository repository)
{
    private const int MaxCommits = 4_000_000;

    private readonly Dictionary<ObjectId, Node> _nodes = [];
    private readonly ObjectReader _reader = repository.CreateReader();
    private GitProblem? _problem;

    [Flags]
    private enum Colours
    {
        None = 0,
        Left = 1,
        Right = 2,
        Stale = 4,
        Both = Left | Right,
    }

    public static MergeBaseResult Find(GitRepository repository, ObjectId left, ObjectId right)
    {
        if (repository.ShallowProblem is { } unreadable)
            return new MergeBaseResult.Broken(unreadable);
        var search = new MergeBases(repository);
        using (search._reader)
            return search.Run(left, right);
    }

    private MergeBaseResult Run(ObjectId left, ObjectId right)
    {
        var candidates = Paint(left, right);
        if (_problem is not null)
            return new MergeBaseResult.Broken(_problem);

        // A boundary with one colour hides ancestors that the other side may reach too. One with both hides only what is
        // older than an ancestor that is found.
        foreach (var (id, node) in _nodes)
        {
            if (node.WasTaken && (node.Colours & Colours.Both) != Colours.Both && repository.ShallowCommits.Contains(id))
            {
                return new MergeBaseResult.Shallow(
                    $"the merge base of {left.ToShortString()} and {right.ToShortString()} may lie beyond the boundary of this shallow clone; `git fetch --unshallow` brings the rest, in CI set the checkout's depth to 0");
            }
        }

        if (candidates.Count > 1)
            candidates = WithoutAncestors(candidates);
        if (_problem is not null)
            return new MergeBaseResult.Broken(_problem);
        if (candidates.Count == 0)
            return new MergeBaseResult.None();
        var sorted = candidates.OrderByDescending(id => _nodes.TryGetValue(id, out var node) ? node.Seconds : 0).ThenBy(id => id).ToImmutableArray();
        return new MergeBaseResult.Found(sorted[0], sorted);
    }

    private List<ObjectId> Paint(ObjectId left, ObjectId right)
    {
        var queue = new PriorityQueue<Node, (long, ObjectId)>();
        var waitingFresh = 0; // Entries of the queue that are not stale.
        var candidates = new List<ObjectId>();
        Push(left, Colours.Left);
        Push(right, Colours.Right);
        while (_problem is null && waitingFresh > 0 && queue.TryDequeue(out var node, out _))
        {
            if (node.WaitingFresh > 0)
            {
                waitingFresh--;
                node.WaitingFresh--;
            }

            node.WasTaken = true;
            var colours = node.Colours;
            if ((colours & (Colours.Both | Colours.Stale)) == Colours.Both)
            {
                if (!node.IsCandidate)
                {
                    node.IsCandidate = true;
                    candidates.Add(node.Id);
                }

                colours |= Colours.Stale;
            }

            foreach (var parent in node.Parents)
                Push(parent, colours);
        }

        return candidates.Where(id => (_nodes[id].Colours & Colours.Stale) == 0).ToList();

        void Push(ObjectId id, Colours colours)
        {
            if (Load(id) is not { } node || (node.Colours | colours) == node.Colours)
                return;
            // What turns stale while it waits no longer keeps the flow going.
            if ((colours & Colours.Stale) != 0 && (node.Colours & Colours.Stale) == 0)
            {
                waitingFresh -= node.WaitingFresh;
                node.WaitingFresh = 0;
            }

            node.Colours |= colours;
            if ((node.Colours & Colours.Stale) == 0)
            {
                node.WaitingFresh++;
                waitingFresh++;
            }

            queue.Enqueue(node, (-node.Seconds, id));
        }
    }

    // Everything older than any candidate, by links alone.
    private List<ObjectId> WithoutAncestors(List<ObjectId> candidates)
    {
        var seen = new HashSet<ObjectId>();
        var stack = new Stack<ObjectId>();
        foreach (var candidate in candidates)
            PushParents(candidate);
        while (_problem is null && stack.TryPop(out var id))
            PushParents(id);
        return candidates.Where(candidate => !seen.Contains(candidate)).ToList();

        void PushParents(ObjectId id)
        {
            foreach (var parent in Load(id)?.Parents ?? [])
            {
                if (seen.Add(parent))
                    stack.Push(parent);
            }
        }
    }

    private Node? Load(ObjectId id)
    {
        if (_nodes.TryGetValue(id, out var node))
            return node;
        if (_nodes.Count == MaxCommits)
            _problem ??= GitProblem.TooLarge($"the histories have more than {MaxCommits} commits");
        if (_problem is not null || !GitRepository.TryReadLinks(_reader, id, out var links, out _problem))
            return null;
        node = new Node(id, repository.ShallowCommits.Contains(id) ? [] : links.Parents, links.CommitSeconds);
        _nodes.Add(id, node);
        return node;
    }

    private sealed class Node(ObjectId id, ImmutableArray<ObjectId> parents, long seconds)
    {
        public ObjectId Id => id;

        public ImmutableArray<ObjectId> Parents => parents;

        public long Seconds => seconds;

        public Colours Colours { get; set; }

        public int WaitingFresh { get; set; }

        public bool WasTaken { get; set; }

        public bool IsCandidate { get; set; }
    }
}
