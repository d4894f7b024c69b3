using System.Collections.Immutable;
using System.Text;
using Gatehouse.Host;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>What a program came to.</summary>
/// <param name="ExitCode">Null where it did not start, or was ended.</param>
/// <param name="Problem">Why there is no exit code.</param>
/// <param name="Output">The last lines that it wrote.</param>
internal sealed record DrillCommand(int? ExitCode, string? Problem, ImmutableArray<string> Output);

/// <summary>Starts programs in the drill's folder, bounded, and ends all that they leave behind.</summary>
internal sealed class DrillShell(string scratch, DrillVariables variables, DrillOptions options, CancellationToken cancellation)
{
    private const int MostLines = 4;
    private const int LongestLine = 160;
    private const int Tail = 16 << 10;

    private readonly string[] _secrets = [options.Credential, .. options.PrivateKey.Split('\n').Where(line => line.Length >= 20 && !line.StartsWith("-----", StringComparison.Ordinal))];

    /// <summary>
    /// Runs a program whose output goes to a file: a process that it leaves behind would hold a pipe open for ever.
    /// </summary>
    public DrillCommand Run(string folder, IReadOnlyDictionary<string, string>? more, params ReadOnlySpan<string> words)
    {
        var log = Path.Combine(scratch, "output");
        var result = ChildProcess.Run("sh", ["-c", "exec \"$@\" >\"$0\" 2>&1", log, .. words], folder, options.Timeout, environment: variables.With(more), cancellation: cancellation);
        ProcessTree.EndMarked($"{DrillVariables.Mark}={variables.Value}");
        var problem = result.ExitCode is not null ? null
            : result.ErrorText.Contains("could not be started", StringComparison.Ordinal) ? result.ErrorText
            : FormattableString.Invariant($"{words[0]} did not end within {options.Timeout.TotalSeconds:0} seconds and was ended");
        return new DrillCommand(result.ExitCode, problem, LastLines(log));
    }

    /// <summary>git, without hooks; null where it did as told.</summary>
    public string? Git(string folder, params ReadOnlySpan<string> words)
    {
        var result = Run(folder, null, ["git", "-c", "core.hooksPath=/dev/null", .. words]);
        return result.ExitCode == 0 ? null : $"git {words[0]} in the clone: {result.Problem ?? string.Join(" ", result.Output.TakeLast(2))}";
    }

    private ImmutableArray<string> LastLines(string log)
    {
        using var stream = BoundedFile.TryOpen(log, out _);
        if (stream is null)
            return [];
        var bytes = new byte[(int)Math.Min(stream.Length, Tail)];
        stream.Seek(-bytes.Length, SeekOrigin.End);
        stream.ReadExactly(bytes);
        var text = Encoding.UTF8.GetString(bytes).Replace(scratch, "…", StringComparison.Ordinal);
        foreach (var secret in _secrets)
            text = text.Replace(secret, "[planted]", StringComparison.Ordinal);
        return [.. text.Split('\n').Select(line => Terminal.Clean(line.TrimEnd())).Where(line => line.Length > 0).TakeLast(MostLines).Select(line => line.Length <= LongestLine ? line : line[..LongestLine] + "…")];
    }
}
