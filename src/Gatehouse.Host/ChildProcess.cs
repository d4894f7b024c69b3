using System.Diagnostics;

namespace Gatehouse.Host;

/// <summary>What became of a child process.</summary>
/// <param name="ExitCode">Null where it did not start or was ended.</param>
/// <param name="Output">Standard output, up to the bound.</param>
/// <param name="ErrorText">Standard error, up to 64 KiB, or the reason why it did not start or was ended.</param>
public sealed record ChildResult(int? ExitCode, byte[] Output, string ErrorText)
{
    /// <summary>True where it ran to its end with code 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>How it ended.</summary>
    public ChildEnd End { get; init; }
}

/// <summary>Runs a program without a shell, bounded in time, output and, where asked, memory. Standard input is closed.</summary>
public static class ChildProcess
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    // What a killed process had still in its pipes.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Runs <paramref name="file"/> with <paramref name="arguments"/>; ends it and its children at the time bound.</summary>
    public static ChildResult Run(
        string file,
        IReadOnlyList<string> arguments,
        string? folder = null,
        TimeSpan? timeout = null,
        long outputLimit = 64L << 20,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellation = default) =>
        Run(file, arguments, new ChildLimits { Time = timeout ?? TimeSpan.FromSeconds(60), Output = outputLimit }, folder, environment, cancellation);

    /// <summary>The same within all of <paramref name="limits"/>.</summary>
    public static ChildResult Run(
        string file,
        IReadOnlyList<string> arguments,
        ChildLimits limits,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellation = default)
    {
        using var process = new Process { StartInfo = StartOf(file, arguments, limits, folder, environment) };
        try
        {
#pragma warning disable RS0030 // The one place that starts a process: bounded, without a shell.
            process.Start();
#pragma warning restore RS0030
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            return new ChildResult(null, [], $"{file} could not be started: {problem.Message}") { End = ChildEnd.NotStarted };
        }

        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(limits.Time);
        var output = new BoundedReading(process.StandardOutput.BaseStream, limits.Output);
        var errors = new BoundedReading(process.StandardError.BaseStream, 64 << 10);
        var ending = Await(process, output, limits, limit.Token);
        if (ending is null && limits.Mark is null && !output.EndsWithin(limits.Time, limit.Token))
            ending = (ChildEnd.OverTime, $"{file} ended, and something that it started held its output open past the bound");
        if (ending is not null)
            process.Kill(entireProcessTree: true);
        if (limits.Mark is { } mark)
            ProcessTree.EndMarked(mark);
        cancellation.ThrowIfCancellationRequested();
        _ = output.EndsWithin(Grace, CancellationToken.None) & errors.EndsWithin(Grace, CancellationToken.None);
        if (ending is null && output.IsOver)
            ending = (ChildEnd.OverOutput, "");
        return ending is not var (end, why)
            ? new ChildResult(process.ExitCode, output.Bytes(), System.Text.Encoding.UTF8.GetString(errors.Bytes()))
            : new ChildResult(null, output.Bytes(), end switch
            {
                ChildEnd.OverTime when why.Length == 0 => FormattableString.Invariant($"{file} was ended at its time bound of {limits.Time.TotalSeconds:0.###} s"),
                ChildEnd.OverOutput => $"{file} wrote more than {limits.Output} bytes and was ended",
                ChildEnd.OverMemory => $"{file} was ended: with its children it held more than {limits.Memory >> 20} MiB of memory",
                _ => why,
            }) { End = end };
    }

    // Null where it ended by itself.
    private static (ChildEnd End, string Why)? Await(Process process, BoundedReading output, ChildLimits limits, CancellationToken bound)
    {
        var exit = process.WaitForExitAsync(bound);
        while (true)
        {
            Task.WhenAny(exit, output.Over, limits.IsWatched ? Task.Delay(Beat, CancellationToken.None) : Task.Delay(Timeout.Infinite, bound)).GetAwaiter().GetResult();
            if (exit.IsCompletedSuccessfully)
                return null;
            if (output.Over.IsCompletedSuccessfully)
                return (ChildEnd.OverOutput, "");
            if (bound.IsCancellationRequested)
                return (ChildEnd.OverTime, "");
            if (limits.Memory is { } most && ProcessTree.Memory(process) > most)
                return (ChildEnd.OverMemory, "");
            if (limits.Watch?.Invoke() is { } why)
                return (ChildEnd.Stopped, why);
        }
    }

    private static ProcessStartInfo StartOf(string file, IReadOnlyList<string> arguments, ChildLimits limits, string? folder, IReadOnlyDictionary<string, string?>? environment)
    {
        var start = new ProcessStartInfo(file)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        if (limits.OnlyGivenVariables)
            start.Environment.Clear();
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return start;
    }
}
