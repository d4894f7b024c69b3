using System.Security.Cryptography;
using System.Text;
using Gatehouse.Engine;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Pipeline.Archives;

namespace Gatehouse.Pipeline;

/// <summary>What the engines found in one source.</summary>
internal sealed record Scan
{
    private const string SecretKeyVariable = "GATEHOUSE_SECRET_KEY";
    private const int LeastKeyLength = 32;

    public required Subject Subject { get; init; }

    public required IReadOnlyList<ScanReport> Reports { get; init; }

    public required IReadOnlyList<InlineDirective> Directives { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public long Files { get; init; }

    public long FilesFromCache { get; init; }

    public string? EmptyReason { get; init; }

    /// <summary>Null where the options ask for no scan.</summary>
    public static (Scan? Scan, RunRefusal? Refusal) Run(RunOptions options, Situation situation, PolicyInForce policy, PipelineParts parts, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        if (!options.Scans)
            return (null, null);
        var (key, wrong) = SecretKeyOf(options, parts);
        if (wrong is not null)
            return (null, new RunRefusal([wrong]));
        var (engines, refusal) = OpenEngines(options, policy, parts, key);
        if (refusal is not null)
            return (null, refusal);
        var (source, problem) = OpenSource(options, situation, parts);
        if (source is null)
            return (null, new RunRefusal([problem!]));

        try
        {
            using (source)
            {
                var result = Runner.Run(
                    new RunRequest
                    {
                        Engines = engines,
                        Source = source,
                        Options = new SourceOptions
                        {
                            Jobs = options.Jobs > 0 ? options.Jobs : Environment.ProcessorCount,
                            Archives = ArchivesSection.Read(policy.Configuration),
                            Exclude = [.. policy.Policy.Exclude, .. options.Exclude],
                        },
                        CacheFolder = options.UsesCache ? CacheFolder.TryOpen("", parts.Host.Variables) : null,
                        Build = parts.Build,
                        Progress = progress,
                        Clock = parts.Host.Clock,
                        Timeout = options.Timeout,
                    },
                    cancellation);
                var scan = Of(result);
                return (options.Target == ScanTarget.History ? scan with { Reports = HistoryFold.Of(scan.Reports, keepsTags: parts.Host.Variable(SecretKeyVariable) is not null) } : scan, null);
            }
        }
        finally
        {
            foreach (var engine in engines)
                engine.Opening.Session?.Dispose();
        }
    }

    /// <summary>Scans another source with the same engines, for its findings alone.</summary>
    public static IReadOnlyList<Finding> FindingsOf(FileSource source, RunOptions options, PolicyInForce policy, PipelineParts parts, CancellationToken cancellation)
    {
        var (engines, _) = OpenEngines(options, policy, parts);
        try
        {
            var result = Runner.Run(new RunRequest { Engines = engines, Source = source, Options = new SourceOptions { Jobs = Environment.ProcessorCount, Archives = ArchivesSection.Read(policy.Configuration) }, Clock = parts.Host.Clock }, cancellation);
            return [.. result.Reports.SelectMany(report => report.Findings)];
        }
        finally
        {
            foreach (var engine in engines)
                engine.Opening.Session?.Dispose();
        }
    }

    private static Scan Of(RunResult result) => new()
    {
        Subject = result.Source.Subject,
        Reports = result.Reports,
        Directives = result.Directives,
        Warnings = result.Warnings,
        Files = result.Source.Files,
        FilesFromCache = result.Reports.Select(report => report.FilesFromCache).DefaultIfEmpty(0).Max(),
        EmptyReason = result.Source.EmptyReason,
    };

    internal static (IReadOnlyList<EngineRun> Engines, RunRefusal? Refusal) OpenEngines(RunOptions options, PolicyInForce policy, PipelineParts parts, ReadOnlyMemory<byte> secretKey = default)
    {
        var unknown = options.Only.Where(name => parts.Engines.All(engine => engine.Name != name)).ToList();
        if (unknown.Count > 0)
            return ([], new RunRefusal([$"--only {string.Join(", ", unknown)}: no such engine. Known are: {string.Join(", ", parts.Engines.Select(engine => engine.Name).Order(StringComparer.Ordinal))}"]));
        var opened = new List<EngineRun>();
        var problems = new List<string>();
        foreach (var engine in parts.Engines.Where(engine => (options.Only.Length == 0 || options.Only.Contains(engine.Name)) && (options.Target != ScanTarget.History || engine.ReadsHistory)).OrderBy(engine => engine.Name, StringComparer.Ordinal))
        {
            var section = policy.Configuration[engine.Name];
            var opening = engine.Open(new EngineContext { Now = parts.Host.Now, RulePacks = parts.RulePacks, SecretKey = secretKey, Section = section.IsPresent ? section : null });
            // What an engine refuses of its configuration is the user's to mend, before anything is judged.
            if (opening.Session is null && section.IsPresent)
                problems.Add(opening.Problem ?? $"{engine.Name} could not be opened");
            opened.Add(new EngineRun(engine, opening));
        }

        return problems.Count > 0 ? ([], new RunRefusal(problems)) : (opened, null);
    }

    // An organisation's own key makes tags that compare between repositories. A history needs tags in any case, to know a
    // secret again in the next version of its file: those of a key that nobody keeps are dropped when that is done.
    private static (ReadOnlyMemory<byte> Key, string? Problem) SecretKeyOf(RunOptions options, PipelineParts parts)
    {
        if (parts.Host.Variable(SecretKeyVariable) is { } text)
        {
            return text.Length >= LeastKeyLength
                ? (Encoding.UTF8.GetBytes(text), null)
                : (default, $"{SecretKeyVariable} has fewer than {LeastKeyLength} characters: a key that can be guessed hides nothing. Make one with: openssl rand -hex 32");
        }

        return (options.Target == ScanTarget.History ? RandomNumberGenerator.GetBytes(32) : default, null);
    }

    private static (FileSource? Source, string? Problem) OpenSource(RunOptions options, Situation situation, PipelineParts parts)
    {
        string? problem = null;
        FileSource? source = options.Target switch
        {
            ScanTarget.Tree => new WorkingTreeSource(situation.Root, parts.Host.Variables),
            ScanTarget.Staged => StagedSource.TryOpen(situation.Root, out problem, IndexOfHook(situation, parts)),
            ScanTarget.History => HistorySource.TryOpen(situation.Root, out problem),
            ScanTarget.Range => RangeSource.TryOpen(situation.Root, options.Range!, out problem),
            ScanTarget.StandardInput => new StandardInputSource(parts.StandardInput()),
            _ => throw new InvalidOperationException("a scan target without a source"),
        };
        return (source, problem);
    }

    // "git commit -a" and "git commit FILE" stage into an index of their own, and tell the hook of it (githooks(5)): the
    // repository's index would look as if nothing were staged. In CI the change could set it.
    private static string? IndexOfHook(Situation situation, PipelineParts parts) =>
        situation.Job is null && parts.Host.Variable("GIT_INDEX_FILE") is { } file ? Path.GetFullPath(file, parts.Host.WorkingFolder) : null;
}
