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
}

/// <summary>Runs a program without a shell, bounded in time and output. Standard input is closed.</summary>
public static class ChildProcess
{
    /// <summary>Runs <paramref name="file"/> with <paramref name="arguments"/>; ends it and its children at the time bound.</summary>
    public static ChildResult Run(
        string file,
        IReadOnlyList<string> arguments,
        string? folder = null,
        TimeSpan? timeout = null,
        long outputLimit = 64L << 20,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellation = default)
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
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;

        using var process = new Process { StartInfo = start };
        try
        {
#pragma warning disable RS0030 // The one place that starts a process: bounded, without a shell.
            process.Start();
#pragma warning restore RS0030
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            return new ChildResult(null, [], $"{file} could not be started: {problem.Message}");
        }

        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout ?? TimeSpan.FromSeconds(60));
        var output = ReadBounded(process.StandardOutput.BaseStream, outputLimit, limit);
        var errors = ReadBounded(process.StandardError.BaseStream, 64 << 10, null);
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
            var (bytes, whole) = output.GetAwaiter().GetResult();
            var text = System.Text.Encoding.UTF8.GetString(errors.GetAwaiter().GetResult().Bytes);
            return whole
                ? new ChildResult(process.ExitCode, bytes, text)
                : new ChildResult(null, bytes, $"{file} wrote more than {outputLimit} bytes and was ended");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return new ChildResult(null, output.GetAwaiter().GetResult().Bytes, $"{file} was ended: it ran over its time or output bound");
        }
    }

    private static async Task<(byte[] Bytes, bool Whole)> ReadBounded(Stream stream, long limit, CancellationTokenSource? stop)
    {
        using var kept = new MemoryStream();
        var chunk = new byte[32768];
        var whole = true;
        int read;
        while ((read = await stream.ReadAsync(chunk).ConfigureAwait(false)) > 0)
        {
            var room = (int)Math.Min(read, limit - kept.Length);
            kept.Write(chunk, 0, room);
            if (room < read)
            {
                whole = false;
                if (stop is not null)
                    await stop.CancelAsync().ConfigureAwait(false);
            }
        }

        return (kept.ToArray(), whole);
    }
}
