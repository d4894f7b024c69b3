using Gatehouse.Engine.Sources.Content;
using Gatehouse.Model;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>What the threads of one walk share.</summary>
internal sealed class TreeWalk(string root, RepositoryView? repository, UserExcludes excludes, SourceOptions options, CancellationToken cancellation) : IDisposable
{
    private readonly List<RepositoryView> _nested = [];
    private readonly Lock _lock = new();

    public string Root { get; } = root;

    public int Jobs { get; } = Math.Max(1, options.Jobs);

    /// <summary>At most 1 GiB: a file lies in memory in one piece.</summary>
    public long MaxFileBytes { get; } = Math.Clamp(options.MaxFileBytes, 0, 1L << 30);

    public Exclusion Exclusion { get; } = new(options.Exclude);

    public WorkStack<WalkFolder> Stack { get; } = new();

    public BigBuffers BigBuffers { get; } = new();

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Walks the tree with the calling thread and <see cref="Jobs"/> - 1 more.</summary>
    public TreeOutcome Run(IFileVisitor visitor)
    {
        var workers = new TreeWorker[Jobs];
        for (var i = 0; i < Jobs; i++)
            workers[i] = new TreeWorker(this, visitor.CreateWorker());
        Stack.Push(new WalkFolder(null, [], repository, repository?.RootLength ?? 0, repository?.First ?? 0, repository?.End ?? 0));
        using (Cancellation.UnsafeRegister(static stack => ((WorkStack<WalkFolder>)stack!).Stop(), Stack))
        {
            var threads = new List<Thread>();
            foreach (var worker in workers[1..])
            {
                var thread = new Thread(() => Work(worker)) { IsBackground = true, Name = "walk" };
                thread.Start();
                threads.Add(thread);
            }

            Work(workers[0]);
            foreach (var thread in threads)
                thread.Join();
        }

        var notices = workers.SelectMany(worker => worker.Notices).Concat(Exclusion.Problems.Select(problem => new ScanNotice(NoticeKind.Degraded, ".", problem)));
        return new TreeOutcome(
            [.. workers.Select(worker => worker.Records)],
            [.. _nested],
            [.. notices.OrderBy(notice => notice.Path, StringComparer.Ordinal)],
            workers.Sum(worker => worker.Files),
            Cancellation.IsCancellationRequested);
    }

    /// <summary>
    /// A folder with a <c>.git</c> of its own is another repository's: a submodule, or one that lies there. What that
    /// one tracks and ignores then counts below it.
    /// </summary>
    public WalkFolder EnterNested(WalkFolder folder, EntryList entries)
    {
        if (folder.Path.Length == 0 || !HasGit(entries))
            return folder;
        var nested = RepositoryView.TryOpenNested(Root, folder, excludes);
        if (nested is null)
            return folder;
        lock (_lock)
            _nested.Add(nested);
        return new WalkFolder(folder, folder.Path, nested, 0, nested.First, nested.End);
    }

    public void Dispose()
    {
        BigBuffers.Dispose();
        Stack.Dispose();
        foreach (var nested in _nested)
            nested.Dispose();
    }

    private static void Work(TreeWorker worker)
    {
        using (worker)
            worker.Run();
    }

    private static bool HasGit(EntryList entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries.Name(i).SequenceEqual(".git"u8))
                return entries.Kind(i) is EntryKind.Folder or EntryKind.File;
        }

        return false;
    }
}

/// <summary>What a walk saw.</summary>
/// <param name="Records">Files whose content the index does not state, a list a thread.</param>
/// <param name="Nested">Repositories below the root.</param>
/// <param name="Notices">Sorted by path.</param>
/// <param name="Files">Regular files.</param>
/// <param name="IsInterrupted">It was cancelled.</param>
internal sealed record TreeOutcome(
    IReadOnlyList<TreeRecords> Records, IReadOnlyList<RepositoryView> Nested, IReadOnlyList<ScanNotice> Notices, long Files, bool IsInterrupted);
