namespace Gatehouse.Attestation.Keys;

/// <summary>The two kinds of key that sign facts.</summary>
public enum KeyAlgorithm
{
    /// <summary>ECDSA on P-256 with SHA-256 (FIPS 186-5); signatures in DER, as cosign writes them.</summary>
    EcdsaP256,

    /// <summary>Ed25519 (RFC 8032), 64-byte signatures.</summary>
    Ed25519,
}
