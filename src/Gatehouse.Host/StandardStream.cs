namespace Gatehouse.Host;

/// <summary>
/// A standard stream that may fail at any write (a full disk, a closed descriptor): the first failure is kept to be told
/// at the end, and what follows is dropped. Where standard error itself fails, nothing is left to tell it on.
/// </summary>
internal sealed class StandardStream(Stream stream) : Stream
{
    /// <summary>Why not everything was written; null where it was.</summary>
    public string? Problem { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Problem is not null)
            return;
        try
        {
            stream.Write(buffer);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Problem = AtomicFile.Describe(problem);
        }
    }

    public override void Flush()
    {
        // The system's standard streams hold nothing back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
