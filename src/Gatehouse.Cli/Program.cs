using System.Runtime.InteropServices;
using Gatehouse.Cli;
using Gatehouse.Host;

// Asked by every script and hook: answered before anything is set up.
if (args is ["--version"])
{
    var plain = Terminal.OfProcess(HostEnvironment.OfProcess());
    plain.Output.WriteLine(App.FullVersion);
    return Ended(plain, 0);
}

var patience = TimeSpan.FromSeconds(5);
Timer? last = null;
using var cancellation = new CancellationTokenSource();
var host = HostEnvironment.OfProcess();
var terminal = Terminal.OfProcess(host);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var code = CommandLine.Run(args, new App(host, terminal, cancellation.Token));
last?.Dispose();
return Ended(terminal, code);

// A result that was not written whole is no result: 2, as for a file of -o.
static int Ended(Terminal terminal, int code)
{
    if (terminal.Flush() is not { } problem)
        return code;
    terminal.Error.WriteLine("gatehouse: " + problem);
    return 2;
}

// The first signal ends the run in order, so that what was seen is said; the second one ends the process. A read that
// never returns (a pipe without a writer) looks at no token: such a run is ended from here.
void Stop(PosixSignalContext context)
{
    if (cancellation.IsCancellationRequested)
        return;
    context.Cancel = true;
    cancellation.Cancel();
    last = new Timer(_ =>
    {
        terminal.Error.WriteLine("gatehouse: interrupted, and what was under way did not end by itself: the run is incomplete");
        Environment.Exit(3);
    }, null, patience, Timeout.InfiniteTimeSpan);
}
