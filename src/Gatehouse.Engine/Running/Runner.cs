using Gatehouse.Engine.Cache;
using Gatehouse.Engine.Running;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>
/// Reads each file of a source once for all engines, and lets each engine conclude. An engine's failure is its own
/// report's; nothing of an engine stops another.
/// </summary>
public static class Runner
{
    private const int MostEngines = 32;

    // After an interruption: enough for engines to conclude from notes that are there, little enough to wait for.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs. Throws nothing for what a source or an engine does; cancelling gives Partial reports.</summary>
    public static RunResult Run(RunRequest request, CancellationToken cancellation = default)
    {
        var clock = request.Clock;
        var started = clock.GetTimestamp();
        using var timeout = request.Timeout is { } bound ? new CancellationTokenSource(bound, clock) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);

        var refusals = new string?[request.Engines.Count];
        var participants = Participants(request, refusals);
        var key = request.CacheFolder is not null && request.Source.CacheKey is { } source ? CacheKey.Of(source, request.Build, request.Options, participants) : null;
        var cachePath = key?.PathIn(request.CacheFolder!);
        using var cache = cachePath is null ? null : NoteCache.TryOpen(cachePath, key!.Bytes);
        var seed = cache?.Seed ?? (ulong)Random.Shared.NextInt64();
        var state = new RunState(participants, request.Engines.Count, cache, seed, StartNanoseconds(clock), request.Options.Archives, request.Progress, either.Token);
        var prepared = clock.GetTimestamp();

        var summary = request.Source.Visit(state, request.Options, either.Token);
        var read = clock.GetTimestamp();

        var interruption = summary.IsInterrupted ? Interruption(request, cancellation) : null;
        var reader = new ProjectReader(request.Source, request.Options.MaxFileBytes);
        var tally = new RunTally(state, summary, interruption);
        using var grace = new CancellationTokenSource(Grace, clock);
        var reports = new List<ScanReport>(request.Engines.Count);
        for (var i = 0; i < request.Engines.Count; i++)
        {
            var engine = request.Engines[i];
            var refusal = refusals[i] ?? state.Failures.GetValueOrDefault(i);
            reports.Add(refusal is not null
                ? tally.Failed(engine, refusal)
                : Conclude(engine, i, tally, request.Source, reader, clock, clock.GetElapsedTime(prepared, read), interruption is null ? either.Token : grace.Token));
        }

        var concluded = clock.GetTimestamp();
        var warnings = new List<string>();
        if (cachePath is not null && interruption is null && NoteCacheWriter.Write(cachePath, key!.Bytes, seed, cache, [.. state.Workers.Select(worker => worker.Learned)]) is { } warning)
            warnings.Add(warning);
        request.Progress?.Report(state.Progress);
        return new RunResult
        {
            Reports = reports,
            Directives = tally.Directives(),
            Source = summary,
            Warnings = warnings,
            Dependencies = reader.Opened(),
            Timings = new RunTimings(clock.GetElapsedTime(started, prepared), clock.GetElapsedTime(prepared, read), clock.GetElapsedTime(read, concluded), clock.GetElapsedTime(concluded)),
        };
    }

    private static List<Participant> Participants(RunRequest request, string?[] refusals)
    {
        var participants = new List<Participant>();
        for (var i = 0; i < request.Engines.Count; i++)
        {
            var (engine, opening) = request.Engines[i];
            var missing = engine.Needs & ~request.Granted;
            if (missing != Capabilities.None)
                refusals[i] = $"it needs what this run does not grant: {Words(missing)}";
            else if (opening.Session is null)
                refusals[i] = opening.Problem ?? "it could not be opened";
            else if (i >= MostEngines)
                refusals[i] = FormattableString.Invariant($"a run takes at most {MostEngines} engines");
            else
                participants.Add(new Participant(i, engine.Name, opening.Session));
        }

        return participants;
    }

    private static ScanReport Conclude(EngineRun engine, int number, RunTally tally, FileSource source, ProjectReader reader, TimeProvider clock, TimeSpan reading, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var session = engine.Opening.Session!;
        try
        {
            var notes = tally.Notes(number, source);
            var conclusion = MemberPlaces.Place(session.Conclude(notes, reader, cancellation), notes);
            return tally.Report(engine, number, conclusion, reading + clock.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return tally.Interrupted(engine, number, reading + clock.GetElapsedTime(started));
        }
        catch (Exception problem)
        {
            return tally.Failed(engine, $"the engine failed when it drew its conclusions ({problem.GetType().Name}); please report it");
        }
    }

    private static string Interruption(RunRequest request, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested || request.Timeout is not { } bound
            ? "the run was interrupted before every file was read"
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the time limit of {bound.TotalSeconds:0.###} s was reached before every file was read; raise --timeout");

    private static string Words(Capabilities needs)
    {
        var words = new List<string>();
        if (needs.HasFlag(Capabilities.Network))
            words.Add("the network");
        if (needs.HasFlag(Capabilities.ChildProcess))
            words.Add("starting programs");
        if (needs.HasFlag(Capabilities.RunningHost))
            words.Add("looking at the running host");
        return string.Join(", ", words);
    }

    // The earlier of the given clock and the system's: a clock that is set for reproducible output must not make files
    // look older than they are.
    private static long StartNanoseconds(TimeProvider clock)
    {
        var (given, real) = (clock.GetUtcNow(), TimeProvider.System.GetUtcNow());
        return ((given < real ? given : real) - DateTimeOffset.UnixEpoch).Ticks * 100;
    }
}
