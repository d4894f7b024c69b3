using Gatehouse.Git.Objects;

namespace Gatehouse.Git.Sweeping;

/// <summary>
/// Every object of a kind that the repository holds, each once, whether or not anything leads to it: packs entry by entry
/// along their deltas, then loose files. Far cheaper than reading objects one by one, which unpacks each chain anew.
/// </summary>
public sealed class ObjectSweep
{
    private readonly GitRepository _repository;
    private readonly List<PackForest> _forests = [];
    private readonly List<GitProblem> _problems = [];
    private readonly List<ObjectId> _loose = [];
    private readonly HashSet<ObjectId> _seenLoose = [];
    private int _packed, _ownLoose;

    private ObjectSweep(GitRepository repository) => _repository = repository;

    /// <summary>Packs and folders that could not be looked into: their objects are missing.</summary>
    public IReadOnlyList<GitProblem> Problems => _problems;

    /// <summary>Looks at every pack's entries and lists the loose files.</summary>
    public static ObjectSweep Of(GitRepository repository, int jobs, CancellationToken cancellation)
    {
        var sweep = new ObjectSweep(repository);
        var own = repository.Store.Folders[0] + "/";
        foreach (var pack in repository.Store.Packs)
        {
            if (cancellation.IsCancellationRequested)
                break;
            if (PackForest.Of(pack, sweep._packed, !pack.IndexPath.StartsWith(own, StringComparison.Ordinal), jobs) is { } forest)
            {
                sweep._forests.Add(forest);
                sweep._packed = checked(sweep._packed + forest.Count);
            }
            else
                sweep._problems.Add(GitProblem.Corrupt($"{Path.GetFileName(pack.IndexPath)} could not be looked into: {pack.Problem}"));
        }

        foreach (var folder in repository.Store.Folders)
        {
            sweep.AddLoose(folder);
            if (folder == repository.Store.Folders[0])
                sweep._ownLoose = sweep._loose.Count;
        }

        return sweep;
    }

    /// <summary>Visits on several threads, one worker a thread. Returns when all is visited, or soon after it was cancelled.</summary>
    /// <param name="kind">What is visited.</param>
    /// <param name="createWorker">Called once a thread.</param>
    /// <param name="jobs">Threads.</param>
    /// <param name="limit">An object of more bytes is told as unread.</param>
    /// <param name="cancellation">Ends it early.</param>
    public void Run(ObjectKind kind, Func<SweepWorker> createWorker, int jobs, long limit, CancellationToken cancellation)
    {
        var work = new List<(int Forest, int Root)>();
        for (var forest = 0; forest < _forests.Count; forest++)
            work.AddRange(_forests[forest].Roots(kind).Select(root => (forest, root)));
        Run(kind, createWorker, jobs, limit, new Families(work, [.. Enumerable.Range(0, _loose.Count)], TellsDamage: true), cancellation);
    }

    /// <summary>The same for some families of objects alone.</summary>
    internal void Run(ObjectKind kind, Func<SweepWorker> createWorker, int jobs, long limit, Families families, CancellationToken cancellation)
    {
        limit = Math.Min(limit, 1L << 30);
        var work = families.Roots;
        var (nextRoot, nextLoose, nextDamaged) = (-1, -1, families.TellsDamage ? -1 : _forests.Count);
        WorkerThreads.Run("sweep", jobs, Work);

        void Work()
        {
            using var worker = createWorker();
            using var walker = new ForestWalker(worker, IsFirst, limit, cancellation);
            while (!cancellation.IsCancellationRequested && Interlocked.Increment(ref nextRoot) is var index && index < work.Count)
                walker.Walk(_forests[work[index].Forest], work[index].Root, work[index].Forest);
            while (!cancellation.IsCancellationRequested && Interlocked.Increment(ref nextDamaged) is var index && index < _forests.Count)
                Refuse(_forests[index], worker);
            using var reader = _repository.CreateReader();
            while (!cancellation.IsCancellationRequested && Interlocked.Increment(ref nextLoose) is var index && index < families.Loose.Count)
                TakeLoose(LooseName(families.Loose[index]), kind, reader, worker, limit);
        }
    }

    /// <summary>Numbers for the trees and blobs.</summary>
    internal ObjectNumbers Number() => new(_forests, _loose);

    /// <summary>Roots in the order in which threads take them.</summary>
    internal IEnumerable<(int Forest, int Root)> Heaviest(IEnumerable<(int Forest, int Root)> roots) =>
        roots.OrderByDescending(root => _forests[root.Forest].Weight(root.Root)).ThenBy(root => root.Forest).ThenBy(root => root.Root);

    /// <summary>What a sweep goes over.</summary>
    /// <param name="Roots">Roots by forest.</param>
    /// <param name="Loose">Loose objects by their place in the list.</param>
    /// <param name="TellsDamage">Whether entries that no root leads to are told.</param>
    internal sealed record Families(IReadOnlyList<(int Forest, int Root)> Roots, IReadOnlyList<int> Loose, bool TellsDamage);

    private SweptName LooseName(int place) => new(_loose[place], _packed + place, place >= _ownLoose);

    // An object may lie in several packs.
    private bool IsFirst(int number, PackForest forest, int entry)
    {
        for (var earlier = 0; earlier < number; earlier++)
        {
            if (_forests[earlier].Pack.Find(forest.Id(entry)) >= 0)
                return false;
        }

        return true;
    }

    // Of what kind they are nobody knows: each sweep tells them.
    private static void Refuse(PackForest forest, SweepWorker worker)
    {
        foreach (var entry in forest.Damaged)
        {
            var name = new SweptName(forest, entry);
            if (worker.Wants(name))
                worker.Unread(name, ObjectReader.Damaged(name.Id, forest.Pack));
        }
    }

    private static void TakeLoose(in SweptName name, ObjectKind kind, ObjectReader reader, SweepWorker worker, long limit)
    {
        if (!reader.TryReadSize(name.Id, out var found, out var size, out var problem))
        {
            if (worker.Wants(name))
                worker.Unread(name, problem);
            return;
        }

        if (found != kind || !worker.Wants(name))
            return;
        if (size > limit)
            worker.Unread(name, ObjectReader.Oversized(name.Id, size, limit));
        else if (!reader.TryRead(name.Id, out _, out var bytes, out problem, limit))
            worker.Unread(name, problem);
        else
            worker.Visit(new SweptObject { Name = name, Bytes = bytes });
    }

    private void AddLoose(string folder)
    {
        foreach (var sub in Names(folder, Directory.EnumerateDirectories).Where(name => name.Length == 2))
        {
            foreach (var name in Names(Path.Combine(folder, sub), Directory.EnumerateFiles))
            {
                if (ObjectId.TryParse(sub + name, out var id) && !_repository.Store.TryFindPacked(id, out _, out _) && _seenLoose.Add(id))
                    _loose.Add(id);
            }
        }
    }

    private IEnumerable<string> Names(string folder, Func<string, IEnumerable<string>> list)
    {
        try
        {
            return list(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();
        }
        catch (DirectoryNotFoundException)
        {
            return []; // Named by an alternates file; objects that lie there will be missing by name.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _problems.Add(GitProblem.Unreadable($"{folder} could not be listed, so objects may be missing"));
            return [];
        }
    }
}
