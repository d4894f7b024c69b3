using System.Collections.Concurrent;
using Gatehouse.Archives;
using Gatehouse.Engine.Cache;
using Gatehouse.Model;

namespace Gatehouse.Engine.Running;

/// <summary>An engine that takes part in a run, by its number.</summary>
internal sealed record Participant(int Number, string Name, IEngineSession Session);

/// <summary>What the workers of one run share, and where they hand over what they have.</summary>
internal sealed class RunState(IReadOnlyList<Participant> participants, int slots, NoteCache? cache, ulong seed, long startNs, ArchiveLimits archives, IProgress<RunProgress>? progress, CancellationToken cancellation) : IFileVisitor
{
    private readonly ConcurrentBag<RunWorker> _workers = [];
    private long _seen;
    private long _read;
    private long _bytes;
    private long _lastReport;

    public IReadOnlyList<Participant> Participants { get; } = participants;

    /// <summary>Engines of the request, the refused ones included: numbers are below it.</summary>
    public int Slots { get; } = slots;

    public NoteCache? Cache { get; } = cache;

    public ulong Seed { get; } = seed;

    /// <summary>How far archives are opened.</summary>
    public ArchiveLimits Archives { get; } = archives;

    /// <summary>An archive takes longer than a file: it ends in its midst.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>When the run began: a file that changed since, or shortly before, is not known again by its times.</summary>
    public long StartNs { get; } = startNs;

    /// <summary>All that were created; read them when the source is done.</summary>
    public IEnumerable<RunWorker> Workers => _workers;

    public RunProgress Progress => new(Interlocked.Read(ref _seen), Interlocked.Read(ref _read), Interlocked.Read(ref _bytes));

    /// <summary>Failures of an engine's own making, by engine: its reader could not be made.</summary>
    public ConcurrentDictionary<int, string> Failures { get; } = [];

    public FileWorker CreateWorker()
    {
        var worker = new RunWorker(this);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Adds what a worker did since it last said so, and tells who listens, ten times a second at most.</summary>
    public void Add(long seen, long read, long bytes)
    {
        Interlocked.Add(ref _seen, seen);
        Interlocked.Add(ref _read, read);
        Interlocked.Add(ref _bytes, bytes);
        if (progress is null)
            return;
        var now = Environment.TickCount64;
        var last = Interlocked.Read(ref _lastReport);
        if (now - last >= 100 && Interlocked.CompareExchange(ref _lastReport, now, last) == last)
            progress.Report(Progress);
    }
}

/// <summary>A notice of the runner about one file, and the engines that it concerns.</summary>
internal readonly record struct FileNotice(ScanNotice Notice, uint Engines);
