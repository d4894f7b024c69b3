using System.Globalization;
using Gatehouse.Engine;
using Gatehouse.Host;

namespace Gatehouse.Cli.Views;

/// <summary>One line on standard error that tells how far a long run is, on a terminal only and not in its first half second.</summary>
internal sealed class ProgressLine(Terminal terminal, bool isQuiet) : IProgress<RunProgress>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private bool _isShown;
    private bool _isDone;

    public void Report(RunProgress value)
    {
        if (isQuiet || !terminal.IsInteractive || TimeProvider.System.GetElapsedTime(_begun) < TimeSpan.FromMilliseconds(500))
            return;
        lock (_lock)
        {
            if (_isDone)
                return;
            _isShown = true;
            terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r\x1b[K{value.FilesSeen:N0} files seen, {value.FilesRead:N0} read, {value.Bytes >> 20:N0} MiB"));
        }
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
