using System.Collections.Immutable;
using Gatehouse.Host;

namespace Gatehouse.Pipeline.Tools;

/// <summary>What became of a named tool.</summary>
/// <param name="Tool">Which.</param>
/// <param name="Reports">What it wrote, a report a start.</param>
/// <param name="Problem">Why that cannot be judged by, with the remedy; null where it can.</param>
/// <param name="Elapsed">Wall time of all starts.</param>
internal sealed record ToolOutcome(NamedTool Tool, ImmutableArray<byte[]> Reports, string? Problem, TimeSpan Elapsed)
{
    /// <summary>True where the tree holds nothing that it judges.</summary>
    public bool IsNothing { get; init; }
}

/// <summary>Starts one tool in folders of its own, with the variables of <see cref="ToolEnvironment"/> and no others.</summary>
internal sealed class ToolStart(NamedTool named, Situation situation, IReadOnlyList<string> exclude, HostEnvironment host)
{
    private const long ReportLimit = BoundedFile.DefaultLimit;
    private const long ScratchLimit = 1024L << 20;
    private const int ShownError = 300;

    private ForeignTool Tool => named.Tool;

    /// <summary>Runs it to its end, within its bounds.</summary>
    public ToolOutcome Run(CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var (reports, problem, isNothing) = Reports(cancellation);
        return new ToolOutcome(named, reports, problem, TimeProvider.System.GetElapsedTime(begun)) { IsNothing = isNothing };
    }

    private (ImmutableArray<byte[]> Reports, string? Problem, bool IsNothing) Reports(CancellationToken cancellation)
    {
        var program = ToolProgram.Find(named, host, situation.TreeRoot);
        if (program.File is null)
            return ([], program.Problem, false);
        if (Tool.Needs is [var first, ..] && !File.Exists(Path.Combine(situation.Root, first)))
            return ([], null, true);
        if (!Tool.Judges.IsEmpty && ToolFiles.Of(Tool, situation.Root, exclude, host, cancellation).IsEmpty)
            return ([], null, true);
        if (Tool.Files.IsEmpty)
            return Gather([[]], program.File, cancellation);
        var files = ToolFiles.Of(Tool, situation.Root, [.. exclude, .. named.Exclude], host, cancellation);
        return files.IsEmpty ? ([], null, true) : Gather(ToolFiles.Batches(files), program.File, cancellation);
    }

    private (ImmutableArray<byte[]> Reports, string? Problem, bool IsNothing) Gather(IEnumerable<ImmutableArray<string>> batches, string program, CancellationToken cancellation)
    {
        var reports = ImmutableArray.CreateBuilder<byte[]>();
        foreach (var batch in batches)
        {
            var (report, problem, isNothing) = Once(program, batch, cancellation);
            if (problem is not null || isNothing)
                return ([], problem, isNothing);
            reports.Add(report!);
        }

        return (reports.ToImmutable(), null, false);
    }

    private (byte[]? Report, string? Problem, bool IsNothing) Once(string program, ImmutableArray<string> files, CancellationToken cancellation)
    {
        var (folders, unmade) = ToolFolders.Make(Tool.Name, situation.Root, host);
        if (folders is null)
            return (null, unmade, false);
        using (folders)
        {
            folders.Modules = ToolProgram.ModulesOf(program);
            if (Prepare(folders) is { } unprepared)
                return (null, unprepared, false);
            var limits = new ChildLimits
            {
                Time = named.Timeout,
                Output = ReportLimit,
                Memory = named.Memory,
                Watch = () => folders.Overfull(ScratchLimit),
                Mark = folders.Temporary,
                OnlyGivenVariables = true,
            };
            var inRoot = Tool.StartsInRoot || named.UsesRepositoryConfiguration;
            var result = ChildProcess.Run(program, [.. Arguments(folders, files)], limits, inRoot ? situation.Root : folders.Work, ToolEnvironment.Of(named, folders, host, situation.TreeRoot), cancellation);
            if (result.End != ChildEnd.Exited)
                return (null, Ended(result), false);
            if (Tool.NothingCodes.Contains(result.ExitCode!.Value))
                return (null, null, true);
            if (!Tool.Codes.Contains(result.ExitCode!.Value))
                return (null, FormattableString.Invariant($"it ended with code {result.ExitCode}, which is not one of a run that came to its end{Said(result, folders)}: run it by hand, and mend what it says"), false);
            if (!Tool.WritesFile)
                return (result.Output, null, false);
            return BoundedFile.TryRead(folders.Report, out var report, out var wrong)
                ? (report, null, false)
                : (null, $"its report could not be read ({wrong.ToSentence()}){Said(result, folders)}: run it by hand, and see that it writes one", false);
        }
    }

    private string? Prepare(ToolFolders folders)
    {
        foreach (var (name, text) in Tool.Settings)
        {
            // Backslashes of a Windows path would be escapes in JSON.
            if (AtomicFile.TryWrite(Path.Combine(folders.Scratch, name), System.Text.Encoding.UTF8.GetBytes(folders.Fill(text).Replace('\\', '/'))) is { } problem)
                return problem;
        }

        foreach (var name in Tool.Copies ? Tool.Needs : [])
        {
            var from = Path.Combine(situation.Root, name);
            if (new FileInfo(from).LinkTarget is not null)
                return $"{name} is a symbolic link, which is not followed: put the file itself there";
            if (!BoundedFile.TryRead(from, out var bytes, out var wrong))
                return $"{name}: {wrong.ToSentence()}";
            if (AtomicFile.TryWrite(Path.Combine(folders.Work, name), bytes) is { } problem)
                return problem;
        }

        return null;
    }

    private IEnumerable<string> Arguments(ToolFolders folders, ImmutableArray<string> files) => Tool.Arguments.SelectMany(argument => argument switch
    {
        "{own}" => named.UsesRepositoryConfiguration ? [] : Tool.Own.Select(folders.Fill),
        "{more}" => named.Arguments,
        "{exclude}" => exclude.Concat(named.Exclude).SelectMany(glob => Tool.Exclude.Select(part => part.Replace("{glob}", glob, StringComparison.Ordinal))),
        "{files}" => files.Select(file => Path.Combine(folders.Root, file)),
        _ => [folders.Fill(argument.Replace("{scans}", string.Join(',', named.Scans.Select(scan => scan.Name)), StringComparison.Ordinal))],
    });

    private string Ended(ChildResult result) => result.End switch
    {
        ChildEnd.OverTime => FormattableString.Invariant($"it ran longer than {named.Timeout.TotalSeconds:0} s and was ended: raise tools.{Tool.Name}.timeout, or leave paths out of it"),
        ChildEnd.OverMemory => FormattableString.Invariant($"it held more than {named.Memory >> 20} MiB with its children and was ended: raise tools.{Tool.Name}.memory, or leave paths out of it"),
        ChildEnd.OverOutput => FormattableString.Invariant($"it wrote more than {ReportLimit >> 20} MiB and was ended: leave paths out of it"),
        ChildEnd.Stopped => $"{result.ErrorText}: leave paths out of it",
        _ => $"{result.ErrorText}: {Tool.Install}",
    };

    // The last line is mostly the one that says why. Standard error repeats what was scanned: it is shown short, and no credential.
    private static string Said(ChildResult result, ToolFolders folders)
    {
        var line = result.ErrorText.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        line = Terminal.Clean(line.Replace(folders.Scratch, "…", StringComparison.Ordinal).Replace(folders.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        return line.Length == 0 ? "" : $" (it said: {(line.Length > ShownError ? line[..ShownError] + "…" : line)})";
    }
}
