using System.Buffers;

namespace Gatehouse.Host;

/// <summary>Reads a pipe to its end and keeps what is within a bound. What lies over it is read and dropped, so that the writer does not stand still.</summary>
internal sealed class BoundedReading
{
    private readonly ArrayBufferWriter<byte> _kept = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    public BoundedReading(Stream stream, long limit) => _reading = Read(stream, limit);

    /// <summary>Ends when more than the bound has come.</summary>
    public Task Over => _over.Task;

    public bool IsOver => _over.Task.IsCompleted;

    /// <summary>Whether the writer closed its end in that time.</summary>
    public bool EndsWithin(TimeSpan time, CancellationToken bound)
    {
        try
        {
            return _reading.Wait(time, bound);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>What came until now.</summary>
    public byte[] Bytes()
    {
        lock (_kept)
            return _kept.WrittenSpan.ToArray();
    }

    private async Task Read(Stream stream, long limit)
    {
        var chunk = new byte[32768];
        int read;
        while ((read = await Next(stream, chunk).ConfigureAwait(false)) > 0)
        {
            lock (_kept)
            {
                var room = (int)Math.Min(read, limit - _kept.WrittenCount);
                _kept.Write(chunk.AsSpan(0, room));
                if (room < read)
                    _over.TrySetResult();
            }
        }
    }

    private static async Task<int> Next(Stream stream, byte[] chunk)
    {
        try
        {
            return await stream.ReadAsync(chunk).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return 0; // The pipe was closed under it: nobody waited for the rest.
        }
    }
}
