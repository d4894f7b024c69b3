using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gatehouse.Host;

namespace Gatehouse.Pipeline.Tools;

/// <summary>How far the tools of a run are.</summary>
/// <param name="Running">Names of those under way.</param>
/// <param name="Ended">The tool that ended just now; null where one began.</param>
/// <param name="Elapsed">How long that one ran.</param>
public sealed record ToolProgress(ImmutableArray<string> Running, string? Ended, TimeSpan Elapsed);

/// <summary>Starts the named tools side by side, beside our own engines.</summary>
internal sealed class ToolRuns : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task<ImmutableArray<ToolOutcome>> _outcomes;

    private ToolRuns(CancellationTokenSource stop, Task<ImmutableArray<ToolOutcome>> outcomes)
    {
        _stop = stop;
        _outcomes = outcomes;
    }

    /// <summary>Begins; at most so many at once as the run has threads.</summary>
    public static ToolRuns Begin(IReadOnlyList<NamedTool> tools, Situation situation, PolicyInForce policy, RunOptions options, HostEnvironment host, IProgress<ToolProgress>? progress, CancellationToken cancellation)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Timeout is { } bound)
            stop.CancelAfter(bound);
        var most = options.Jobs > 0 ? options.Jobs : Environment.ProcessorCount;
        string[] exclude = [.. policy.Policy.Exclude, .. options.Exclude];
        return new ToolRuns(stop, Task.Run(() => All(tools, most, tool => new ToolStart(tool, situation, exclude, host), progress, stop.Token), CancellationToken.None));
    }

    /// <summary>Waits for all of them.</summary>
    public ImmutableArray<ToolOutcome> Outcomes() => _outcomes.GetAwaiter().GetResult();

    /// <summary>Ends what is under way.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _outcomes.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private static ImmutableArray<ToolOutcome> All(IReadOnlyList<NamedTool> tools, int most, Func<NamedTool, ToolStart> start, IProgress<ToolProgress>? progress, CancellationToken stop)
    {
        var outcomes = new ToolOutcome[tools.Count];
        var running = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        Parallel.For(0, tools.Count, new ParallelOptions { MaxDegreeOfParallelism = most }, i =>
        {
            var tool = tools[i];
            running[tool.Tool.Name] = true;
            progress?.Report(new ToolProgress([.. running.Keys.Order(StringComparer.Ordinal)], null, TimeSpan.Zero));
            outcomes[i] = One(tool, start(tool), stop);
            running.TryRemove(tool.Tool.Name, out _);
            progress?.Report(new ToolProgress([.. running.Keys.Order(StringComparer.Ordinal)], tool.Tool.Name, outcomes[i].Elapsed));
        });
        return [.. outcomes];
    }

    private static ToolOutcome One(NamedTool tool, ToolStart start, CancellationToken stop)
    {
        try
        {
            stop.ThrowIfCancellationRequested();
            return start.Run(stop);
        }
        catch (OperationCanceledException)
        {
            return new ToolOutcome(tool, [], "the run was ended before it was: run it again, with more time", TimeSpan.Zero);
        }
    }
}
