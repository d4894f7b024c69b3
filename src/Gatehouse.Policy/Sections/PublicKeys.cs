using System.Security.Cryptography;

namespace Gatehouse.Policy;

/// <summary>Public keys as the policy names them.</summary>
internal static class PublicKeys
{
    /// <summary>Null for a PEM block of a public key; otherwise what is wrong.</summary>
    public static string? Check(string pem) => KeyId(pem) is null ? "no PEM block of a public key (-----BEGIN PUBLIC KEY-----)" : null;

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, lower-case hex; null where it is none.</summary>
    public static string? KeyId(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || !pem[fields.Label].Equals("PUBLIC KEY", StringComparison.Ordinal))
            return null;
        var der = new byte[fields.DecodedDataLength];
        return Convert.TryFromBase64Chars(pem.AsSpan()[fields.Base64Data], der, out var length) && length == der.Length
            ? Convert.ToHexStringLower(SHA256.HashData(der))
            : null;
    }
}
