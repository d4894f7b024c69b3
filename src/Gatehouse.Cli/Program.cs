using System.Runtime.InteropServices;
using Gatehouse.Cli;
using Gatehouse.Host;

// Asked by every script and hook: answered before anything is set up.
if (args is ["--version"])
{
    var plain = Terminal.OfProcess(HostEnvironment.OfProcess());
    plain.Output.WriteLine(App.Version);
    plain.Flush();
    return 0;
}

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var host = HostEnvironment.OfProcess();
var terminal = Terminal.OfProcess(host);
var code = CommandLine.Run(args, new App(host, terminal, cancellation.Token));
terminal.Flush();
return code;

// The first signal ends the run in order, so that what was seen is said; the second one ends the process.
void Stop(PosixSignalContext context)
{
    if (cancellation.IsCancellationRequested)
        return;
    context.Cancel = true;
    cancellation.Cancel();
}
