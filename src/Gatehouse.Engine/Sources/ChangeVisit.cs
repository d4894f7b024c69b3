using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine.Sources;

/// <summary>Visits the files that a set of changes adds or modifies, each as its blob, on several threads.</summary>
internal static class ChangeVisit
{
    // Below this a second thread costs more than it brings.
    private const int FilesPerThread = 32;

    public static (long Files, IReadOnlyList<ScanNotice> Notices) Run(GitRepository repository, ChangeSet changes, IFileVisitor visitor, SourceOptions options, CancellationToken cancellation)
    {
        var exclusion = new Exclusion(options.Exclude);
        var notices = new List<ScanNotice>(exclusion.Problems.Select(problem => new ScanNotice(NoticeKind.Degraded, ".", problem)));
        notices.AddRange(changes.Notices.Select(notice => new ScanNotice(NoticeKind.Unread, notice.Path, notice.Reason)));
        var files = new List<FileChange>();
        foreach (var change in changes.Changes)
        {
            if (change.Kind == ChangeKind.Unmerged)
                notices.Add(new ScanNotice(NoticeKind.Unread, change.Path, "it is unmerged; resolve the conflict and `git add` it"));
            else if (change.NewMode is not (EntryMode.File or EntryMode.Executable))
                continue; // Gone, a link, or a submodule.
            else if (exclusion.Covers(change.PathUtf8.Span))
                notices.Add(new ScanNotice(NoticeKind.Skipped, change.Path, Exclusion.Reason));
            else
                files.Add(change);
        }

        var next = -1;
        var jobs = Math.Clamp(files.Count / FilesPerThread, 1, Math.Max(1, options.Jobs));
        var threads = new List<Thread>();
        for (var i = 1; i < jobs; i++)
        {
            var thread = new Thread(Work) { IsBackground = true, Name = "blobs" };
            thread.Start();
            threads.Add(thread);
        }

        Work();
        foreach (var thread in threads)
            thread.Join();
        return (files.Count, [.. notices.OrderBy(notice => notice.Path, Utf8Order.Instance)]);

        void Work()
        {
            using var worker = visitor.CreateWorker();
            using var reader = repository.CreateReader();
            var given = new GivenFile(worker, Math.Clamp(options.MaxFileBytes, 0, 1L << 30));
            while (!cancellation.IsCancellationRequested && Interlocked.Increment(ref next) is var index && index < files.Count)
                given.Blob(repository, reader, files[index].PathUtf8.Span, files[index].NewId);
        }
    }
}
