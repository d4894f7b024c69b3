namespace Gatehouse.Archives.Reading;

/// <summary>Bytes in memory that stay where they are while a container is read: as a span, and as streams over parts.</summary>
internal sealed unsafe class InputBytes(byte* start, int length)
{
    public int Length => length;

    public ReadOnlySpan<byte> Span => new(start, length);

    /// <summary>A part, cut to what is there.</summary>
    public ReadOnlySpan<byte> Slice(long from, long count)
    {
        var begin = (int)Math.Clamp(from, 0, length);
        return Span.Slice(begin, (int)Math.Clamp(count, 0, length - begin));
    }

    /// <summary>A part, for a decoder. Reading past its end throws: the decoders of others take an end for more bytes.</summary>
    public Stream Part(long from, long count)
    {
        var begin = Math.Clamp(from, 0, length);
        return new StrictStream(start + begin, (int)Math.Clamp(count, 0, length - begin));
    }

    /// <summary>A part whose end is an end.</summary>
    public Stream Plain(long from, long count)
    {
        var begin = Math.Clamp(from, 0, length);
        return new UnmanagedMemoryStream(start + begin, Math.Clamp(count, 0, length - begin));
    }

    private sealed class StrictStream(byte* start, int length) : ReadOnlyStream
    {
        private int _at;

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override long Length => length;

        public override int Read(Span<byte> buffer)
        {
            if (buffer.IsEmpty)
                return 0;
            if (_at == length)
                throw new EndOfStreamException();
            var count = Math.Min(buffer.Length, length - _at);
            new ReadOnlySpan<byte>(start + _at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        public override int ReadByte() => _at == length ? throw new EndOfStreamException() : start[_at++];
    }
}
