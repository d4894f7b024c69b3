using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Gatehouse.Git;

/// <summary>The id of a git object: 20 bytes of SHA-1. SHA-256 repositories are refused at discovery, so no id is ever cut.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly struct ObjectId : IEquatable<ObjectId>, IComparable<ObjectId>
{
    /// <summary>Bytes of an id.</summary>
    public const int RawLength = 20;

    /// <summary>Hex digits of an id.</summary>
    public const int HexLength = 2 * RawLength;

    // Big-endian words, so that comparing words compares bytes.
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly uint _third;

    /// <summary>Takes the id from its 20 bytes.</summary>
    public ObjectId(ReadOnlySpan<byte> raw)
    {
        _first = BinaryPrimitives.ReadUInt64BigEndian(raw);
        _second = BinaryPrimitives.ReadUInt64BigEndian(raw[8..]);
        _third = BinaryPrimitives.ReadUInt32BigEndian(raw[16..]);
    }

    /// <summary>All zeros: no object.</summary>
    public bool IsZero => (_first | _second | _third) == 0;

    /// <summary>The first byte: the row of a pack index's fan-out table.</summary>
    internal byte FirstByte => (byte)(_first >> 56);

    /// <summary>Eight bytes from its middle: as good as any for a table of ids.</summary>
    internal ulong MiddleWord => _second;

    /// <summary>Writes the 20 bytes.</summary>
    public void CopyTo(Span<byte> raw)
    {
        BinaryPrimitives.WriteUInt64BigEndian(raw, _first);
        BinaryPrimitives.WriteUInt64BigEndian(raw[8..], _second);
        BinaryPrimitives.WriteUInt32BigEndian(raw[16..], _third);
    }

    /// <summary>Reads 40 hex digits of either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> hex, out ObjectId id)
    {
        Span<byte> raw = stackalloc byte[RawLength];
        var valid = hex.Length == HexLength && Convert.FromHexString(hex, raw, out _, out _) == System.Buffers.OperationStatus.Done;
        id = valid ? new ObjectId(raw) : default;
        return valid;
    }

    /// <summary>Reads 40 hex digits of either case from ASCII.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, out ObjectId id)
    {
        Span<byte> raw = stackalloc byte[RawLength];
        var valid = hex.Length == HexLength && Convert.FromHexString(hex, raw, out _, out _) == System.Buffers.OperationStatus.Done;
        id = valid ? new ObjectId(raw) : default;
        return valid;
    }

    /// <inheritdoc/>
    public bool Equals(ObjectId other) => _first == other._first && _second == other._second && _third == other._third;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ObjectId other && Equals(other);

    // An id is a hash already; part of it is as good as all of it. An attacker can choose ids with one prefix only by
    // searching, so the low words, not the abbreviated ones, spread the buckets.
    /// <inheritdoc/>
    public override int GetHashCode() => (int)_third ^ (int)_second;

    /// <inheritdoc/>
    public int CompareTo(ObjectId other)
    {
        var order = _first.CompareTo(other._first);
        if (order == 0)
            order = _second.CompareTo(other._second);
        return order != 0 ? order : _third.CompareTo(other._third);
    }

    /// <summary>40 lower-case hex digits.</summary>
    public override string ToString()
    {
        Span<byte> raw = stackalloc byte[RawLength];
        CopyTo(raw);
        return Convert.ToHexStringLower(raw);
    }

    /// <summary>The first 12 hex digits, for messages.</summary>
    public string ToShortString() => ToString()[..12];

    public static bool operator ==(ObjectId left, ObjectId right) => left.Equals(right);

    public static bool operator !=(ObjectId left, ObjectId right) => !left.Equals(right);

    public static bool operator <(ObjectId left, ObjectId right) => left.CompareTo(right) < 0;

    public static bool operator <=(ObjectId left, ObjectId right) => left.CompareTo(right) <= 0;

    public static bool operator >(ObjectId left, ObjectId right) => left.CompareTo(right) > 0;

    public static bool operator >=(ObjectId left, ObjectId right) => left.CompareTo(right) >= 0;
}
