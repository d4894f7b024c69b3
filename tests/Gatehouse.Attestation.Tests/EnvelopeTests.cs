using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Attestation.Envelopes;
using Gatehouse.Attestation.Keys;
using Gatehouse.Attestation.Statements;

namespace Gatehouse.Attestation.Tests;

public sealed class EnvelopeTests
{
    private static readonly byte[] Payload = "{\"a\":1}"u8.ToArray();

    public static TheoryData<KeyAlgorithm> Algorithms => [.. Enum.GetValues<KeyAlgorithm>()];

    [Fact]
    public void The_encoding_that_is_signed_is_that_of_the_specification() =>
        Assert.Equal(
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
            Encoding.UTF8.GetString(Envelope.PreAuthenticationEncoding("http://example.com/HelloWorld", "hello world"u8)));

    [Fact]
    public void Lengths_are_counted_in_bytes() =>
        Assert.Equal("DSSEv1 2 é 3 €", Encoding.UTF8.GetString(Envelope.PreAuthenticationEncoding("é", "€"u8)));

    [Fact]
    public void The_envelope_of_the_specification_verifies()
    {
        // DSSE protocol 1.0.2, "Test Vectors": coordinates in decimal, the signature as r and s side by side.
        var point = new ECPoint
        {
            X = Coordinate("46950820868899156662930047687818585632848591499744589407958293238635476079160"),
            Y = Coordinate("5640078356564379163099075877009565129882514886557779369047442380624545832820"),
        };
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        Assert.True(VerificationKey.TryParsePem(ecdsa.ExportSubjectPublicKeyInfoPem(), out var key, out _));
        var envelope = """
            {"payload": "aGVsbG8gd29ybGQ=",
             "payloadType": "http://example.com/HelloWorld",
             "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]}
            """u8.ToArray();
        var verification = Verification.Of(envelope, [key], "http://example.com/HelloWorld");
        Assert.Equal(VerificationOutcome.Verified, verification.Outcome);
        Assert.Equal("hello world", Encoding.UTF8.GetString(verification.Payload.Span));

        static byte[] Coordinate(string digits)
        {
            var bytes = BigInteger.Parse(digits).ToByteArray(isUnsigned: true, isBigEndian: true);
            return [.. new byte[32 - bytes.Length], .. bytes];
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void What_a_key_signs_its_public_half_verifies(KeyAlgorithm algorithm)
    {
        var key = SigningKey.Generate(algorithm);
        var bytes = Envelope.Sign(Statement.MediaType, Payload, key).Write();
        var verification = Verification.Of(bytes, [SigningKey.Generate(algorithm).PublicKey, key.PublicKey]);
        Assert.True(verification.IsVerified, verification.Sentence);
        Assert.Equal(key.KeyId, verification.Key!.KeyId);
        Assert.Equal(Payload, verification.Payload.ToArray());
    }

    [Fact]
    public void One_known_key_among_several_signatures_is_enough()
    {
        SigningKey one = SigningKey.Generate(KeyAlgorithm.EcdsaP256), two = SigningKey.Generate(KeyAlgorithm.Ed25519);
        var envelope = Envelope.Sign(Statement.MediaType, Payload, one, two);
        Assert.Equal(2, envelope.Signatures.Length);
        Assert.Equal(one.KeyId, Verification.Of(envelope, [one.PublicKey]).Key!.KeyId);
        Assert.Equal(two.KeyId, Verification.Of(envelope, [two.PublicKey]).Key!.KeyId);
    }

    [Fact]
    public void Base64_of_the_other_alphabet_and_without_padding_is_read()
    {
        var key = SigningKey.Generate(KeyAlgorithm.Ed25519);
        byte[] payload = [0xFB, 0xFF, 0xFE, 0x3F];
        var text = Encoding.UTF8.GetString(Envelope.Sign(Statement.MediaType, payload, key).Write());
        // The writer escapes "+" in strings; both spellings are the same JSON.
        var other = text.Replace("\\u002B", "-").Replace("+/", "-_").Replace("=", "");
        var parsed = Encoding.UTF8.GetBytes(other);
        Assert.Equal(payload, Verification.Of(parsed, [key.PublicKey]).Payload.ToArray());
    }

    [Fact]
    public void Every_way_in_which_an_envelope_fails_has_its_own_value()
    {
        var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var envelope = Envelope.Sign(Statement.MediaType, Payload, key);
        var text = Encoding.UTF8.GetString(envelope.Write());
        (VerificationOutcome Outcome, Verification Verification)[] cases =
        [
            (VerificationOutcome.UnknownKey, Verification.Of(envelope, [SigningKey.Generate(KeyAlgorithm.EcdsaP256).PublicKey])),
            (VerificationOutcome.UnknownKey, Verification.Of(envelope, [])),
            (VerificationOutcome.NoSignature, Verification.Of(envelope with { Signatures = [] }, [key.PublicKey])),
            (VerificationOutcome.WrongPayloadType, Verification.Of(envelope with { PayloadType = "text/plain" }, [key.PublicKey])),
            (VerificationOutcome.OtherBytes, Verification.Of(envelope with { Payload = "{\"a\":2}"u8.ToArray() }, [key.PublicKey])),
            (VerificationOutcome.DuplicateMember, Verification.Of(Encoding.UTF8.GetBytes(text.Replace("{\"payload\"", "{\"payload\":\"e30=\",\"payload\"")), [key.PublicKey])),
            (VerificationOutcome.Malformed, Verification.Of("{}"u8.ToArray(), [key.PublicKey])),
            (VerificationOutcome.Malformed, Verification.Of(Encoding.UTF8.GetBytes(text.Replace("\"sig\":\"", "\"sig\":\"!")), [key.PublicKey])),
        ];
        Assert.All(cases, one => Assert.Equal(one.Outcome, one.Verification.Outcome));
        Assert.All(cases, one => Assert.NotEmpty(one.Verification.Sentence));
        Assert.Equal(6, cases.Select(one => one.Verification.Outcome).Distinct().Count());
    }

    [Fact]
    public void The_payload_type_is_signed_too()
    {
        var key = SigningKey.Generate(KeyAlgorithm.Ed25519);
        var envelope = Envelope.Sign("text/plain", Payload, key);
        Assert.Equal(VerificationOutcome.OtherBytes, Verification.Of(envelope with { PayloadType = Statement.MediaType }, [key.PublicKey]).Outcome);
    }

    [Fact]
    public void A_key_id_is_only_a_hint()
    {
        var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var other = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var envelope = Envelope.Sign(Statement.MediaType, Payload, key);
        var renamed = envelope with { Signatures = [envelope.Signatures[0] with { KeyId = other.KeyId }] };
        Assert.Equal(key.KeyId, Verification.Of(renamed, [other.PublicKey, key.PublicKey]).Key!.KeyId);
        var claimed = Envelope.Sign(Statement.MediaType, Payload, other);
        var lying = claimed with { Signatures = [claimed.Signatures[0] with { KeyId = key.KeyId }] };
        Assert.Equal(VerificationOutcome.OtherBytes, Verification.Of(lying, [key.PublicKey]).Outcome);
    }

    [Fact]
    public void A_thousand_signatures_are_refused_unchecked()
    {
        var envelope = new Envelope(Statement.MediaType, Payload, [.. Enumerable.Repeat(new EnvelopeSignature(null, new byte[70]), 1000)]);
        Assert.Equal(VerificationOutcome.Malformed, Verification.Of(envelope.Write(), []).Outcome);
    }
}
