using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Gatehouse.Attestation.Keys;

/// <summary>A public key that a signature is checked with. Immutable, and safe to share between threads.</summary>
public sealed class VerificationKey
{
    private readonly byte[] _spki;
    private readonly byte[]? _ed25519;

    private VerificationKey(KeyAlgorithm algorithm, byte[] spki, byte[]? ed25519)
    {
        Algorithm = algorithm;
        _spki = spki;
        _ed25519 = ed25519;
        KeyId = Convert.ToHexStringLower(SHA256.HashData(spki));
    }

    /// <summary>Which of the two kinds.</summary>
    public KeyAlgorithm Algorithm { get; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo in DER, lower-case hex.</summary>
    public string KeyId { get; }

    /// <summary>Reads a PEM <c>PUBLIC KEY</c> (SubjectPublicKeyInfo, RFC 5480 and RFC 8410).</summary>
    /// <returns>True with the key; false with a sentence.</returns>
    public static bool TryParsePem(ReadOnlySpan<char> pem, [NotNullWhen(true)] out VerificationKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = null;
        switch (Pkcs8.Unwrap(pem))
        {
            case null:
                problem = "no PEM block found: a public key begins with -----BEGIN PUBLIC KEY-----";
                break;
            case (Pkcs8.PublicLabel, var der):
                key = OfSpki(der);
                problem = key is null ? "the public key is neither ECDSA on P-256 nor Ed25519" : null;
                break;
            case ({ } label, _) when label.EndsWith(Pkcs8.PrivateLabel, StringComparison.Ordinal):
                problem = "this is a private key where a public one is wanted: do not hand it out. Its public half: openssl pkey -pubout -in KEY";
                break;
            case ({ } label, _):
                problem = $"the PEM block is a {label}; a PUBLIC KEY is wanted";
                break;
        }

        return key is not null;
    }

    /// <summary>The key as PEM.</summary>
    public string ToPem() => Pkcs8.Wrap(Pkcs8.PublicLabel, _spki);

    /// <summary>True where <paramref name="signature"/> is this key's over <paramref name="message"/>. ECDSA: DER, or r and s of 32 bytes each.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (_ed25519 is not null)
        {
            return signature.Length == Ed25519.SignatureSize
                && Ed25519.Verify(signature.ToArray(), 0, _ed25519, 0, message.ToArray(), 0, message.Length);
        }

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(_spki, out _);
        return ecdsa.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            || (signature.Length == 64 && ecdsa.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    internal static VerificationKey OfEd25519(ReadOnlySpan<byte> key) => new(KeyAlgorithm.Ed25519, Pkcs8.OfEd25519Public(key), key.ToArray());

    internal static VerificationKey? OfSpki(byte[] der)
    {
        if (Pkcs8.Ed25519Key(der) is { } ed25519)
            return Ed25519.ValidatePublicKeyFull(ed25519, 0) ? OfEd25519(ed25519) : null;
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(der, out var read);
            // Exported anew: one key has one encoding, so one id.
            return read == der.Length && Pkcs8.IsP256(ecdsa) ? new VerificationKey(KeyAlgorithm.EcdsaP256, ecdsa.ExportSubjectPublicKeyInfo(), null) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
