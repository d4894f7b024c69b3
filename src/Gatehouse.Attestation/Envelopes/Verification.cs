using Gatehouse.Attestation.Keys;
using Gatehouse.Attestation.Statements;

namespace Gatehouse.Attestation.Envelopes;

/// <summary>What became of verifying an envelope.</summary>
public enum VerificationOutcome
{
    /// <summary>A known key signed exactly these bytes.</summary>
    Verified,

    /// <summary>It has no signature: stripped, or never signed.</summary>
    NoSignature,

    /// <summary>None of the known keys made any of its signatures.</summary>
    UnknownKey,

    /// <summary>A signature names a known key, which did not sign these bytes.</summary>
    OtherBytes,

    /// <summary>The payload's type is another than was asked for.</summary>
    WrongPayloadType,

    /// <summary>A member is named twice: two readers could see two different things.</summary>
    DuplicateMember,

    /// <summary>It is no envelope.</summary>
    Malformed,
}

/// <summary>What became of verifying an envelope, with the sentence that says so.</summary>
public sealed record Verification
{
    private Verification(VerificationOutcome outcome, string sentence)
    {
        Outcome = outcome;
        Sentence = sentence;
    }

    /// <summary>What became of it.</summary>
    public VerificationOutcome Outcome { get; }

    /// <summary>One sentence in plain words.</summary>
    public string Sentence { get; }

    /// <summary>The key that signed, where <see cref="VerificationOutcome.Verified"/>.</summary>
    public VerificationKey? Key { get; private init; }

    /// <summary>The key id that the first signature claims, where it could not be verified; nothing vouches for it.</summary>
    public string? ClaimedKeyId { get; private init; }

    /// <summary>The payload, also where nobody vouches for it; empty where there is no envelope.</summary>
    public ReadOnlyMemory<byte> Payload { get; private init; }

    /// <summary>True where a known key signed.</summary>
    public bool IsVerified => Outcome == VerificationOutcome.Verified;

    /// <summary>Verifies an envelope's JSON with the first of <paramref name="keys"/> that made one of its signatures.</summary>
    public static Verification Of(ReadOnlyMemory<byte> bytes, IReadOnlyCollection<VerificationKey> keys, string payloadType = Statement.MediaType)
    {
        if (Envelope.TryRead(bytes, out var envelope, out var problem))
            return Of(envelope, keys, payloadType);
        return problem.Kind == AttestationProblemKind.DuplicateMember
            ? new Verification(VerificationOutcome.DuplicateMember, $"a member is named twice at {problem.Place}: two readers could see two different things")
            : new Verification(VerificationOutcome.Malformed, $"this is no DSSE envelope: {problem}");
    }

    /// <summary>Verifies an envelope that was read already.</summary>
    public static Verification Of(Envelope envelope, IReadOnlyCollection<VerificationKey> keys, string payloadType = Statement.MediaType)
    {
        if (!string.Equals(envelope.PayloadType, payloadType, StringComparison.Ordinal))
            return Failed(envelope, VerificationOutcome.WrongPayloadType, $"the payload is said to be {Cut(envelope.PayloadType)}, and {payloadType} is wanted");
        if (envelope.Signatures.IsEmpty)
            return Failed(envelope, VerificationOutcome.NoSignature, "the envelope has no signature: it was stripped, or never signed");

        var message = Envelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload.Span);
        foreach (var key in keys)
        {
            foreach (var signature in envelope.Signatures)
            {
                if (key.Verify(message, signature.Bytes.Span))
                    return new Verification(VerificationOutcome.Verified, $"signed by key {key.KeyId}") { Key = key, Payload = envelope.Payload };
            }
        }

        return envelope.Signatures.FirstOrDefault(signature => keys.Any(key => string.Equals(key.KeyId, signature.KeyId, StringComparison.Ordinal))) is { } named
            ? Failed(envelope, VerificationOutcome.OtherBytes, $"the signature names key {named.KeyId}, which did not sign these bytes: they were changed, or the signature belongs to others")
            : Failed(envelope, VerificationOutcome.UnknownKey, $"signed by a key that is not known here ({Cut(envelope.Signatures[0].KeyId ?? "no key id")})");
    }

    private static Verification Failed(Envelope envelope, VerificationOutcome outcome, string sentence) => new(outcome, sentence)
    {
        Payload = envelope.Payload,
        ClaimedKeyId = envelope.Signatures.FirstOrDefault()?.KeyId,
    };

    private static string Cut(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
