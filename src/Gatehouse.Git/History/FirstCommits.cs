using System.Collections.Concurrent;
using Gatehouse.Git.Sweeping;

namespace Gatehouse.Git.History;

/// <summary>
/// For every tree and blob the first commit whose tree holds it, and the tree and name that it had there. A commit's place
/// in the order goes down from its tree to all that it holds, the least wins; families of trees are swept until nothing
/// changes. One unpacking of every tree does nearly all of it, where comparing each commit with its parent would unpack
/// trees over and over.
/// </summary>
internal sealed class FirstCommits
{
    private const long MaxTreeBytes = 256 << 20;
    private const int Unknown = int.MaxValue;

    // Not one tree may change this often: a repository nests no deeper.
    private const int MostRounds = 1024;

    private readonly ObjectNumbers _numbers;
    private readonly int[] _first;
    private readonly int[] _holders;
    private readonly int[] _names;
    private readonly bool[] _isDirty;
    private readonly Lock[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];
    private readonly List<Worker> _workers = [];
    private readonly HashSet<int> _refused = [];
    private readonly ConcurrentDictionary<int, bool> _wasVisited = []; // Of loose trees.

    private FirstCommits(ObjectNumbers numbers)
    {
        _numbers = numbers;
        _first = new int[numbers.Count];
        _holders = new int[numbers.Count];
        _names = new int[numbers.Count];
        _isDirty = new bool[numbers.Count];
        Array.Fill(_first, Unknown);
        Array.Fill(_holders, -1);
    }

    public List<GitProblem> Problems { get; } = [];

    /// <summary>Blobs that trees name and that the repository does not hold, with a tree that does.</summary>
    public Dictionary<ObjectId, int> MissingBlobs { get; } = [];

    /// <summary>Submodules, each by a tree that holds it and its name.</summary>
    public HashSet<(int Tree, int Name)> Submodules { get; } = [];

    public static FirstCommits Of(ObjectSweep sweep, CommitTable commits, int jobs, CancellationToken cancellation)
    {
        var first = new FirstCommits(sweep.Number());
        first.Mark(commits);
        for (var round = 0; round < MostRounds && !cancellation.IsCancellationRequested; round++)
        {
            var families = first.DirtyFamilies(sweep);
            if (families is null)
                break;
            sweep.Run(ObjectKind.Tree, first.Added, jobs, MaxTreeBytes, families, cancellation);
            first.DropUnvisited(families, cancellation);
        }

        first.Gather();
        return first;
    }

    public int Number(ObjectId id) => _numbers.Of(id);

    public ObjectId Id(int number) => _numbers.Id(number);

    /// <summary>The place of the first commit; −1 where no commit's tree holds it.</summary>
    public int Commit(int number) => _first[number] == Unknown ? -1 : _first[number];

    public bool IsLink(int number) => (_names[number] & LinkBit) != 0;

    /// <summary>Writes the path that an object had in its first commit.</summary>
    /// <returns>Its length; −1 where it is longer than a path may be.</returns>
    public int Path(int number, Span<byte> path)
    {
        var start = path.Length;
        for (var at = number; _holders[at] >= 0; at = _holders[at])
        {
            var name = Name(_names[at]);
            if (start - name.Length - 1 < 0)
                return -1;
            if (at != number)
                path[--start] = (byte)'/';
            start -= name.Length;
            name.CopyTo(path[start..]);
        }

        path[start..].CopyTo(path);
        return path.Length - start;
    }

    /// <summary>The path of a name in a tree.</summary>
    public string Path(int tree, int name)
    {
        Span<byte> path = stackalloc byte[GitPath.MaxLength];
        var length = Math.Max(0, Path(tree, path));
        return Escape.Path([.. path[..length], .. length > 0 ? "/"u8 : [], .. Name(name)]);
    }

    private const int LinkBit = 1 << 30, WorkerShift = 24, NameMask = (1 << WorkerShift) - 1, WorkerMask = 0x3F;

    private ReadOnlySpan<byte> Name(int name) => _workers[(name >> WorkerShift) & WorkerMask].Names.Name(name & NameMask);

    private void Mark(CommitTable commits)
    {
        var missing = new HashSet<ObjectId>();
        for (var commit = 0; commit < commits.Count; commit++)
        {
            var tree = _numbers.Of(commits.Tree(commit));
            if (tree < 0)
            {
                missing.Add(commits.Tree(commit));
            }
            else if (_first[tree] > commit)
            {
                _first[tree] = commit;
                _isDirty[tree] = true;
            }
        }

        Missing(missing);
    }

    private void Missing(HashSet<ObjectId> trees)
    {
        if (trees.Count > 0)
            Problems.Add(new GitProblem(GitProblemKind.Incomplete, FormattableString.Invariant($"{trees.Count} trees are not in this repository, the first of them {trees.Min()}: a partial clone leaves them out; `git fetch --refetch --no-filter` brings them, `git fsck` tells what is missing")));
    }

    private ObjectSweep.Families? DirtyFamilies(ObjectSweep sweep)
    {
        var roots = new HashSet<(int, int)>();
        for (var number = 0; number < _isDirty.Length; number++)
        {
            if (!_isDirty[number])
                continue;
            if (_numbers.IsLoose(number) || _numbers.KindOf(number) == ObjectKind.Tree)
                roots.Add(_numbers.Family(number));
            else
                RefuseAsFolder(number); // Damaged, or a file that a tree calls a folder.
        }

        return roots.Count == 0 ? null : new ObjectSweep.Families([.. sweep.Heaviest(roots.Where(root => root.Item1 >= 0))], [.. roots.Where(root => root.Item1 < 0).Select(root => root.Item2).Order()], TellsDamage: false);
    }

    // A loose object that no worker saw is none that can be read as a tree; asked for again, it would never end.
    private void DropUnvisited(ObjectSweep.Families families, CancellationToken cancellation)
    {
        foreach (var number in cancellation.IsCancellationRequested ? [] : families.Loose.Select(_numbers.OfLoose))
        {
            if (_isDirty[number] && !_wasVisited.ContainsKey(number))
                RefuseAsFolder(number);
        }
    }

    private void RefuseAsFolder(int number)
    {
        _isDirty[number] = false;
        if (_refused.Add(number))
            Problems.Add(GitProblem.Corrupt($"{_numbers.Id(number)} stands as a folder and is no tree that can be read; `git fsck` says more"));
    }

    private Worker Added()
    {
        lock (_workers)
        {
            // Workers of an earlier round are as new, but for the names that they keep.
            foreach (var idle in _workers)
            {
                if (!idle.IsBusy)
                {
                    idle.IsBusy = true;
                    return idle;
                }
            }

            var worker = new Worker(this, _workers.Count) { IsBusy = true };
            _workers.Add(worker);
            return worker;
        }
    }

    private void Gather()
    {
        var trees = new HashSet<ObjectId>();
        foreach (var worker in _workers)
        {
            Problems.AddRange(worker.Problems);
            Submodules.UnionWith(worker.Submodules);
            trees.UnionWith(worker.MissingTrees);
            foreach (var (blob, tree) in worker.MissingBlobs)
                MissingBlobs.TryAdd(blob, tree);
        }

        Missing(trees);
    }

    private void Lower(int tree, int commit, TreeEntries entries)
    {
        var children = entries.Children;
        for (var i = 0; i < children.Length; i++)
        {
            var child = children[i];
            if (child < 0 || Volatile.Read(ref _first[child]) <= commit)
                continue;
            lock (_locks[child & 63])
            {
                if (_first[child] <= commit)
                    continue;
                _holders[child] = tree;
                _names[child] = entries.Names[i];
                Volatile.Write(ref _first[child], commit);
                _isDirty[child] = (entries.Names[i] & TreeBit) != 0;
            }
        }
    }

    private const int TreeBit = int.MinValue;

    private sealed class Worker(FirstCommits owner, int number) : SweepWorker, IEntrySink
    {
        private const int MostNotices = 1000, MostKept = 64;

        private readonly Stack<TreeEntries> _free = new();
        private int _tree;

        public NameTable Names { get; } = new();

        public bool IsBusy { get; set; }

        public List<GitProblem> Problems { get; } = [];

        public HashSet<ObjectId> MissingTrees { get; } = [];

        public Dictionary<ObjectId, int> MissingBlobs { get; } = [];

        public HashSet<(int Tree, int Name)> Submodules { get; } = [];

        public override bool Wants(in SweptName name) => true;

        public override object? Visit(in SweptObject value)
        {
            _tree = value.Name.Number;
            if (owner._numbers.IsLoose(_tree))
                owner._wasVisited.TryAdd(_tree, true);
            var entries = _free.TryPop(out var free) ? free : new TreeEntries();
            if (!entries.Read(value.Bytes, value.BaseState as TreeEntries, value.Copies, this))
                Tell($"tree {value.Name.Id} is malformed");
            if (owner._isDirty[_tree])
            {
                owner._isDirty[_tree] = false;
                owner.Lower(_tree, Volatile.Read(ref owner._first[_tree]), entries);
            }

            return entries;
        }

        public override void Release(object state)
        {
            if (_free.Count < MostKept)
                _free.Push((TreeEntries)state);
        }

        public override void Unread(in SweptName name, GitProblem problem)
        {
            owner._isDirty[name.Number] = false;
            if (Problems.Count < MostNotices)
                Problems.Add(problem);
        }

        public void Take(ReadOnlySpan<byte> name, EntryMode mode, ObjectId id, out int child, out int nameNumber)
        {
            child = -1;
            nameNumber = 0;
            if (GitPath.NameProblem(name) is { } problem)
            {
                Tell($"an entry of tree {owner._numbers.Id(_tree)} was left out: {problem}");
                return;
            }

            var plain = Names.Number(name);
            if (plain > NameMask)
            {
                Tell("there are more than 16 million names");
                return;
            }

            nameNumber = plain | (number << WorkerShift) | (mode == EntryMode.Link ? LinkBit : 0) | (mode == EntryMode.Tree ? TreeBit : 0);
            if (mode == EntryMode.Submodule)
            {
                if (Submodules.Count < MostNotices)
                    Submodules.Add((_tree, nameNumber));
                return;
            }

            child = owner._numbers.Of(id);
            if (child >= 0)
                return;
            if (mode == EntryMode.Tree)
                MissingTrees.Add(id);
            else
                MissingBlobs.TryAdd(id, _tree);
        }

        protected override void Dispose(bool disposing)
        {
            _free.Clear();
            lock (owner._workers)
                IsBusy = false;
            base.Dispose(disposing);
        }

        private void Tell(string sentence)
        {
            if (Problems.Count < MostNotices)
                Problems.Add(GitProblem.Corrupt(sentence));
        }
    }
}
