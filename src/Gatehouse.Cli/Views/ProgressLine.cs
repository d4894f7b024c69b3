using System.Globalization;
using Gatehouse.Engine;
using Gatehouse.Host;
using Gatehouse.Pipeline.Tools;

namespace Gatehouse.Cli.Views;

/// <summary>One line on standard error that tells how far a long run is, on a terminal only and not in its first half second.</summary>
internal sealed class ProgressLine(Terminal terminal, bool isQuiet) : IProgress<RunProgress>, IProgress<ToolProgress>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private bool _isShown;
    private bool _isDone;
    private RunProgress? _files;
    private ToolProgress? _tools;

    public void Report(RunProgress value)
    {
        lock (_lock)
        {
            _files = value;
            Show();
        }
    }

    // Where no line can be redrawn, a line a tool says that something goes on.
    public void Report(ToolProgress value)
    {
        lock (_lock)
        {
            _tools = value;
            if (value.Ended is { } name && !isQuiet && !terminal.IsInteractive)
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"gatehouse: {name} ended after {value.Elapsed.TotalSeconds:0.0} s"));
            Show();
        }
    }

    private void Show()
    {
        if (isQuiet || _isDone || !terminal.IsInteractive || TimeProvider.System.GetElapsedTime(_begun) < TimeSpan.FromMilliseconds(500))
            return;
        _isShown = true;
        var files = _files is { } seen ? string.Create(CultureInfo.InvariantCulture, $"{seen.FilesSeen:N0} files seen, {seen.FilesRead:N0} read, {seen.Bytes >> 20:N0} MiB") : "";
        var tools = _tools is { Running.Length: > 0 } now ? "waiting for " + string.Join(", ", now.Running) : "";
        terminal.Error.Write($"\r\x1b[K{files}{(files.Length > 0 && tools.Length > 0 ? "; " : "")}{tools}");
    }

    public void Clear()
    {
        lock (_lock)
        {
            _isDone = true;
            if (_isShown)
                terminal.Error.Write("\r\x1b[K");
            _isShown = false;
        }
    }

    public void Dispose() => Clear();
}
