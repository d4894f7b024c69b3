using Gatehouse.Archives.Reading;

namespace Gatehouse.Archives.Compression;

/// <summary>
/// The .xz container (the .xz file format 1.2.1): streams of blocks, each LZMA2. Checks are not verified: what is damaged
/// is read as far as it goes. A branch filter before LZMA2 changes addresses in programs and no text, and is left undone.
/// </summary>
internal sealed class XzStream : ReadOnlyStream
{
    private const int StreamHeaderBytes = 12;
    private const byte Lzma2Filter = 0x21, DeltaFilter = 0x03;

    private readonly InputBytes _input;
    private readonly Budget _budget;
    private readonly int _end;
    private int _at;
    private int _checkBytes = -1;
    private Stream? _blockInput;
    private Stream? _block;

    public XzStream(InputBytes input, long from, long count, Budget budget)
    {
        _input = input;
        _budget = budget;
        _at = (int)Math.Clamp(from, 0, input.Length);
        _end = (int)Math.Min(input.Length, _at + Math.Max(0, count));
    }

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (_budget.Spent is not null || (_block is null && !OpenBlock()))
                return 0;
            var read = _block!.Read(buffer);
            if (read > 0)
                return read;
            CloseBlock();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _block?.Dispose();
        base.Dispose(disposing);
    }

    // False at the end of the last stream.
    private bool OpenBlock()
    {
        while (true)
        {
            if (_checkBytes < 0 && !OpenStream())
                return false;
            var headerBytes = (Byte(_at) + 1) * 4;
            if (headerBytes > 4)
            {
                Block(Take(headerBytes));
                return true;
            }

            SkipIndex();
        }
    }

    private bool OpenStream()
    {
        // Streams may follow one another, with zeros in fours between them.
        while (_end - _at >= 4 && _input.Span[_at..(_at + 4)].IndexOfAnyExcept((byte)0) < 0)
            _at += 4;
        if (_at == _end)
            return false;
        var header = Take(StreamHeaderBytes);
        if (!header.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]))
            throw new InvalidDataException("no xz stream");
        _checkBytes = (header[7] & 15) switch { 0 => 0, <= 3 => 4, <= 6 => 8, <= 9 => 16, <= 12 => 32, _ => 64 };
        return true;
    }

    private void Block(ReadOnlySpan<byte> header)
    {
        var flags = header[1];
        var at = 2;
        if ((flags & 0x40) != 0)
            Number(header, ref at);
        if ((flags & 0x80) != 0)
            Number(header, ref at);
        for (var filter = 0; filter <= (flags & 3); filter++)
        {
            var id = Number(header, ref at);
            var size = Number(header, ref at);
            if (id == DeltaFilter || size > 64 || at + (int)size > header.Length)
                throw new InvalidDataException("a filter that is not undone");
            if (id == Lzma2Filter && size == 1 && filter == (flags & 3))
            {
                _block = Decoders.Lzma2(_input, _at, _end - _at, header[at], _budget, out _blockInput);
                return;
            }

            at += (int)size;
        }

        throw new InvalidDataException("no LZMA2");
    }

    private void CloseBlock()
    {
        var used = (int)_blockInput!.Position;
        _block!.Dispose();
        (_block, _blockInput) = (null, null);
        _ = Take(used);
        _ = Take((-used & 3) + _checkBytes);
    }

    // The index says again what the blocks were; behind it the footer ends the stream.
    private void SkipIndex()
    {
        var start = _at;
        var span = _input.Span[.._end];
        _at++;
        var records = Number(span, ref _at);
        for (ulong i = 0; i < records; i++)
        {
            Number(span, ref _at);
            Number(span, ref _at);
        }

        _ = Take(-(_at - start) & 3);
        _ = Take(4 + StreamHeaderBytes);
        _checkBytes = -1;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _end - _at)
            throw new EndOfStreamException();
        var taken = _input.Span.Slice(_at, count);
        _at += count;
        return taken;
    }

    private byte Byte(int at) => at < _end ? _input.Span[at] : throw new EndOfStreamException();

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            if (at >= bytes.Length)
                throw new EndOfStreamException();
            var part = bytes[at++];
            value |= (part & 0x7FUL) << shift;
            if (part < 0x80)
                return value;
        }

        throw new InvalidDataException("a number of more than nine bytes");
    }
}
