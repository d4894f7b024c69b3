using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gatehouse.Attestation.Keys;
using Gatehouse.Attestation.Statements;

namespace Gatehouse.Attestation.Envelopes;

/// <summary>One signature of an envelope.</summary>
/// <param name="KeyId">A hint, which nothing vouches for (DSSE protocol: it must decide nothing); null where none is given.</param>
/// <param name="Bytes">The signature.</param>
public sealed record EnvelopeSignature(string? KeyId, ReadOnlyMemory<byte> Bytes);

/// <summary>A DSSE envelope 1.0.2 (secure-systems-lab/dsse, envelope.md and protocol.md): a payload, its type, and who signed both.</summary>
/// <param name="PayloadType">How to read the payload: it is signed with it.</param>
/// <param name="Payload">The payload's bytes.</param>
/// <param name="Signatures">At most 32.</param>
public sealed record Envelope(string PayloadType, ReadOnlyMemory<byte> Payload, ImmutableArray<EnvelopeSignature> Signatures)
{
    /// <summary>More signatures than this are refused: each costs a check with each key.</summary>
    public const int MaxSignatures = 32;

    /// <summary>Signs a payload with each key, in their order.</summary>
    public static Envelope Sign(string payloadType, ReadOnlyMemory<byte> payload, params ReadOnlySpan<SigningKey> keys)
    {
        var message = PreAuthenticationEncoding(payloadType, payload.Span);
        var signatures = ImmutableArray.CreateBuilder<EnvelopeSignature>(keys.Length);
        foreach (var key in keys)
            signatures.Add(new EnvelopeSignature(key.KeyId, key.Sign(message)));
        return new Envelope(payloadType, payload, signatures.MoveToImmutable());
    }

    /// <summary>What is signed: <c>DSSEv1 SP LEN(type) SP type SP LEN(body) SP body</c>, lengths in bytes.</summary>
    public static byte[] PreAuthenticationEncoding(string payloadType, ReadOnlySpan<byte> payload)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} "));
        return [.. head, .. payload];
    }

    /// <summary>The envelope's JSON, without white space.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(Payload.Length * 3 / 2 + 512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBase64String("payload", Payload.Span);
            json.WriteString("payloadType", PayloadType);
            json.WriteStartArray("signatures");
            foreach (var signature in Signatures)
            {
                json.WriteStartObject();
                json.Optional("keyid", signature.KeyId);
                json.WriteBase64String("sig", signature.Bytes.Span);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads an envelope; base64 of either alphabet (RFC 4648 sections 4 and 5). Verifies nothing.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Envelope? envelope, [NotNullWhen(false)] out AttestationProblem? problem)
    {
        envelope = null;
        if (!StrictJson.TryParse(bytes, out var document, out problem))
            return false;
        using (document)
        {
            var shape = new ShapeReader();
            var root = document.RootElement;
            var payload = Bytes(shape, root, "payload");
            var type = shape.Text(root, "payloadType");
            var signatures = shape.Objects(root, "signatures", static (shape, json) =>
                new EnvelopeSignature(shape.OptionalText(json, "keyid"), Bytes(shape, json, "sig")));
            if (signatures.Length > MaxSignatures)
                shape.Fail("signatures", FormattableString.Invariant($"has {signatures.Length} items; at most {MaxSignatures} are checked"));
            problem = shape.Problem;
            envelope = problem is null ? new Envelope(type, payload, signatures) : null;
            return envelope is not null;
        }
    }

    /// <summary>True where the bytes look like an envelope rather than a bare statement: a quick look, no check.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = StrictJson.MaxDepth });
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                if (reader.ValueTextEquals("payload"u8) || reader.ValueTextEquals("payloadType"u8) || reader.ValueTextEquals("signatures"u8))
                    return true;
                if (!reader.TrySkip())
                    return false;
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    private static byte[] Bytes(ShapeReader shape, JsonElement owner, string name)
    {
        var text = shape.Text(owner, name).AsSpan().TrimEnd('=');
        var decoded = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        // One alphabet serves both: "+/" are turned to "-_"; padding is optional there.
        var plain = text.IndexOfAny('+', '/') < 0 ? text : text.ToString().Replace('+', '-').Replace('/', '_');
        // Not TryDecodeFromChars: it throws at a character that is no base64.
        if (Base64Url.DecodeFromChars(plain, decoded, out _, out var written) == OperationStatus.Done)
            return decoded.AsSpan(0, written).ToArray();
        shape.Fail(name, "is no base64");
        return [];
    }
}
