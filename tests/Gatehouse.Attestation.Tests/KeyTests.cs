using System.Security.Cryptography;
using Gatehouse.Attestation.Keys;

namespace Gatehouse.Attestation.Tests;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-keys-").FullName;

    public static TheoryData<KeyAlgorithm> Algorithms => [.. Enum.GetValues<KeyAlgorithm>()];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // RFC 8032 section 7.1, tests 1 to 3: seed, public key, message, signature.
    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Ed25519_signs_as_RFC_8032_says(string seed, string publicKey, string message, string signature)
    {
        var pem = PemEncoding.WriteString("PRIVATE " + "KEY", Convert.FromHexString("302e020100300506032b657004220420" + seed));
        Assert.True(SigningKey.TryParsePem(pem, out var key, out var problem), problem);
        Assert.Equal(signature, Convert.ToHexStringLower(key.Sign(Convert.FromHexString(message))));
        Assert.Equal(PemEncoding.WriteString("PUBLIC KEY", Convert.FromHexString("302a300506032b6570032100" + publicKey)) + "\n", key.PublicKey.ToPem());
        Assert.True(key.PublicKey.Verify(Convert.FromHexString(message), Convert.FromHexString(signature)));
        Assert.False(key.PublicKey.Verify([.. Convert.FromHexString(message), 0], Convert.FromHexString(signature)));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_key_comes_back_from_its_PEM(KeyAlgorithm algorithm)
    {
        var key = SigningKey.Generate(algorithm);
        Assert.True(SigningKey.TryParsePem(key.ToPem(), out var back, out _));
        Assert.True(VerificationKey.TryParsePem(key.PublicKey.ToPem(), out var publicBack, out _));
        Assert.Equal(key.KeyId, back.KeyId);
        Assert.Equal(key.KeyId, publicBack.KeyId);
        Assert.Equal(algorithm, publicBack.Algorithm);
        Assert.True(publicBack.Verify([1, 2, 3], back.Sign([1, 2, 3])));
    }

    [Fact]
    public void The_key_id_is_the_SHA_256_of_the_public_key_in_DER()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.True(VerificationKey.TryParsePem(ecdsa.ExportSubjectPublicKeyInfoPem(), out var key, out _));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(ecdsa.ExportSubjectPublicKeyInfo())), key.KeyId);
    }

    [Fact]
    public void Keys_of_other_kinds_are_refused_with_what_to_do()
    {
        using var rsa = RSA.Create(2048);
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var small = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var cost = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);
        (string Pem, string Says)[] cases =
        [
            (rsa.ExportPkcs8PrivateKeyPem(), "neither ECDSA on P-256 nor Ed25519"),
            (large.ExportPkcs8PrivateKeyPem(), "neither ECDSA on P-256 nor Ed25519"),
            (small.ExportECPrivateKeyPem(), "openssl pkcs8"),
            (small.ExportEncryptedPkcs8PrivateKeyPem("word", cost), "password"),
            ("nothing", "no PEM block"),
            (new string('x', 1 << 20), "no PEM block"),
            (PemEncoding.WriteString("PRIVATE " + "KEY", [0x30, 0x03, 0x02, 0x01]), "neither"),
        ];
        Assert.All(cases, one =>
        {
            Assert.False(SigningKey.TryParsePem(one.Pem, out _, out var problem));
            Assert.Contains(one.Says, problem);
        });
        Assert.False(VerificationKey.TryParsePem(small.ExportPkcs8PrivateKeyPem(), out _, out var wrongHalf));
        Assert.Contains("private key", wrongHalf);
    }

    [Fact]
    public void A_private_key_is_written_for_its_owner_alone_and_never_over_another()
    {
        var path = Path.Combine(_folder, "key.pem");
        var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        Assert.Null(KeyFile.TryWritePrivate(path, key));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Contains("never overwritten", KeyFile.TryWritePrivate(path, SigningKey.Generate(KeyAlgorithm.Ed25519)));
        Assert.True(KeyFile.TryReadPrivate(path, out var back, out _));
        Assert.Equal(key.KeyId, back.KeyId);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_private_key_that_others_may_touch_is_refused(UnixFileMode also)
    {
        var path = Path.Combine(_folder, "key.pem");
        Assert.Null(KeyFile.TryWritePrivate(path, SigningKey.Generate(KeyAlgorithm.Ed25519)));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | also);
        Assert.False(KeyFile.TryReadPrivate(path, out _, out var problem));
        Assert.Contains("chmod 600", problem);
    }

    [Fact]
    public void A_key_file_that_is_not_there_is_named()
    {
        var path = Path.Combine(_folder, "none.pem");
        Assert.False(KeyFile.TryReadPrivate(path, out _, out var problem));
        Assert.Equal(path + ": no such file", problem);
        Assert.False(KeyFile.TryReadPublic(path, out _, out problem));
        Assert.Equal(path + ": no such file", problem);
    }
}
