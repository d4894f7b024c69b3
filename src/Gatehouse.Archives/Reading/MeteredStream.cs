using Gatehouse.Archives.Compression;

namespace Gatehouse.Archives.Reading;

/// <summary>What comes out of a decoder, counted. Damage and a spent budget are its end; whoever reads it asks why.</summary>
internal sealed class MeteredStream(Stream decoder, Budget budget) : ReadOnlyStream
{
    /// <summary>Bytes that came out.</summary>
    public long Total { get; private set; }

    /// <summary>The decoder gave up on its input.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>All was read.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>It would take more memory than it gets.</summary>
    public bool IsWindowTooLarge { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (budget.Spent is not null || IsDamaged || IsWindowTooLarge)
            return 0;
        try
        {
            var read = decoder.Read(buffer);
            budget.Take(read);
            Total += read;
            IsAtEnd = read == 0 && buffer.Length > 0;
            return read;
        }
        catch (WindowTooLargeException)
        {
            IsWindowTooLarge = true;
            return 0;
        }
        catch (Exception problem) when (Damage.IsOf(problem))
        {
            IsDamaged = true;
            return 0;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        try
        {
            decoder.Dispose();
        }
        catch (Exception problem) when (Damage.IsOf(problem))
        {
            IsDamaged = true;
        }

        base.Dispose(disposing);
    }
}
