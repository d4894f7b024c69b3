using System.Runtime.InteropServices;

namespace Gatehouse.Git.Objects;

/// <summary>
/// zlib streams out of memory into memory, through the runtime's own zlib-ng. <see cref="System.IO.Compression.ZLibStream"/>
/// would allocate a stream and an 8 KiB buffer an object; this keeps one native state for all of them.
/// </summary>
internal sealed unsafe partial class Inflater : IDisposable
{
    private const int SyncFlush = 2, Ok = 0, StreamEnd = 1, BufferError = -5;
    private const int WindowBits = 15;

    private readonly ZStream* _stream = (ZStream*)NativeMemory.AllocZeroed((nuint)sizeof(ZStream));
    private bool _isInitialised;
    private byte* _input;
    private long _inputLeft;

    ~Inflater() => Release();

    /// <summary>True where the stream has come to its end and its checksum was right.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Begins a stream. The input must stay where it is until the last <see cref="Read"/>.</summary>
    public bool Start(byte* input, long length)
    {
        HasEnded = false;
        _input = input;
        _inputLeft = length;
        _stream->AvailableIn = 0;
        if (_isInitialised)
            return InflateReset2(_stream, WindowBits) == Ok;
        _isInitialised = InflateInit2(_stream, WindowBits) == Ok;
        return _isInitialised;
    }

    /// <summary>Fills the output as far as the stream goes.</summary>
    /// <returns>The bytes written; −1 where the stream is damaged or ends in its middle.</returns>
    public int Read(Span<byte> output)
    {
        if (output.IsEmpty || HasEnded)
            return 0;
        fixed (byte* start = output)
        {
            _stream->NextOut = start;
            _stream->AvailableOut = (uint)output.Length;
            while (_stream->AvailableOut > 0)
            {
                if (_stream->AvailableIn == 0)
                {
                    var chunk = (uint)Math.Min(_inputLeft, 1 << 30);
                    _stream->NextIn = _input;
                    _stream->AvailableIn = chunk;
                    _input += chunk;
                    _inputLeft -= chunk;
                }

                var outBefore = _stream->AvailableOut;
                var inBefore = _stream->AvailableIn;
                var code = Inflate(_stream, SyncFlush);
                if (code == StreamEnd)
                {
                    HasEnded = true;
                    break;
                }

                var hasMoved = outBefore != _stream->AvailableOut || inBefore != _stream->AvailableIn;
                if (code is not (Ok or BufferError) || (!hasMoved && _stream->AvailableOut > 0))
                    return -1;
            }

            return output.Length - (int)_stream->AvailableOut;
        }
    }

    /// <summary>Fills the whole output with the rest of the stream, which must end there.</summary>
    public bool ReadToEnd(Span<byte> output)
    {
        if (Read(output) != output.Length)
            return false;
        Span<byte> spare = stackalloc byte[1];
        return HasEnded || (Read(spare) == 0 && HasEnded);
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_isInitialised)
            _ = InflateEnd(_stream);
        _isInitialised = false;
        NativeMemory.Free(_stream);
    }

    // The layout of PAL_ZStream in the runtime's System.IO.Compression.Native.
    [StructLayout(LayoutKind.Sequential)]
    private struct ZStream
    {
        public byte* NextIn;
        public byte* NextOut;
        public byte* Message;
        public void* State;
        public uint AvailableIn;
        public uint AvailableOut;
    }

    [LibraryImport("libSystem.IO.Compression.Native", EntryPoint = "CompressionNative_InflateInit2_")]
    private static partial int InflateInit2(ZStream* stream, int windowBits);

    [LibraryImport("libSystem.IO.Compression.Native", EntryPoint = "CompressionNative_InflateReset2_")]
    private static partial int InflateReset2(ZStream* stream, int windowBits);

    [LibraryImport("libSystem.IO.Compression.Native", EntryPoint = "CompressionNative_Inflate")]
    private static partial int Inflate(ZStream* stream, int flush);

    [LibraryImport("libSystem.IO.Compression.Native", EntryPoint = "CompressionNative_InflateEnd")]
    private static partial int InflateEnd(ZStream* stream);
}
