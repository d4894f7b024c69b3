using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>An engine and what came of opening it for a run.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Opening">Its session, or why there is none. The runner does not dispose the session.</param>
public sealed record EngineRun(IEngine Engine, EngineOpening Opening);

/// <summary>What to run over what.</summary>
public sealed record RunRequest
{
    /// <summary>At most 32. Refused or unopened ones get a report as well.</summary>
    public required IReadOnlyList<EngineRun> Engines { get; init; }

    /// <summary>Where the files come from. The runner does not dispose it.</summary>
    public required FileSource Source { get; init; }

    /// <summary>What the source must keep to.</summary>
    public SourceOptions Options { get; init; } = new();

    /// <summary>What the environment grants beside files.</summary>
    public Capabilities Granted { get; init; }

    /// <summary>The folder of the note cache; null for none. It need not be there, nor be writable.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>A digest of the build, part of the cache's key: another build may make another note of the same file.</summary>
    public string Build { get; init; } = "";

    /// <summary>Told a few times a second, from any thread.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>After this time the run ends as if interrupted, and says so; null for no bound.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>How far a run is.</summary>
/// <param name="FilesSeen">Files that the source showed.</param>
/// <param name="FilesRead">Of these, read.</param>
/// <param name="Bytes">Bytes read.</param>
public readonly record struct RunProgress(long FilesSeen, long FilesRead, long Bytes);

/// <summary>What came out of a run.</summary>
public sealed record RunResult
{
    /// <summary>One an engine, in the request's order.</summary>
    public required IReadOnlyList<ScanReport> Reports { get; init; }

    /// <summary>Inline directives of all files with something to ignore, sorted by path and line.</summary>
    public required IReadOnlyList<InlineDirective> Directives { get; init; }

    /// <summary>What the source says.</summary>
    public required SourceSummary Source { get; init; }

    /// <summary>What did not work and does not make the result worse, a sentence each: the cache could not be written.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Paths that engines opened by reference in their second step, sorted.</summary>
    public required IReadOnlyList<string> Dependencies { get; init; }

    /// <summary>Where the time went.</summary>
    public required RunTimings Timings { get; init; }
}

/// <summary>Wall times of a run's parts.</summary>
/// <param name="Prepare">Opening the note cache.</param>
/// <param name="Read">Walking, reading, and the engines' first steps.</param>
/// <param name="Conclude">The engines' second steps.</param>
/// <param name="Store">Writing the note cache.</param>
public sealed record RunTimings(TimeSpan Prepare, TimeSpan Read, TimeSpan Conclude, TimeSpan Store);
