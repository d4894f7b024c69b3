using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gatehouse.Engine.Running;
using Gatehouse.Engine.Sources;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>
/// Runs engines over many commits of one history and reads each content at a path once, however many commits hold it: a
/// note is of one file alone, so the commits share notes, and each commit gets conclusions of its own.
/// </summary>
public sealed class HistoryReader
{
    private const int FilesPerThread = 32;

    private readonly GitRepository _repository;
    private readonly IReadOnlyList<EngineRun> _engines;
    private readonly SourceOptions _options;
    private readonly TimeProvider _clock;
    private readonly RunState _state;
    private readonly Exclusion _exclusion;
    private readonly Dictionary<(string Path, ObjectId Blob), FileOutcome?> _known = [];
    private readonly ConcurrentDictionary<uint, FileOutcome> _quiet = [];

    /// <summary>Prepares; nothing is read yet.</summary>
    /// <param name="repository">Where the blobs are. Not disposed here.</param>
    /// <param name="engines">At most 32; those without a session, or with needs beside files, end as Failed in every commit.</param>
    /// <param name="options">Threads, bounds, and what policy excludes.</param>
    /// <param name="clock">For timings.</param>
    /// <param name="progress">Told a few times a second, from any thread.</param>
    public HistoryReader(GitRepository repository, IReadOnlyList<EngineRun> engines, SourceOptions options, TimeProvider clock, IProgress<RunProgress>? progress = null)
    {
        (_repository, _engines, _options, _clock) = (repository, engines, options, clock);
        _exclusion = new Exclusion(options.Exclude);
        var participants = engines.Select((run, number) => (run, number)).Where(pair => TakesPart(pair.run) && pair.number < 32)
            .Select(pair => new Participant(pair.number, pair.run.Engine.Name, pair.run.Opening.Session!)).ToList();
        _state = new RunState(participants, engines.Count, null, 0, 0, options.Archives, progress, CancellationToken.None);
    }

    /// <summary>Contents read so far.</summary>
    public long FilesRead => _state.Progress.FilesRead;

    /// <summary>Bytes of them.</summary>
    public long BytesRead => _state.Progress.Bytes;

    /// <summary>An empty tree.</summary>
    public HistoryTree NewTree() => new(this, _engines.Count);

    /// <summary>Reads what is not known yet, on several threads. False where it was cancelled before the end.</summary>
    public bool Read(IEnumerable<HistoryFile> files, CancellationToken cancellation)
    {
        var open = new List<HistoryFile>();
        foreach (var file in files)
        {
            if (_known.TryAdd((file.Key, file.Blob), null))
                open.Add(file);
        }

        var outcomes = new FileOutcome?[open.Count];
        var next = -1;
        var threads = new List<Thread>();
        for (var i = 1; i < Math.Clamp(open.Count / FilesPerThread, 1, Math.Max(1, _options.Jobs)); i++)
        {
            var thread = new Thread(Work) { IsBackground = true, Name = "history" };
            thread.Start();
            threads.Add(thread);
        }

        Work();
        foreach (var thread in threads)
            thread.Join();
        for (var i = 0; i < open.Count; i++)
            _known[(open[i].Key, open[i].Blob)] = outcomes[i];
        return !cancellation.IsCancellationRequested;

        void Work()
        {
            using var worker = (RunWorker)_state.CreateWorker();
            using var reader = _repository.CreateReader();
            var given = new GivenFile(worker, Math.Clamp(_options.MaxFileBytes, 0, 1L << 30));
            while (!cancellation.IsCancellationRequested && Interlocked.Increment(ref next) is var index && index < open.Count)
            {
                if (!_exclusion.Covers(open[index].PathUtf8.Span))
                    given.Blob(_repository, reader, open[index].PathUtf8.Span, open[index].Blob);
                outcomes[index] = Take(worker);
            }
        }
    }

    /// <summary>What the engines conclude of a commit whose files were read.</summary>
    /// <param name="tree">Its files.</param>
    /// <param name="commit">The commit; engines open files by reference from it.</param>
    /// <param name="notices">What of the tree itself could not be taken: names that are none.</param>
    /// <param name="cancellation">Ends it early, and then says so.</param>
    public RunResult Conclude(HistoryTree tree, ObjectId commit, IReadOnlyList<ScanNotice> notices, CancellationToken cancellation)
    {
        var loud = tree.Loud.ToList();
        var engines = _engines.Select((run, number) => TakesPart(run) ? Recorded(run, number, tree, loud) : run).ToList();
        var source = new RecordedSource(_repository, commit, tree.Files, notices);
        var result = Runner.Run(new RunRequest { Engines = engines, Source = source, Options = _options, Clock = _clock }, cancellation);
        return result with { Directives = [.. loud.SelectMany(file => file.Directives).OrderBy(directive => directive.Path, Utf8Order.Instance).ThenBy(directive => directive.Line)] };
    }

    internal FileOutcome Outcome(HistoryFile file) =>
        _known.GetValueOrDefault((file.Key, file.Blob)) ?? throw new InvalidOperationException("a file of the tree was not read");

    private static bool TakesPart(EngineRun run) => run.Opening.Session is not null && run.Engine.Needs == Capabilities.None;

    private EngineRun Recorded(EngineRun run, int number, HistoryTree tree, List<FileOutcome> loud)
    {
        var notes = loud.SelectMany(file => file.Notes).Where(note => note.Engine == number).Select(note => note.Note).ToArray();
        Array.Sort(notes, static (left, right) => Utf8Order.Instance.Compare(left.Path, right.Path));
        var notices = loud.SelectMany(file => file.Notices).Where(notice => (notice.Engines & (1u << number)) != 0).Select(notice => notice.Notice).ToList();
        if (_state.Failures.TryGetValue(number, out var failure))
            notices.Add(new ScanNotice(NoticeKind.Unread, run.Engine.Name, failure));
        return run with { Opening = new EngineOpening(new RecordedSession(run.Opening.Session!, new NoteSet(notes, tree.Judged(number)), notices)) };
    }

    // What the worker has learned of one file; the worker is then as new.
    private FileOutcome Take(RunWorker worker)
    {
        var judged = 0u;
        for (var engine = 0; engine < worker.FilesJudged.Length; engine++)
        {
            judged |= worker.FilesJudged[engine] > 0 ? 1u << engine : 0;
            worker.FilesJudged[engine] = 0;
        }

        if (worker.Notes.Count == 0 && worker.Notices.Count == 0)
            return _quiet.GetOrAdd(judged, static mask => new FileOutcome(mask, [], [], []));
        var outcome = new FileOutcome(judged, [.. worker.Notes], [.. worker.Directives], [.. worker.Notices]);
        worker.Notes.Clear();
        worker.Directives.Clear();
        worker.Notices.Clear();
        return outcome;
    }
}
