using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

/// <summary>Runs engines over something and says what came out in a line each.</summary>
internal static class Scan
{
    public static RunResult Tree(TestFolder folder, string? cache = null, string below = ".", SourceOptions? options = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        using var source = new WorkingTreeSource(folder[below], variables);
        return Of(source, cache, options);
    }

    public static RunResult Of(FileSource source, string? cache = null, SourceOptions? options = null, TimeProvider? clock = null, params IEngine[] engines) =>
        Runner.Run(Request(source, cache, options, clock, engines), TestContext.Current.CancellationToken);

    public static RunRequest Request(FileSource source, string? cache = null, SourceOptions? options = null, TimeProvider? clock = null, params IEngine[] engines) => new()
    {
        Engines = [.. (engines.Length > 0 ? engines : [new ToyEngine()]).Select(engine => new EngineRun(engine, engine.Open(new EngineContext { Now = DateTimeOffset.UnixEpoch })))],
        Source = source,
        CacheFolder = cache,
        Options = options ?? new SourceOptions { Jobs = 2 },
        Clock = clock ?? TimeProvider.System,
    };

    /// <summary>Paths of the first engine's findings.</summary>
    public static string[] Found(this RunResult result) => [.. result.Reports[0].Findings.Select(finding => finding.Location!.Path)];

    /// <summary>Places of the first engine's findings, members and lines included.</summary>
    public static string[] Places(this RunResult result) => [.. result.Reports[0].Findings.Select(finding => finding.Location!.ToString())];

    /// <summary><c>Unread path: reason</c> of the first engine.</summary>
    public static string[] Notices(this RunResult result) => [.. result.Reports[0].Notices.Select(notice => $"{notice.Kind} {notice.Path}: {notice.Reason}")];

    public static Completeness Completeness(this RunResult result) => result.Reports[0].Completeness;
}
