using System.Security.Cryptography;

namespace Gatehouse.Attestation.Keys;

/// <summary>The fixed DER round an Ed25519 key (RFC 8410 sections 4 and 7) and PEM round any (RFC 7468).</summary>
internal static class Pkcs8
{
    public const string PrivateLabel = "PRIVATE KEY";
    public const string PublicLabel = "PUBLIC KEY";
    public const int Ed25519Length = 32;

    // SEQUENCE { INTEGER 0, SEQUENCE { OID 1.3.101.112 }, OCTET STRING { OCTET STRING (32) } }
    private static ReadOnlySpan<byte> PrivatePrefix => [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    // SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING (32 bytes) }
    private static ReadOnlySpan<byte> PublicPrefix => [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    public static byte[] OfEd25519Private(ReadOnlySpan<byte> seed) => [.. PrivatePrefix, .. seed];

    public static byte[] OfEd25519Public(ReadOnlySpan<byte> key) => [.. PublicPrefix, .. key];

    public static byte[]? Ed25519Seed(ReadOnlySpan<byte> der) =>
        der.Length == PrivatePrefix.Length + Ed25519Length && der.StartsWith(PrivatePrefix) ? der[PrivatePrefix.Length..].ToArray() : null;

    public static byte[]? Ed25519Key(ReadOnlySpan<byte> der) =>
        der.Length == PublicPrefix.Length + Ed25519Length && der.StartsWith(PublicPrefix) ? der[PublicPrefix.Length..].ToArray() : null;

    /// <summary>The DER of the first PEM block and its label; null where the text holds none.</summary>
    public static (string Label, byte[] Der)? Unwrap(ReadOnlySpan<char> pem)
    {
        if (pem.Length > 1 << 16 || !PemEncoding.TryFind(pem, out var fields))
            return null;
        return (pem[fields.Label].ToString(), Convert.FromBase64String(pem[fields.Base64Data].ToString()));
    }

    public static string Wrap(string label, ReadOnlySpan<byte> der) => PemEncoding.WriteString(label, der) + "\n";

    /// <summary>True where the key is on P-256 by name: a curve given by its numbers could be any.</summary>
    public static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true } curve
        && (curve.Oid.Value == "1.2.840.10045.3.1.7" || curve.Oid.FriendlyName is "nistP256" or "ECDSA_P256");
}
