using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Gatehouse.Attestation.Keys;

/// <summary>A private key that signs. Kept as PEM PKCS#8 without a password, in a file that its owner alone may read (<see cref="KeyFile"/>).</summary>
public sealed class SigningKey
{
    private readonly byte[] _pkcs8;
    private readonly byte[]? _seed;

    private SigningKey(byte[] pkcs8, byte[]? seed, VerificationKey publicKey)
    {
        _pkcs8 = pkcs8;
        _seed = seed;
        PublicKey = publicKey;
    }

    /// <summary>The half that others verify with.</summary>
    public VerificationKey PublicKey { get; }

    /// <summary>SHA-256 of the public key's SubjectPublicKeyInfo in DER, lower-case hex.</summary>
    public string KeyId => PublicKey.KeyId;

    /// <summary>A fresh key.</summary>
    public static SigningKey Generate(KeyAlgorithm algorithm)
    {
        if (algorithm == KeyAlgorithm.Ed25519)
            return OfSeed(RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize));
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return OfEcdsa(ecdsa);
    }

    /// <summary>Reads a PEM <c>PRIVATE KEY</c> (PKCS#8, RFC 5958).</summary>
    /// <returns>True with the key; false with a sentence that never quotes the key.</returns>
    public static bool TryParsePem(ReadOnlySpan<char> pem, [NotNullWhen(true)] out SigningKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = null;
        switch (Pkcs8.Unwrap(pem))
        {
            case null:
                problem = "no PEM block found: a private key begins with -----BEGIN " + Pkcs8.PrivateLabel + "-----";
                break;
            case (Pkcs8.PrivateLabel, var der):
                key = OfPkcs8(der);
                problem = key is null ? "the private key is neither ECDSA on P-256 nor Ed25519" : null;
                break;
            case ("ENCRYPTED " + Pkcs8.PrivateLabel, _):
                problem = "the private key has a password, which is not supported: keep it in the CI's secret store without one";
                break;
            case ({ } label, _):
                problem = $"the PEM block is a {label}; PKCS#8 is wanted: openssl pkcs8 -topk8 -nocrypt -in KEY";
                break;
        }

        return key is not null;
    }

    /// <summary>The key as PEM. A secret: write it through <see cref="KeyFile"/> only.</summary>
    public string ToPem() => Pkcs8.Wrap(Pkcs8.PrivateLabel, _pkcs8);

    /// <summary>Signs. ECDSA gives DER, Ed25519 64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        if (_seed is not null)
        {
            var signature = new byte[Ed25519.SignatureSize];
            Ed25519.Sign(_seed, 0, message.ToArray(), 0, message.Length, signature, 0);
            return signature;
        }

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(_pkcs8, out _);
        return ecdsa.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static SigningKey? OfPkcs8(byte[] der)
    {
        if (Pkcs8.Ed25519Seed(der) is { } seed)
            return OfSeed(seed);
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportPkcs8PrivateKey(der, out var read);
            return read == der.Length && Pkcs8.IsP256(ecdsa) ? OfEcdsa(ecdsa) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static SigningKey OfEcdsa(ECDsa ecdsa) => new(ecdsa.ExportPkcs8PrivateKey(), null, VerificationKey.OfSpki(ecdsa.ExportSubjectPublicKeyInfo())!);

    private static SigningKey OfSeed(byte[] seed)
    {
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(seed, 0, key, 0);
        return new SigningKey(Pkcs8.OfEd25519Private(seed), seed, VerificationKey.OfEd25519(key));
    }
}
