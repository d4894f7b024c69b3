using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Gatehouse.Engine;

/// <summary>
/// What a file's bytes are known by: git's blob id (SHA-1, 20 bytes) within a repository, SHA-256 of the bytes (32)
/// elsewhere. The default value knows nothing.
/// </summary>
public readonly struct ContentId : IEquatable<ContentId>
{
    /// <summary>Bytes of a git blob id.</summary>
    public const int BlobLength = 20;

    /// <summary>Bytes of a SHA-256.</summary>
    public const int Sha256Length = 32;

    private readonly Raw _bytes;
    private readonly byte _length;

    /// <summary>Takes an id of 20 or 32 bytes.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public ContentId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is not (BlobLength or Sha256Length))
            throw new ArgumentException("a content id has 20 or 32 bytes", nameof(bytes));
        bytes.CopyTo(_bytes);
        _length = (byte)bytes.Length;
    }

    /// <summary>True where the content is not known.</summary>
    public bool IsNone => _length == 0;

    /// <summary>0, 20 or 32.</summary>
    public int Length => _length;

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void CopyTo(Span<byte> target) => ((ReadOnlySpan<byte>)_bytes)[.._length].CopyTo(target);

    /// <inheritdoc/>
    public bool Equals(ContentId other) => _length == other._length && ((ReadOnlySpan<byte>)_bytes).SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ContentId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(_bytes);

    /// <summary>Lower-case hex; empty where the content is not known.</summary>
    public override string ToString() => Convert.ToHexStringLower(((ReadOnlySpan<byte>)_bytes)[.._length]);

    /// <summary>The same bytes.</summary>
    public static bool operator ==(ContentId left, ContentId right) => left.Equals(right);

    /// <summary>Other bytes.</summary>
    public static bool operator !=(ContentId left, ContentId right) => !left.Equals(right);

    [InlineArray(Sha256Length)]
    private struct Raw
    {
        private byte _first;
    }
}
