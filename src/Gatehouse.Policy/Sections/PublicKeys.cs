using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Policy;

/// <summary>Public keys as the policy names them.</summary>
internal static class PublicKeys
{
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const string Ed25519 = "1.3.101.112";

    /// <summary>Null for a public key that signatures can be checked with; otherwise what is wrong.</summary>
    public static string? Check(string pem)
    {
        if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return "this is a private key: it is known to everyone who can read this file now, so make a new pair";
        if (Der(pem) is not { } der)
            return "no PEM block of a public key (-----BEGIN PUBLIC KEY-----)";
        try
        {
            return PublicKey.CreateFromSubjectPublicKeyInfo(der, out var read) is var key && read == der.Length && key.Oid.Value is EllipticCurve or Ed25519
                ? null
                : "a key of ECDSA P-256 or Ed25519 is wanted";
        }
        catch (CryptographicException)
        {
            return "the PEM block holds no public key";
        }
    }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, lower-case hex; null where there is none.</summary>
    public static string? KeyId(string pem) => Der(pem) is { } der ? Convert.ToHexStringLower(SHA256.HashData(der)) : null;

    private static byte[]? Der(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || !pem[fields.Label].Equals("PUBLIC KEY", StringComparison.Ordinal))
            return null;
        var der = new byte[fields.DecodedDataLength];
        return Convert.TryFromBase64Chars(pem.AsSpan()[fields.Base64Data], der, out var length) && length == der.Length ? der : null;
    }
}
