using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Gatehouse.Secrets;

/// <summary>
/// Hashes secrets with a key (HMAC-SHA-256, its first 128 bits): equal secrets have equal tags under one key, wherever they
/// lie, and who has no key cannot try guesses.
/// </summary>
internal sealed class SecretTags
{
    private readonly byte[] _key;

    private SecretTags(ReadOnlySpan<byte> key)
    {
        _key = key.ToArray();
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(_key, "gatehouse secret tags"u8).AsSpan(0, 4));
    }

    /// <summary>Names the key without telling it: tags of two keys do not compare.</summary>
    public string Id { get; }

    public static SecretTags? Of(ReadOnlyMemory<byte> key) => key.IsEmpty ? null : new SecretTags(key.Span);

    /// <summary>The tag of a secret; never 0.</summary>
    public UInt128 Tag(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(_key, secret, hash);
        var tag = BinaryPrimitives.ReadUInt128BigEndian(hash);
        return tag == 0 ? 1 : tag;
    }

    /// <summary>As a finding carries it; null for 0.</summary>
    public string? Text(UInt128 tag) => tag == 0 ? null : $"hmac-sha256:{Id}:{tag.ToString("x32", CultureInfo.InvariantCulture)}";
}
