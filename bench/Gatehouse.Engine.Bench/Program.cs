using System.Globalization;
using Gatehouse.Engine;
using Gatehouse.Engine.Bench;
using Gatehouse.Host;

// Gatehouse.Engine.Bench FOLDER [--cache FOLDER] [--jobs N]
// One run over a folder, and where the time went. Run it as native code, alternating with its peers.
var host = HostEnvironment.OfProcess();
var terminal = Terminal.OfProcess(host);
if (args.Length == 0)
{
    terminal.Error.WriteLine("usage: Gatehouse.Engine.Bench FOLDER [--cache FOLDER] [--jobs N]");
    return 2;
}

var jobs = Environment.ProcessorCount;
string? cache = null;
for (var i = 1; i + 1 < args.Length; i += 2)
{
    if (args[i] == "--jobs")
        jobs = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
    else if (args[i] == "--cache")
        cache = args[i + 1];
}

using var engine = new CountingEngine();
using var source = new WorkingTreeSource(args[0], host.Variables);
var opened = TimeProvider.System.GetUtcNow() - new DateTimeOffset(System.Diagnostics.Process.GetCurrentProcess().StartTime);
var result = Runner.Run(new RunRequest
{
    Engines = [new EngineRun(engine, engine.Open(new EngineContext { Now = host.Now }))],
    Source = source,
    CacheFolder = cache,
    Options = new SourceOptions { Jobs = jobs },
});
var report = result.Reports[0];
var t = result.Timings;
terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{result.Source.Subject.Name} {result.Source.Subject.Id}\n{report.Completeness}: {result.Source.Files} files, {report.FilesFromCache} from the cache, {report.Bytes} bytes, {report.Notices.Length} notices {string.Join(' ', result.Warnings)}\nopen {opened.TotalMilliseconds:0} prepare {t.Prepare.TotalMilliseconds:0.0} read {t.Read.TotalMilliseconds:0.0} conclude {t.Conclude.TotalMilliseconds:0.0} store {t.Store.TotalMilliseconds:0.0} ms"));
terminal.Output.Flush();
return 0;
