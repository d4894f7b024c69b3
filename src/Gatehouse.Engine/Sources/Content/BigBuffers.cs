using System.Runtime.InteropServices;

namespace Gatehouse.Engine.Sources.Content;

/// <summary>Memory for a large file, outside the garbage collector's heap and given back at once: one lease at a time in the process's run.</summary>
internal sealed unsafe class BigBuffers : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Waits until no other thread holds a large file.</summary>
    public Lease Take(long bytes)
    {
        _one.Wait();
        return new Lease(this, bytes);
    }

    public void Dispose() => _one.Dispose();

    internal sealed class Lease(BigBuffers owner, long bytes) : IDisposable
    {
        private byte* _start = (byte*)NativeMemory.Alloc((nuint)bytes);
        private long _length = bytes;

        public Span<byte> Bytes => new(_start, (int)_length);

        /// <summary>Doubles the room up to a limit, keeping the content; false at the limit.</summary>
        public bool TryGrow(long limit)
        {
            var length = Math.Min(2 * _length, limit);
            if (length <= _length)
                return false;
            _start = (byte*)NativeMemory.Realloc(_start, (nuint)length);
            _length = length;
            return true;
        }

        public void Dispose()
        {
            if (_start == null)
                return;
            NativeMemory.Free(_start);
            _start = null;
            owner._one.Release();
        }
    }
}
